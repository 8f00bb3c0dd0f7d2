"""The gateways behind the app. Only the test gateway is here yet; it moves no money."""

from collections.abc import Mapping
from typing import Protocol

from django.conf import settings

from payments.errors import GatewaySwitchedOff
from payments.rules import Verdict

DECLINED_SENTENCE = "The test card was declined. Nothing was charged."


class Gateway(Protocol):
    """What a gateway must answer; both calls may take a second and raise PaymentError."""

    name: str

    def begin(self, wish: Mapping[str, object]) -> Verdict: ...

    def confirm(self, wish: Mapping[str, object]) -> Verdict: ...

    def settle(self, wish: Mapping[str, object]) -> Verdict: ...


class TestGateway:
    """Does what the shopper chose on the payment form: approve, decline, ask for one more step, or take its time."""

    name = "Test gateway (no money moves)"
    __test__ = False  # not a test class, whatever its name looks like

    def begin(self, wish: Mapping[str, object]) -> Verdict:
        """The verdict for `{"outcome": "success" | "decline" | "extra_step" | "pending" | "pending_decline"}`.

        Anything else declines.
        """
        match wish.get("outcome"):
            case "success":
                return Verdict.APPROVED
            case "extra_step":
                return Verdict.STEP_NEEDED
            case "pending" | "pending_decline":
                return Verdict.PENDING
            case _:
                return Verdict.DECLINED

    def confirm(self, wish: Mapping[str, object]) -> Verdict:
        """The verdict after the extra step: approved only for `{"confirmed": true}`."""
        return Verdict.APPROVED if wish.get("confirmed") is True else Verdict.DECLINED

    def settle(self, wish: Mapping[str, object]) -> Verdict:
        """The later word on a pending payment."""
        return Verdict.DECLINED if wish.get("outcome") == "pending_decline" else Verdict.APPROVED


def active_gateway() -> Gateway:
    """The configured gateway. Raises: GatewaySwitchedOff."""
    if not settings.PAYMENTS_TEST_GATEWAY:
        raise GatewaySwitchedOff
    return TestGateway()
