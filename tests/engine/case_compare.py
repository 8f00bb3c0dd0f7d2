"""Compares an answer of the engine with a recorded one, and learns which of our ids stands for which recorded one."""

import base64
import binascii
from typing import Any

# Data, time and chance: compared by type. Everything else must be equal.
VOLATILE = {
    *("token", "refreshToken", "csrfToken", "accessToken", "cursor", "endCursor", "startCursor", "url", "host"),
    *("created", "createdAt", "updatedAt", "date", "issuedAt", "availableForPurchaseAt", "stockReservationExpires"),
    *("number", "version", "schemaVersion", "merchantReference", "idempotencyKey", "customerIpAddress"),
    *("iat", "exp", "iss"),
}


def type_of_id(value: Any) -> str:
    """The type named in a global id, or nothing."""
    if not isinstance(value, str) or len(value) < 8:
        return ""
    try:
        name, colon, key = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return name if colon and key and name.isalpha() else ""


class Comparison:
    """Recorded ids and ours, and what differed."""

    def __init__(self) -> None:
        self.ours: dict[str, str] = {}
        self.differences: list[str] = []
        self.numbers_by_type = False

    def translate(self, value: Any) -> Any:
        """Recorded values with our ids in place of the recorded ones."""
        if isinstance(value, dict):
            return {key: self.translate(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.translate(item) for item in value]
        if isinstance(value, str):
            for recorded, own in self.ours.items():
                value = value.replace(recorded, own)
        return value

    def compare(self, recorded: Any, own: Any, path: str = "", by_type: bool = False) -> None:
        """Note every difference in shape, type or value; learn ids on the way."""
        key = path.rsplit(".", 1)[-1].split("[")[0]
        by_type = by_type or key in VOLATILE
        if isinstance(recorded, dict) and isinstance(own, dict):
            if list(recorded) != list(own):
                self.differences.append(f"{path}: fields {list(recorded)} but {list(own)}")
            for name in recorded.keys() & own.keys():
                self.compare(recorded[name], own[name], f"{path}.{name}", by_type)
        elif isinstance(recorded, list) and isinstance(own, list):
            recorded, own = _settle_order(key, recorded), _settle_order(key, own)
            if len(recorded) != len(own):
                self.differences.append(f"{path}: {len(recorded)} entries but {len(own)}")
            for place, (one, other) in enumerate(zip(recorded, own, strict=False)):
                self.compare(one, other, f"{path}[{place}]", by_type)
        elif type_of_id(recorded) and type_of_id(recorded) == type_of_id(own):
            self.ours.setdefault(recorded, own)
            if self.ours[recorded] != own:
                self.differences.append(f"{path}: another row than the recorded one ({type_of_id(own)})")
        elif self.numbers_by_type and isinstance(recorded, float) and isinstance(own, float):
            return
        elif not _is_same(
            self.translate(recorded), own, by_type or (self.numbers_by_type and key == "fractionalAmount")
        ):
            self.differences.append(f"{path}: {recorded!r} but {own!r}")


def _settle_order(key: str, entries: list[Any]) -> list[Any]:
    """Lists whose order or length says nothing: field names of address rules come from a set in Saleor."""
    if key in ("allowedFields", "requiredFields", "upperFields"):
        return sorted(entries)
    # The list of the world's countries is django-countries' in each release.
    return entries[:20] if key == "countries" else entries


def _is_same(recorded: Any, own: Any, by_type: bool) -> bool:
    number = (int, float)
    if isinstance(recorded, bool) or isinstance(own, bool):
        return recorded is own
    if isinstance(recorded, number) and isinstance(own, number):
        return by_type or recorded == own
    if by_type:
        return type(recorded) is type(own)
    return type(recorded) is type(own) and recorded == own
