"""The ways of delivery that the sample shop is loaded with; those of a real shop are in Saleor and its checkout."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings

from saleor_api.money import Money
from themes.writing import write_country

_PLAN = Path(__file__).parent / "sample" / "data" / "shop.toml"


@dataclass(frozen=True, slots=True)
class Way:
    """One way of delivery; `days` as a reader takes them, empty where they are not stated."""

    name: str
    days: str
    price: Money


@dataclass(frozen=True, slots=True)
class Zone:
    """Countries that share their ways of delivery."""

    name: str
    countries: str
    ways: tuple[Way, ...]


@cache
def list_sample_zones() -> tuple[Zone, ...]:
    """The zones of the sample shop, in the channel's currency; none in production, where there is no sample shop."""
    if settings.PRODUCTION or not _PLAN.exists():
        return ()
    currency = settings.CHANNELS[settings.DEFAULT_CHANNEL]["currency"]
    plan = tomllib.loads(_PLAN.read_text(encoding="utf-8"))
    return tuple(
        Zone(
            name=zone["name"],
            countries=", ".join(write_country(code) for code in zone["countries"]),
            ways=tuple(_way(method, currency) for method in zone["methods"]),
        )
        for zone in plan["zones"]
    )


def _way(method: dict[str, str], currency: str) -> Way:
    least, most = method.get("minimum_days"), method.get("maximum_days")
    days = f"{least} to {most} days" if least and most else ""
    return Way(name=method["name"], days=days, price=Money(Decimal(method["price"]), currency))
