"""Categories with their tree, and collections, as Saleor has them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from catalog.languages import read_translations
from catalog.models import Category, ChangedProduct, Collection, Label, Product, ProductFacts
from catalog.records import index_words, is_labelled
from catalog.words import read_paragraphs
from saleor_api.client import Client

_PAGE_SIZE = 100
_DEEPEST = 20
_CHUNK = 200


class _Node(Protocol):
    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def description(self) -> str | None: ...


def read_ancestors() -> dict[str, list[tuple[str, str]]]:
    """For each category slug the categories from the root down to it, as slug and name. One query."""
    rows = {row.slug: row for row in Category.objects.all()}
    trees: dict[str, list[tuple[str, str]]] = {}
    for slug, row in rows.items():
        slugs = [part for part in row.path.split("/") if part]
        trees[slug] = [(part, rows[part].name) for part in slugs if part in rows]
    return trees


def sync_categories(client: Client) -> bool:
    """Makes the category rows equal to Saleor's; returns whether anything changed."""
    nodes = {node.slug: node for node in _all_nodes(client.catalog_categories)}
    wanted: dict[str, dict[str, Any]] = {}
    for slug, node in nodes.items():
        path = _path(slug, nodes)
        wanted[slug] = {
            "name": node.name,
            "paragraphs": read_paragraphs(node.description),
            "parent_slug": node.parent.slug if node.parent else "",
            "path": "/" + "/".join(path) + "/",
            "depth": len(path) - 1,
            "translations": read_translations(node),
        }
    fields = ("name", "paragraphs", "parent_slug", "path", "depth", "translations")
    known = {row["slug"]: row for row in Category.objects.values("slug", *fields)}
    if {slug: {"slug": slug, **values} for slug, values in wanted.items()} == known:
        return False
    with transaction.atomic():
        Category.objects.exclude(slug__in=wanted).delete()
        for slug, values in wanted.items():
            Category.objects.update_or_create(slug=slug, defaults=values)
    return True


def sync_collections(client: Client, channel: str) -> bool:
    """Makes the collection rows of a channel equal to Saleor's; returns whether anything changed."""
    nodes: list[_Node] = list(_all_nodes(client.catalog_collections, channel=channel))
    wanted = {
        node.slug: {
            "name": node.name,
            "paragraphs": read_paragraphs(node.description),
            "translations": read_translations(node),
        }
        for node in nodes
    }
    rows = Collection.objects.filter(channel=channel)
    known = {row["slug"]: row for row in rows.values("slug", "name", "paragraphs", "translations")}
    if {slug: {"slug": slug, **values} for slug, values in wanted.items()} == known:
        return False
    with transaction.atomic():
        rows.exclude(slug__in=wanted).delete()
        for slug, values in wanted.items():
            Collection.objects.update_or_create(channel=channel, slug=slug, defaults=values)
    return True


def relabel_products(channel: str) -> bool:
    """Gives products the new names of their categories and collections at once; returns whether any differed.

    What was renamed stands on each product, for its card and its search entry. Only a product whose own category, or
    one of whose collections, is found no longer (it may have another slug now) is fetched again. One query, and a few
    for each product that differs.
    """
    ancestors = read_ancestors()
    collections = dict(Collection.objects.filter(channel=channel).values_list("slug", "name"))
    touched, lost = [], []
    for product in Product.objects.filter(channel=channel):
        own = product.categories[-1][0] if product.categories else ""
        categories = ancestors.get(own, [])
        held = [(slug, collections[slug]) for slug, _ in product.collections if slug in collections]
        if is_labelled(product, categories, held):
            continue
        if (own and not categories) or len(held) < len(product.collections):
            lost.append(product.product_id)
        product.categories, product.collections = categories, held
        touched.append(product)
    for start in range(0, len(touched), _CHUNK):
        _relabel(touched[start : start + _CHUNK])
    now = timezone.now()
    rows = [ChangedProduct(product_id=product_id, due_at=now) for product_id in lost]
    ChangedProduct.objects.bulk_create(rows, ignore_conflicts=True)
    return bool(touched)


@transaction.atomic
def _relabel(products: Sequence[Product]) -> None:
    """Stores what products were given for categories and collections: four queries, two to four for each product."""
    Product.objects.bulk_update(products, ["categories", "collections"])
    Label.objects.filter(product__in=products, kind__in=["category", "collection"]).delete()
    groups = [
        Label(product=product, kind=kind, value=slug, title=name)
        for product in products
        for kind, pairs in (("category", product.categories), ("collection", product.collections))
        for slug, name in pairs
    ]
    Label.objects.bulk_create(groups, ignore_conflicts=True)
    titles: dict[int, list[str]] = defaultdict(list)
    for product_pk, title in Label.objects.filter(product__in=products).values_list("product_id", "title"):
        titles[product_pk].append(title)
    facts = ProductFacts.objects.filter(product_id__in=[product.product_id for product in products])
    stories = dict(facts.values_list("product_id", "story_text"))
    for product in products:
        index_words(product, titles[product.pk], stories.get(product.product_id, ""))


def _all_nodes(fetch: Callable[..., Any], **variables: str) -> Iterator[Any]:
    after = None
    while True:
        connection = fetch(first=_PAGE_SIZE, after=after, **variables)
        if connection is None:
            return
        yield from (edge.node for edge in connection.edges)
        after = connection.page_info.end_cursor
        if not connection.page_info.has_next_page or not after:
            return


def _path(slug: str, nodes: dict[str, Any]) -> list[str]:
    """Slugs from the root down; a parent that is missing or its own ancestor ends the climb."""
    path = [slug]
    while len(path) < _DEEPEST:
        parent = nodes[path[0]].parent
        if parent is None or parent.slug not in nodes or parent.slug in path:
            break
        path.insert(0, parent.slug)
    return path
