"""What the front page shows."""

from dataclasses import dataclass

from django.conf import settings

from catalog.queries import home_cards, list_collections
from catalog.shapes import Group, ProductCard
from catalog.version import current_version
from storefront.listing_page import read_categories

_CARDS = 10
_IN_THE_HERO = 2


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page: the first pieces large, then more of them, then the ways into the shop."""

    hero: tuple[ProductCard, ...]
    cards: tuple[ProductCard, ...]
    categories: tuple[Group, ...]
    collections: tuple[Group, ...]
    canonical: str


def build_home(*, channel: str) -> HomeView:
    """The front page of a channel. Five queries, and three more when the catalogue has changed."""
    cards = tuple(home_cards(channel, _CARDS))
    return HomeView(
        hero=cards[:_IN_THE_HERO],
        cards=cards[_IN_THE_HERO:],
        categories=read_categories(channel, current_version()),
        collections=tuple(list_collections(channel=channel)),
        canonical=f"{settings.PUBLIC_URL}/",
    )
