"""Categories with their tree, and collections, as Saleor has them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from catalog.models import Category, ChangedProduct, Collection, Product
from catalog.records import relabel
from catalog.words import read_paragraphs
from saleor_api.client import Client

_PAGE_SIZE = 100
_DEEPEST = 20


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
        }
    fields = ("name", "paragraphs", "parent_slug", "path", "depth")
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
    wanted = {node.slug: {"name": node.name, "paragraphs": read_paragraphs(node.description)} for node in nodes}
    rows = Collection.objects.filter(channel=channel)
    known = {row.slug: {"name": row.name, "paragraphs": row.paragraphs} for row in rows}
    if wanted == known:
        return False
    with transaction.atomic():
        rows.exclude(slug__in=wanted).delete()
        for slug, values in wanted.items():
            Collection.objects.update_or_create(channel=channel, slug=slug, defaults=values)
    return True


def relabel_products(channel: str) -> None:
    """Gives products the new names of their categories and collections at once, and has them fetched again.

    What was renamed stands on each product, for its card and its search entry. One query, and some for each product
    that differs.
    """
    ancestors = read_ancestors()
    collections = dict(Collection.objects.filter(channel=channel).values_list("slug", "name"))
    touched = []
    for product in Product.objects.filter(channel=channel):
        own = product.categories[-1][0] if product.categories else ""
        categories = ancestors.get(own, [])
        held = [(slug, collections[slug]) for slug, _ in product.collections if slug in collections]
        if _pairs(product.categories) != categories or _pairs(product.collections) != held:
            with transaction.atomic():
                relabel(product, categories, held)
            touched.append(product.product_id)
    now = timezone.now()
    rows = [ChangedProduct(product_id=product_id, due_at=now) for product_id in touched]
    ChangedProduct.objects.bulk_create(rows, ignore_conflicts=True)


def _pairs(stored: Iterable[Iterable[str]]) -> list[tuple[str, ...]]:
    return [tuple(pair) for pair in stored]


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
