"""What pages may ask of the catalogue; each function says what it costs."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from catalog.cards import FEATURED_ORDER, active_language, card_of, live_products, path_prefix, read_cards, read_picture
from catalog.languages import translate_name, translate_paragraphs, translate_summary
from catalog.listing import PAGE_SIZE, list_products
from catalog.models import Category, Collection, Label, Picture, Product, SyncState, Variant
from catalog.shapes import Attribute, Group, NamedValue, ProductCard, ProductDetail, VariantOffer
from saleor_api.ids import VariantId
from saleor_api.money import Money
from themes.pictures import Picture as ShownPicture

__all__ = [
    "PAGE_SIZE",
    "cards_of_programme",
    "cards_with_label",
    "find_cards",
    "find_category",
    "find_collection",
    "find_product",
    "home_cards",
    "list_categories",
    "list_collections",
    "list_product_ids",
    "list_products",
    "list_tagged",
    "name_products",
]

# The row of `current_version`; read along, so that a page knows which version its parts belong to.
_VERSION = Subquery(SyncState.objects.filter(channel="").values("version")[:1])


def find_product(slug: str, *, channel: str) -> ProductDetail | None:
    """Everything about one product, or None where the channel does not show it.

    Two queries, three without variants; two more in another language than English.
    """
    # Product, variants and the version come in one query: the product page has few to spare.
    shown = Variant.objects.filter(product__channel=channel, product__slug=slug, product__is_live=True)
    rows = list(shown.select_related("product").annotate(version=_VERSION))
    product = rows[0].product if rows else live_products(channel).filter(slug=slug).first()
    if product is None:
        return None
    variants = tuple(_offer(variant, product) for variant in rows)
    pictures = Picture.objects.filter(product_id=product.product_id, retired_at=None, made_at__isnull=False)
    language, translations = active_language(), product.translations
    card = card_of(product)
    return ProductDetail(
        card=card,
        summary=translate_summary(translations, language, product.summary),
        paragraphs=translate_paragraphs(translations, language, product.paragraphs),
        pictures=tuple(_shown(picture, card.name) for picture in pictures),
        variants=variants,
        attributes=_attributes(product.attributes),
        categories=_named(product.categories, Category.objects.all()),
        collections=_named(product.collections, Collection.objects.filter(channel=channel)),
        tags=_named(product.tags),
        programme=NamedValue(product.programme_slug, product.programme_name) if product.programme_slug else None,
        updated_at=product.updated_at.isoformat(),
        version=rows[0].version or 0 if rows else 0,
    )


def find_cards(product_ids: Sequence[str], *, channel: str) -> list[ProductCard]:
    """The cards of products by Saleor id, in the order asked for; what is not shown is left out. One query."""
    found = {card.product_id: card for card in read_cards(live_products(channel).filter(product_id__in=product_ids))}
    return [found[product_id] for product_id in dict.fromkeys(product_ids) if product_id in found]  # type: ignore[index]


def home_cards(channel: str, most: int) -> list[ProductCard]:
    """The first featured pieces that can be bought. One query."""
    return list(read_cards(live_products(channel).filter(sold_out=False).order_by(*FEATURED_ORDER)[:most]))


def cards_of_programme(programme_slug: str, *, channel: str, most: int = PAGE_SIZE) -> list[ProductCard]:
    """What the makers of one programme made. One query."""
    products = live_products(channel).filter(programme_slug=programme_slug)
    return list(read_cards(products.order_by(*FEATURED_ORDER)[:most]))


def cards_with_label(kind: str, value: str, *, channel: str, most: int = PAGE_SIZE) -> list[ProductCard]:
    """Pieces with a label: kind `craft`, `country`, `tag`, `category` or `collection`. One query."""
    products = live_products(channel).filter(labels__kind=kind, labels__value=value)
    return list(read_cards(products.order_by(*FEATURED_ORDER)[:most]))


def list_product_ids(channel: str) -> list[tuple[str, str]]:
    """Saleor id and slug of every product shown, for site maps and feeds. One query."""
    return list(live_products(channel).order_by("pk").values_list("product_id", "slug"))


def list_tagged(channel: str) -> list[tuple[str, str, bool]]:
    """Saleor id, name, and whether it carries a tag, of every product shown, by name. One query."""
    rows = live_products(channel).order_by("name_key", "pk").values_list("product_id", "name", "tags")
    return [(product_id, name, bool(tags)) for product_id, name, tags in rows]


def name_products(product_ids: Iterable[str]) -> dict[str, str]:
    """Names by Saleor id, also of products that are not shown; what is not known is left out. One query."""
    rows = Product.objects.filter(product_id__in=list(product_ids)).order_by("pk")
    return dict(rows.values_list("product_id", "name"))


def list_categories(*, channel: str) -> list[Group]:
    """Categories that hold at least one piece, parents before their children. Three queries."""
    counts = _count_labels("category", channel)
    pictures = _first_pictures("category", channel)
    return [
        _category(row, counts[row.slug], pictures.get(row.slug))
        for row in Category.objects.order_by("path")
        if counts.get(row.slug)
    ]


def find_category(slug: str, *, channel: str) -> Group | None:
    """One category, also an empty one. One query."""
    row = Category.objects.filter(slug=slug).annotate(pieces=_count_of_group("category", channel)).first()
    return _category(row, row.pieces, None) if row else None


def list_collections(*, channel: str) -> list[Group]:
    """Collections of the channel that hold at least one piece, by name. Three queries."""
    counts = _count_labels("collection", channel)
    pictures = _first_pictures("collection", channel)
    return [
        _collection(row, counts[row.slug], pictures.get(row.slug))
        for row in Collection.objects.filter(channel=channel)
        if counts.get(row.slug)
    ]


def find_collection(slug: str, *, channel: str) -> Group | None:
    """One collection, also an empty one. One query."""
    rows = Collection.objects.filter(channel=channel, slug=slug)
    row = rows.annotate(pieces=_count_of_group("collection", channel)).first()
    return _collection(row, row.pieces, None) if row else None


def _count_of_group(kind: str, channel: str) -> Coalesce:
    labels = Label.objects.filter(kind=kind, value=OuterRef("slug"), product__channel=channel, product__is_live=True)
    counted = labels.order_by().values("value").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _count_labels(kind: str, channel: str) -> dict[str, int]:
    labels = Label.objects.filter(kind=kind, product__channel=channel, product__is_live=True)
    return dict(labels.order_by().values_list("value").annotate(n=Count("pk")))


def _first_pictures(kind: str, channel: str) -> dict[str, dict[str, Any]]:
    """For each group the picture of its first featured piece that has one."""
    rows = (
        Label.objects.filter(
            kind=kind, product__channel=channel, product__is_live=True, product__card_picture__isnull=False
        )
        .order_by("product__sold_out", "product__rank", "product__pk")
        .values_list("value", "product__card_picture")
    )
    pictures: dict[str, dict[str, Any]] = {}
    for value, picture in rows:
        pictures.setdefault(value, picture or {})
    return pictures


def _category(row: Category, count: int, picture: dict[str, Any] | None) -> Group:
    return Group(
        slug=row.slug,
        name=translate_name(row.translations, active_language(), row.name),
        paragraphs=translate_paragraphs(row.translations, active_language(), row.paragraphs),
        count=count,
        depth=row.depth,
        parent=row.parent_slug,
        url=f"{path_prefix()}/categories/{row.slug}/",
        picture=read_picture(picture),
    )


def _collection(row: Collection, count: int, picture: dict[str, Any] | None) -> Group:
    return Group(
        slug=row.slug,
        name=translate_name(row.translations, active_language(), row.name),
        paragraphs=translate_paragraphs(row.translations, active_language(), row.paragraphs),
        count=count,
        depth=0,
        parent="",
        url=f"{path_prefix()}/collections/{row.slug}/",
        picture=read_picture(picture),
    )


def _offer(variant: Variant, product: Product) -> VariantOffer:
    undiscounted = variant.undiscounted_minor
    return VariantOffer(
        variant_id=VariantId(variant.variant_id),
        sku=variant.sku,
        name=variant.name,
        price=Money.from_minor(variant.price_minor, product.currency, product.digits),
        undiscounted=None if undiscounted is None else Money.from_minor(undiscounted, product.currency, product.digits),
        quantity_available=variant.quantity_available,
        limit_per_customer=variant.limit_per_customer,
        attributes=_attributes(variant.attributes),
    )


def _shown(picture: Picture, name: str) -> ShownPicture:
    return ShownPicture(
        alt=picture.alt or name,
        width=picture.width,
        height=picture.height,
        avif=picture.avif,
        webp=picture.webp,
        src=picture.src,
        placeholder=picture.placeholder,
    )


def _attributes(stored: list[Any]) -> tuple[Attribute, ...]:
    return tuple(Attribute(slug, name, _named(values)) for slug, name, values in stored)


def _named(pairs: list[Any], groups: QuerySet[Any] | None = None) -> tuple[NamedValue, ...]:
    """Slugs with names; those of `groups` in the active language. One query where that is not English."""
    language = active_language()
    translated: dict[str, dict[str, Any]] = {}
    if groups is not None and language and pairs:
        slugs = [slug for slug, _ in pairs]
        translated = dict(groups.filter(slug__in=slugs).values_list("slug", "translations"))
    return tuple(NamedValue(slug, translate_name(translated.get(slug, {}), language, name)) for slug, name in pairs)
