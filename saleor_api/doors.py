"""What every door that Saleor calls has in common: manifest, registration, and who may come in with a delivery."""

import json
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from saleor_api.errors import BadDelivery, BadSignature, NotForUs, RegistrationRefused, SaleorError
from saleor_api.registration import register_app
from saleor_api.webhooks import LARGEST_BODY_BYTES, Delivery, check_recipient, read_delivery

logger = logging.getLogger(__name__)
Reply = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Door:
    """One app's door below `root`.

    `name` is what its sentences call it; `events` are those it listens to, None: whatever `take` makes of it;
    `take` answers a delivery that was let in.
    """

    root: str
    name: str
    app_id: str
    needed: Collection[str]
    write_manifest: Callable[[], Mapping[str, object]]
    take: Callable[[Delivery], Reply]
    events: Collection[str] | None = None

    def receive(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Answers a call with (status, JSON bytes). Saleor repeats after 500, never after 4xx."""
        place = path.removeprefix(self.root).strip("/")
        if len(body) > LARGEST_BODY_BYTES:
            text = f"The delivery is larger than this {self.name} accepts."
            return refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, text)
        if place == "manifest":
            return HTTPStatus.OK, json.dumps(self.write_manifest()).encode()
        if method != "POST":
            return refuse(HTTPStatus.METHOD_NOT_ALLOWED, "Only POST is answered here.")
        lowered = {name.lower(): value for name, value in headers.items()}
        if place == "register":
            return self._register(body, lowered)
        if place.startswith("webhooks/"):
            return self._let_in(place.removeprefix("webhooks/"), body, lowered)
        return refuse(HTTPStatus.NOT_FOUND, "There is nothing here.")

    def _register(self, body: bytes, headers: Mapping[str, str]) -> Reply:
        try:
            token = str(json.loads(body)["auth_token"])
        except (ValueError, KeyError, TypeError):
            return refuse(HTTPStatus.BAD_REQUEST, "The call lacks auth_token.")
        try:
            api_url = headers.get("saleor-api-url", "")
            register_app(app_id=self.app_id, api_url=api_url, token=token, needed=self.needed)
        except RegistrationRefused as error:
            logger.warning("registration refused: %s", error)
            return refuse(HTTPStatus.FORBIDDEN, f"The app was not registered: {error}.")
        return HTTPStatus.OK, b'{"success": true}'

    def _let_in(self, event: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        try:
            delivery = read_delivery(body, headers)
            if self.events is not None and event not in self.events:
                return refuse(HTTPStatus.NOT_FOUND, f"The {self.name} does not listen to this event.")
            # The signature covers the body only: the address says which subscription made it.
            if delivery.event != event:
                raise BadDelivery("the address is that of another event")
            check_recipient(delivery, self.app_id)
        except BadSignature as error:
            logger.warning("a delivery of %s was refused at the door of the %s: %s", event, self.name, error)
            return refuse(HTTPStatus.UNAUTHORIZED, f"The delivery was not accepted: {error}.")
        except NotForUs as error:
            return refuse(HTTPStatus.FORBIDDEN, f"The delivery was not accepted: {error}.")
        except SaleorError:
            return refuse(HTTPStatus.SERVICE_UNAVAILABLE, "Saleor's keys could not be read just now; please repeat it.")
        except BadDelivery as error:
            return refuse(HTTPStatus.BAD_REQUEST, f"The delivery cannot be read: {error}.")
        return self.take(delivery)


def refuse(status: HTTPStatus, sentence: str) -> Reply:
    """A refusal that says why."""
    return status, json.dumps({"error": sentence}).encode()
