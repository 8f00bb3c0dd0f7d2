"""The two schemas: what clients may ask, and what webhooks may select. Both are parts of Saleor 3.23's."""

import re
from importlib import import_module
from pathlib import Path

from graphql import GraphQLError, parse, validate

from engine.wiring import build

_READS = ("fields.accounts", "fields.catalogue", "fields.people", "fields.shop", "metadata")
for _trade in (*_READS, "completion", "fulfilment", "sessions"):
    import_module(f"engine.{_trade}")

from engine.events import SDL as _EVENTS  # noqa: E402
from engine.fields.shop import COUNTRY_NAMES  # noqa: E402

_CONNECTION = """
type {0}CountableConnection {{ pageInfo: PageInfo! edges: [{0}CountableEdge!]! totalCount: Int }}
type {0}CountableEdge {{ node: {0}! cursor: String! }}"""


def _complete(sdl: str) -> str:
    """The SDL with what follows from it: the types of each connection that it names, and the countries."""
    names = sorted(set(re.findall(r"(\w+)CountableConnection", sdl)))
    countries = f"enum CountryCode {{ {' '.join(sorted(COUNTRY_NAMES))} }}"
    return "\n".join([sdl, countries, *(_CONNECTION.format(name) for name in names)])


_FILES = sorted((Path(__file__).parent / "sdl").glob("*.graphql"))
_PUBLIC = _complete("\n".join(path.read_text(encoding="utf-8") for path in _FILES))
public_schema = build(_PUBLIC)
event_schema = build(f"{_PUBLIC}\n{_EVENTS}")


def check_subscription(text: str) -> str:
    """Why a webhook's document cannot be used; empty if it can."""
    try:
        return "\n".join(error.message for error in validate(event_schema, parse(text))[:1])
    except GraphQLError as error:
        return error.message
