"""Writes one product of Saleor's, and what was pushed down about it, into the read model's rows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from catalog.languages import all_words
from catalog.mapping import COUNTRY, CRAFT, ProductContent
from catalog.models import Label, Picture, Product, ProductFacts, SyncState, Variant
from catalog.search import forget_indexed, index_product

Ancestors = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fetched:
    """The circumstances of an answer: in which channel, when asked, in which run, and the category tree."""

    channel: str
    asked_at: datetime
    generation: int
    live: bool
    ancestors: Mapping[str, Ancestors]  # category slug -> categories from the root down to it


@transaction.atomic
def write_product(content: ProductContent, fetched: Fetched) -> str:
    """Stores one product; returns what changed in a word or two, empty for nothing.

    An answer that was asked for earlier than the stored one only confirms that the product is still there.
    """
    ancestors = fetched.ancestors.get(content.category_slug, ())
    digest = content.fingerprint()
    known = Product.objects.filter(channel=fetched.channel, product_id=content.product_id).first()
    same = known is not None and known.content_hash == digest and is_labelled(known, ancestors, content.collections)
    if known is not None and (known.fetched_at > fetched.asked_at or same):
        stamp = max(known.fetched_at, fetched.asked_at)
        Product.objects.filter(pk=known.pk).update(
            generation=fetched.generation, fetched_at=stamp, is_live=known.is_live or fetched.live
        )
        return "shown" if fetched.live and not known.is_live else ""
    what = _describe_change(known, content)
    product, _ = Product.objects.update_or_create(
        channel=fetched.channel,
        product_id=content.product_id,
        defaults={
            **_row_values(content, ancestors),
            "content_hash": digest,
            "fetched_at": fetched.asked_at,
            "generation": fetched.generation,
            "is_live": fetched.live or (known is not None and known.is_live),
        },
    )
    _write_variants(product, content)
    _write_pictures(content)
    _write_labels(product, content, ancestors)
    apply_facts(product, ProductFacts.objects.filter(product_id=content.product_id).first())
    refresh_card_picture(content.product_id)
    return what


def apply_facts(product: Product, facts: ProductFacts | None) -> None:
    """Copies what was pushed down onto a product row, its tag labels and the search index."""
    facts = facts or ProductFacts(product_id=product.product_id)
    product.tags = facts.tags
    product.programme_slug = facts.programme_slug
    product.programme_name = facts.programme_name
    product.impact_line = facts.impact_line
    product.save(update_fields=["tags", "programme_slug", "programme_name", "impact_line"])
    _replace_labels(product, ["tag"], [("tag", slug, label) for slug, label in facts.tags])
    index_words(product, product.labels.values_list("title", flat=True), facts.story_text)


def index_words(product: Product, titles: Iterable[str], story_text: str) -> None:
    """Makes a product findable by its words in all languages, those of its labels, and its story's."""
    attributes = [name for _, _, values in product.attributes for _, name in values]
    names, texts = all_words(product.translations)
    index_product(
        product.pk,
        name=" ".join([product.name, *names]),
        labels=" ".join([*titles, product.programme_name]),
        body=" ".join([*product.paragraphs, *texts, *attributes, story_text]),
    )


def refresh_card_picture(product_id: str) -> bool:
    """Puts the first finished picture onto the product's cards; returns whether that changed any."""
    first = Picture.objects.filter(product_id=product_id, retired_at=None, made_at__isnull=False).first()
    changed = False
    for product in Product.objects.filter(product_id=product_id).only("name", "card_picture"):
        shown = None
        if first is not None:
            shown = {name: getattr(first, name) for name in ("width", "height", "avif", "webp", "src", "placeholder")}
            shown["alt"] = first.alt or product.name
        if product.card_picture != shown:
            changed = True
            product.card_picture = shown
            product.save(update_fields=["card_picture"])
    return changed


@transaction.atomic
def delete_products(products: Iterable[Product]) -> int:
    """Removes product rows with their search entries; pictures that no channel shows any more are retired."""
    rows = list(products)
    forget_indexed([row.pk for row in rows])
    Product.objects.filter(pk__in=[row.pk for row in rows]).delete()
    gone = {row.product_id for row in rows}
    gone -= set(Product.objects.filter(product_id__in=gone).values_list("product_id", flat=True))
    Picture.objects.filter(product_id__in=gone, retired_at=None).update(retired_at=timezone.now())
    return len(rows)


def current_generation(channel: str) -> SyncState:
    """The state row of a channel, made when missing."""
    return SyncState.objects.get_or_create(channel=channel)[0]


def is_labelled(product: Product, categories: Ancestors, collections: Ancestors) -> bool:
    """Whether a product carries these categories, from the root down, and these collections, by slug and name."""
    stored = [[tuple(pair) for pair in pairs] for pairs in (product.categories, product.collections)]
    return stored == [list(categories), list(collections)]


def _describe_change(known: Product | None, content: ProductContent) -> str:
    """What of a product differs, in the words of a shopkeeper."""
    if known is None:
        return "new"
    stock = dict(known.variants.values_list("variant_id", "quantity_available"))
    differs = {
        "name": known.name != content.name,
        "price": known.price_minor != content.cheapest.price_minor or known.currency != content.currency,
        "stock": stock != {variant.variant_id: variant.quantity_available for variant in content.variants},
        "text": list(known.paragraphs) != list(content.paragraphs),
        "attributes": json.dumps(known.attributes) != json.dumps(content.attributes),
    }
    return ", ".join(word for word, is_so in differs.items() if is_so) or "details"


def _row_values(content: ProductContent, ancestors: Ancestors) -> dict[str, object]:
    cheapest = content.cheapest
    craft = content.values_of(CRAFT)
    country = content.values_of(COUNTRY)
    return {
        "slug": content.slug,
        "name": content.name,
        "name_key": content.name.casefold()[:255],
        "created_at": content.created_at,
        "updated_at": content.updated_at,
        "price_minor": cheapest.price_minor,
        "undiscounted_minor": cheapest.undiscounted_minor,
        "currency": content.currency,
        "digits": content.digits,
        "price_from": content.price_from,
        "sold_out": content.sold_out,
        "craft": craft[0][1] if craft else "",
        "country": country[0][0].upper() if country and len(country[0][0]) == 2 else "",
        "summary": content.summary,
        "paragraphs": list(content.paragraphs),
        "attributes": content.attributes,
        "categories": list(ancestors),
        "collections": list(content.collections),
        "translations": content.translations,
    }


def _write_variants(product: Product, content: ProductContent) -> None:
    product.variants.exclude(variant_id__in=[variant.variant_id for variant in content.variants]).delete()
    Variant.objects.bulk_create(
        [
            Variant(
                product=product,
                variant_id=variant.variant_id,
                sku=variant.sku,
                name=variant.name,
                price_minor=variant.price_minor,
                undiscounted_minor=variant.undiscounted_minor,
                quantity_available=variant.quantity_available,
                limit_per_customer=variant.limit_per_customer,
                attributes=variant.attributes,
                position=position,
            )
            for position, variant in enumerate(content.variants)
        ],
        update_conflicts=True,
        unique_fields=["product", "variant_id"],
        update_fields=[
            "sku",
            "name",
            "price_minor",
            "undiscounted_minor",
            "quantity_available",
            "limit_per_customer",
            "attributes",
            "position",
        ],
    )


def _write_pictures(content: ProductContent) -> None:
    """A new picture, or one whose original moved, is due at once; until it is made the old renditions stay."""
    now = timezone.now()
    kept = [media.media_id for media in content.media]
    Picture.objects.filter(product_id=content.product_id, retired_at=None).exclude(media_id__in=kept).update(
        retired_at=now
    )
    for position, media in enumerate(content.media):
        values = {"product_id": content.product_id, "alt": media.alt, "position": position, "retired_at": None}
        changed = Picture.objects.filter(media_id=media.media_id, source_url=media.source_url).update(**values)
        if not changed:
            Picture.objects.update_or_create(
                media_id=media.media_id,
                defaults={
                    **values,
                    "source_url": media.source_url,
                    "due_at": now,
                    "attempts": 0,
                    "claimed_until": None,
                },
            )


def _write_labels(product: Product, content: ProductContent, ancestors: Ancestors) -> None:
    labels = [(CRAFT, slug, name) for slug, name in content.values_of(CRAFT)]
    labels += [(COUNTRY, slug.lower(), name) for slug, name in content.values_of(COUNTRY)]
    labels += [("category", slug, name) for slug, name in ancestors]
    labels += [("collection", slug, name) for slug, name in content.collections]
    _replace_labels(product, [CRAFT, COUNTRY, "category", "collection"], [label for label in labels if label[1]])


def _replace_labels(product: Product, kinds: list[str], labels: list[tuple[str, str, str]]) -> None:
    product.labels.filter(kind__in=kinds).delete()
    Label.objects.bulk_create(
        [Label(product=product, kind=kind, value=value, title=title) for kind, value, title in dict.fromkeys(labels)],
        ignore_conflicts=True,
    )
