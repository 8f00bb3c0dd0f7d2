"""Makes the renditions of pictures that are due, first pages first, and clears away those nobody shows."""

import logging
import secrets
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from catalog.errors import PictureUnusable
from catalog.models import Picture, Product, Rendition
from catalog.records import refresh_card_picture
from catalog.renditions import RenditionFile, main_colour, make_renditions, open_picture
from catalog.version import turn_over
from saleor_api.errors import SaleorError
from saleor_api.transport import current_transport

logger = logging.getLogger(__name__)

FOLDER = "p"
MOST_ATTEMPTS = 6
_LEASE = timedelta(minutes=2)
# A page that a browser or CDN still holds may ask for the files of a retired picture a little longer.
_KEPT_AFTER_RETIRING = timedelta(hours=1)
_FALLBACK_WIDTH = 640


def claim_picture() -> Picture | None:
    """The most urgent picture that is due, leased to the caller: first pictures in featured order, then the others."""
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    waiting = Picture.objects.filter(free, due_at__lte=now, retired_at=None, attempts__lt=MOST_ATTEMPTS)
    if not waiting.exists():  # a worker asks every second, and there hardly ever is one
        return None
    place = Product.objects.filter(product_id=OuterRef("product_id")).order_by("sold_out", "rank")
    due = waiting.annotate(late=Subquery(place.values("sold_out")[:1]), place=Subquery(place.values("rank")[:1]))
    for picture in due.order_by("position", "late", "place", "pk")[:5]:
        leased = Picture.objects.filter(free, pk=picture.pk, due_at=picture.due_at)
        if leased.update(claimed_until=now + _LEASE, attempts=F("attempts") + 1):
            return picture
    return None


def make_picture(picture: Picture) -> bool:
    """Fetches the original and makes all renditions; False if it has to be tried again later."""
    try:
        original = open_picture(current_transport().fetch_media(picture.source_url))
    except (SaleorError, PictureUnusable, OSError) as error:
        wait = timedelta(seconds=10 * 2**picture.attempts)
        Picture.objects.filter(pk=picture.pk).update(claimed_until=None, due_at=timezone.now() + wait)
        logger.warning("picture %s of product %s not made: %s", picture.media_id, picture.product_id, error)
        return False
    token = secrets.token_hex(10)
    files = list(make_renditions(original))
    names = [default_storage.save(f"{FOLDER}/{_file_name(token, file)}", ContentFile(file.content)) for file in files]
    with transaction.atomic():
        _store(picture, files, names, main_colour(original))
        if refresh_card_picture(picture.product_id):
            turn_over()
    return True


def clear_retired() -> int:
    """Deletes pictures retired for an hour, and their files; returns how many."""
    limit = timezone.now() - _KEPT_AFTER_RETIRING
    cleared = 0
    for picture in Picture.objects.filter(retired_at__lt=limit)[:20]:
        names = list(picture.renditions.values_list("name", flat=True))
        picture.delete()
        for name in names:
            default_storage.delete(name)
        cleared += 1
    return cleared


def _store(picture: Picture, files: list[RenditionFile], names: list[str], colour: str) -> None:
    """Puts the new addresses on the row; files of an earlier original go an hour from now with a retired twin."""
    addresses = [default_storage.url(name) for name in names]
    old = list(picture.renditions.all())
    if old:
        twin = Picture.objects.create(
            product_id=picture.product_id,
            media_id=f"old-{secrets.token_hex(10)}",
            source_url=picture.source_url,
            retired_at=timezone.now(),
        )
        picture.renditions.update(picture=twin)
    Rendition.objects.bulk_create(
        [
            Rendition(picture=picture, name=name, width=file.width, size_bytes=len(file.content))
            for name, file in zip(names, files, strict=True)
        ]
    )
    sets = {
        kind: ", ".join(
            f"{address} {file.width}w"
            for address, file in sorted(zip(addresses, files, strict=True), key=lambda pair: pair[1].width)
            if file.kind == kind
        )
        for kind in ("avif", "webp")
    }
    fallback = min(
        (pair for pair in zip(addresses, files, strict=True) if pair[1].kind == "webp"),
        key=lambda pair: abs(pair[1].width - _FALLBACK_WIDTH),
    )
    # Only if the original is still the one that was fetched; otherwise the row is due again and goes round once more.
    Picture.objects.filter(pk=picture.pk).update(
        width=files[0].width,
        height=files[0].height,
        avif=sets["avif"],
        webp=sets["webp"],
        src=fallback[0],
        placeholder=colour,
        made_at=timezone.now(),
        claimed_until=None,
    )
    Picture.objects.filter(pk=picture.pk, source_url=picture.source_url).update(due_at=None, attempts=0)


def _file_name(token: str, file: RenditionFile) -> str:
    return f"{token}-{file.width}.{file.kind}"
