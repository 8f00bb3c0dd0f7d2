"""The card that a maker keeps: her code in digits, and as a picture that a phone reads. No Django."""

from dataclasses import dataclass

import segno


@dataclass(frozen=True, slots=True)
class Card:
    """What is printed. `picture` is an SVG as a data address; it leads to the page with the code behind `#`.

    `language`: in which the card and that page speak.
    """

    code: str
    address: str
    picture: str
    language: str = "en"


def draw_card(code: str, *, address: str, language: str = "en") -> Card:
    """The card for a code. What stands behind `#` never reaches a server, so the code is in no log (RFC 3986, 3.5)."""
    digits = "".join(sign for sign in code if sign.isdigit())
    drawing = segno.make(f"{address}#{digits}", error="m", micro=False)
    return Card(code=code, address=address, picture=drawing.svg_data_uri(border=2, omitsize=True), language=language)
