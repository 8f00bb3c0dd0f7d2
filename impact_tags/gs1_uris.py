"""GS1 identifiers as canonical GS1 Digital Link URIs, as the event hash wants them.

Sources: GS1 EPC Tag Data Standard 2.0, section 6 (URN forms); GS1 Digital Link 1.2, section 4 (canonical URIs).
"""

import re
from collections.abc import Callable

CANONICAL = "https://id.gs1.org"
_LINK = re.compile(
    r"^https?://[^/?#]+(?:/[^?#]*?)?/(?P<key>00|01|253|255|401|402|414|417|800[3-4]|8006|801[0-8])/(?P<rest>[^?#]+)"
)


def canonise_uri(text: str) -> str:
    """An EPC URN or a Digital Link of any host as `https://id.gs1.org/...`; every other text unchanged."""
    if text.startswith(("urn:epc:id:", "urn:epc:class:", "urn:epc:idpat:")):
        scheme, _, value = text.split(":", 3)[3].partition(":")
        convert = _SCHEMES.get(scheme)
        return f"{CANONICAL}{convert(*value.split('.', 2))}" if convert else text
    match = _LINK.match(text)
    if match is None or not match["rest"][0].isdigit():
        return text
    return f"{CANONICAL}/{match['key']}/{match['rest']}"


def check_digit(digits: str) -> str:
    """Modulo 10 with weights 3 and 1 from the right. Source: GS1 General Specifications, 7.9."""
    weighted = sum(int(digit) * (3 if index % 2 == 0 else 1) for index, digit in enumerate(reversed(digits)))
    return str(-weighted % 10)


def _with_check(digits: str) -> str:
    return digits + check_digit(digits)


def _gtin(prefix: str, item: str) -> str:
    return _with_check(item[0] + prefix + item[1:])


def _sgtin(prefix: str, item: str, serial: str = "*") -> str:
    return f"/01/{_gtin(prefix, item)}" + ("" if serial == "*" else f"/21/{serial}")


def _lgtin(prefix: str, item: str, lot: str) -> str:
    return f"/01/{_gtin(prefix, item)}/10/{lot}"


def _sscc(prefix: str, serial: str) -> str:
    return f"/00/{_with_check(serial[0] + prefix + serial[1:])}"


def _sgln(prefix: str, place: str, extension: str = "0") -> str:
    return f"/414/{_with_check(prefix + place)}" + ("" if extension == "0" else f"/254/{extension}")


def _pgln(prefix: str, party: str) -> str:
    return f"/417/{_with_check(prefix + party)}"


def _gdti(prefix: str, kind: str, serial: str = "") -> str:
    return f"/253/{_with_check(prefix + kind)}{serial}"


def _grai(prefix: str, kind: str, serial: str = "") -> str:
    return f"/8003/0{_with_check(prefix + kind)}{serial}"


def _giai(prefix: str, serial: str) -> str:
    return f"/8004/{prefix}{serial}"


_SCHEMES: dict[str, Callable[..., str]] = {
    "sgtin": _sgtin,
    "lgtin": _lgtin,
    "sscc": _sscc,
    "sgln": _sgln,
    "pgln": _pgln,
    "gdti": _gdti,
    "grai": _grai,
    "giai": _giai,
}
