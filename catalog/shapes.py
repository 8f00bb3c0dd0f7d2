"""What the catalogue hands to pages: frozen, complete, nothing left to look up."""

from dataclasses import dataclass

from saleor_api.ids import ProductId, VariantId
from saleor_api.money import Money
from themes.pictures import Picture


@dataclass(frozen=True, slots=True)
class ProductCard:
    """One product on a listing. `price_from`: its variants differ in price, `price` is the lowest."""

    product_id: ProductId
    slug: str
    name: str
    url: str
    price: Money
    undiscounted: Money | None
    price_from: bool
    sold_out: bool
    picture: Picture | None
    craft: str
    country: str  # ISO 3166-1 alpha-2, upper case; empty where not known
    programme: str
    impact_line: str
    tags: tuple[str, ...]  # labels


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """`count`: how many products the listing would show with this choice, all other facets kept."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """`name` is the GET parameter: craft, tag or country."""

    name: str
    title: str
    choices: tuple[FacetChoice, ...]

    @property
    def chosen(self) -> bool:
        """Whether anything in it is selected."""
        return any(choice.selected for choice in self.choices)


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One page of at most 24 cards. `nearest`: nothing matched the words, these come nearest."""

    cards: tuple[ProductCard, ...]
    total: int
    page: int  # counts from 1
    pages: int  # at least 1
    facets: tuple[FacetGroup, ...]
    notices: tuple[str, ...]
    version: int
    nearest: bool = False


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A slug with the words that buyers read."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a product or variant with its values, in Saleor's order."""

    slug: str
    name: str
    values: tuple[NamedValue, ...]

    @property
    def text(self) -> str:
        """The values as a reader sees them: `Cotton, Jute`."""
        return ", ".join(value.name for value in self.values)


@dataclass(frozen=True, slots=True)
class VariantOffer:
    """One thing that can be put into the cart. `limit_per_customer` 0: no limit of its own."""

    variant_id: VariantId
    sku: str
    name: str
    price: Money
    undiscounted: Money | None
    quantity_available: int
    limit_per_customer: int
    attributes: tuple[Attribute, ...]

    @property
    def sold_out(self) -> bool:
        """Nothing left to sell."""
        return self.quantity_available < 1


@dataclass(frozen=True, slots=True)
class ProductDetail:
    """Everything the product page shows that Saleor knows, plus what was pushed down."""

    card: ProductCard
    summary: str  # one line for search engines, plain text
    paragraphs: tuple[str, ...]  # plain text; the template escapes it
    pictures: tuple[Picture, ...]
    variants: tuple[VariantOffer, ...]
    attributes: tuple[Attribute, ...]
    categories: tuple[NamedValue, ...]  # from the root down
    collections: tuple[NamedValue, ...]
    tags: tuple[NamedValue, ...]
    programme: NamedValue | None
    updated_at: str  # ISO 8601
    version: int = 0  # of the catalogue when this was read; 0 where it is not known


@dataclass(frozen=True, slots=True)
class Group:
    """A category or collection. `count`: products shown in it; `depth` 0 is a root category."""

    slug: str
    name: str
    paragraphs: tuple[str, ...]
    count: int
    depth: int
    parent: str
    url: str
    picture: Picture | None
