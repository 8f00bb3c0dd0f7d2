"""The products on which a story may stand: seen by picture, asked by QR code, kept off where not wanted."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from artisans.actions.links import keep_off, let_on
from artisans.errors import ArtisanError
from artisans.queries.products import GoodsRow, find_goods_id, list_goods
from artisans.studio.stories import person_at, story_at
from people.access import require_role
from themes.templatetags.kantha import say


@dataclass(frozen=True, slots=True)
class GoodsPage:
    """`asked` is what was typed or scanned; `found` the product it leads to, if this story may stand on it."""

    key: str
    pseudonym: str
    goods: tuple[GoodsRow, ...]
    asked: str
    found: GoodsRow | None


@require_safe
@require_role("coordinator", "reviewer")
def show_goods(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The products of her craft and country. `product`: an address or a code; the answer stands on top."""
    story = story_at(request, key)
    goods = list_goods(story)
    asked = request.GET.get("product", "")[:300]
    product_id = find_goods_id(asked) if asked else None
    found = next((row for row in goods if row.product_id == product_id), None)
    page = GoodsPage(str(key), story.persona.pseudonym, goods, asked, found)
    return render(request, "artisans/studio/goods.html", {"page": page})


@require_POST
@require_role("coordinator", "reviewer")
def choose_goods(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Keeps the story off a product, or lets it be chosen there again."""
    story = story_at(request, key)
    product_id = request.POST.get("product_id", "")
    if product_id not in {row.product_id for row in list_goods(story)}:
        messages.error(request, _("This story cannot stand on that piece."))
        return redirect("studio-story-goods", key=key)
    try:
        if request.POST.get("wish") == "off":
            keep_off(story, product_id, by=person_at(request))
            messages.success(request, _("It will not stand there."))
        else:
            let_on(story, product_id, by=person_at(request))
            messages.success(request, _("It may be chosen there again."))
    except ArtisanError as error:
        messages.error(request, say(error.sentence))
    return redirect("studio-story-goods", key=key)
