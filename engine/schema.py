"""The two schemas: what clients may ask, and what webhooks may select. Both are parts of Saleor 3.23's."""

from importlib import import_module
from pathlib import Path

from graphql import GraphQLError, parse, validate

from engine.scalars import SCALARS
from engine.wiring import build

for _trade in ("catalogue", "checkouts", "events", "orders", "payments", "people", "shop"):
    import_module(f"engine.fields.{_trade}")

from engine.fields.events import SDL as _EVENTS  # noqa: E402

_FOLDER = Path(__file__).parent / "sdl"
_PUBLIC = "\n".join(path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.graphql")))
public_schema = build(_PUBLIC, SCALARS)
event_schema = build(f"{_PUBLIC}\n{_EVENTS}", SCALARS)


def check_subscription(text: str) -> str:
    """Why a webhook's document cannot be used; empty if it can."""
    try:
        errors = validate(event_schema, parse(text))
    except GraphQLError as error:
        return error.message
    return errors[0].message if errors else ""
