"""The two schemas: what clients may ask, and what webhooks may select. Both are parts of Saleor 3.23's."""

import re
from importlib import import_module
from pathlib import Path

from graphql import GraphQLError, parse, validate

from engine.scalars import SCALARS
from engine.wiring import build

for _trade in ("accounts", "catalogue", "checkouts", "events", "orders", "payments", "people", "shop"):
    import_module(f"engine.fields.{_trade}")

from engine.fields.events import SDL as _EVENTS  # noqa: E402
from engine.fields.shop import COUNTRY_NAMES  # noqa: E402

_CONNECTION = """
type {0}CountableConnection {{ pageInfo: PageInfo! edges: [{0}CountableEdge!]! totalCount: Int }}
type {0}CountableEdge {{ node: {0}! cursor: String! }}"""


def _complete(sdl: str) -> str:
    """The SDL with what follows from it: the types of each connection that it names, and the countries."""
    names = sorted(set(re.findall(r"(\w+)CountableConnection", sdl)))
    countries = f"enum CountryCode {{ {' '.join(sorted(COUNTRY_NAMES))} }}"
    return "\n".join([sdl, countries, *(_CONNECTION.format(name) for name in names)])


_FOLDER = Path(__file__).parent / "sdl"
_PUBLIC = _complete("\n".join(path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.graphql"))))
public_schema = build(_PUBLIC, SCALARS)
event_schema = build(f"{_PUBLIC}\n{_EVENTS}", SCALARS)


def check_subscription(text: str) -> str:
    """Why a webhook's document cannot be used; empty if it can."""
    try:
        errors = validate(event_schema, parse(text))
    except GraphQLError as error:
        return error.message
    return errors[0].message if errors else ""
