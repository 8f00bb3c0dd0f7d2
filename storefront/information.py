"""Pages of plain words about the shop: about, delivery, returns, privacy, terms, imprint, contact."""

from dataclasses import dataclass

from django.conf import settings

from artisans.queries import list_programmes
from artisans.shapes import ProgrammeFacts
from impact_tags.queries import shop_totals
from impact_tags.shapes import Totals
from storefront.delivery_ways import Zone, list_sample_zones
from themes.writing import write_country

TITLES = {
    "about": "About Kantha",
    "delivery": "Delivery",
    "returns": "Returns",
    "privacy": "Privacy",
    "terms": "Terms of sale",
    "imprint": "Imprint",
    "contact": "Contact",
}


@dataclass(frozen=True, slots=True)
class InformationView:
    """A page of words, with the settings that its sentences depend on."""

    slug: str
    title: str
    canonical: str
    countries: tuple[str, ...]
    programmes: tuple[ProgrammeFacts, ...]
    totals: Totals | None
    zones: tuple[Zone, ...]
    fund_percent: str
    session_days: int
    mail: str
    currency: str
    tax_included: bool


def build_information(slug: str, *, channel: str) -> InformationView | None:
    """The page of that name, or None. Only the page about the shop asks the database."""
    if slug not in TITLES:
        return None
    basis_points = settings.TRAINING_FUND_BASIS_POINTS
    return InformationView(
        slug=slug,
        title=TITLES[slug],
        canonical=f"{settings.PUBLIC_URL}/pages/{slug}/",
        countries=tuple(sorted(write_country(code) for code in settings.CHANNELS[channel]["countries"])),
        programmes=list_programmes() if slug == "about" else (),
        totals=shop_totals()[0] if slug == "about" else None,
        zones=list_sample_zones() if slug == "delivery" else (),
        fund_percent=f"{basis_points / 100:g}",
        session_days=settings.SESSION_COOKIE_AGE // 86400,
        currency=str(settings.CHANNELS[channel]["currency"]),
        tax_included=settings.CHANNELS[channel]["prices_include_tax"],
        mail=settings.DEFAULT_FROM_EMAIL.partition("<")[2].rstrip(">") or settings.DEFAULT_FROM_EMAIL,
    )
