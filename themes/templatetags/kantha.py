"""Template tags that every theme may use: pictures, money, durations, grams, days, countries, addresses."""

from collections.abc import Hashable
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from themes import writing
from themes.pictures import Picture, picture_html
from themes.sentences import put_into_words

register = template.Library()
_SHOWN_AT_ONCE = 4


@register.simple_tag
def picture(
    value: Picture | None,
    *,
    sizes: str = "100vw",
    lazy: bool = True,
    first: bool = False,
    alt: str | None = None,
) -> SafeString:
    """`{% picture card.picture sizes="(min-width: 68rem) 20vw, 50vw" %}`; `first=True lazy=False` for the main one."""
    # Every part is escaped where the element is put together.
    return mark_safe(picture_html(value, sizes=sizes, lazy=lazy, first=first, alt=alt))  # noqa: S308


@register.simple_tag
def card(value: Hashable, place: int | str = 0) -> SafeString:
    """`{% card card place=forloop.counter %}`: `includes/card.html` for a product card.

    A card is told by its content alone, so it is put together once and kept: 24 of them are most of a listing.
    """
    lazy = bool(place) and int(place) > _SHOWN_AT_ONCE
    return _keep_card(value, get_language() or settings.LANGUAGE_CODE, lazy)


@lru_cache(maxsize=4096)
def _keep_card(value: Hashable, language: str, lazy: bool) -> SafeString:
    return render_to_string("includes/card.html", {"card": value, "lazy": lazy})


@register.simple_tag
def facet(value: Hashable) -> SafeString:
    """`{% facet group %}`: `includes/facet.html` for the choices of one facet, kept by its content like a card."""
    return _keep_facet(value, get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=2048)
def _keep_facet(value: Hashable, language: str) -> SafeString:
    return render_to_string("includes/facet.html", {"group": value})


@register.filter
def money(value: writing.Amount | None) -> str:
    """`{{ price|money }}`: `$48.00`; nothing for None."""
    return "" if value is None else writing.write_money(value.amount, value.currency)


@register.filter
def duration(minutes: int | None) -> str:
    """`{{ minutes|duration }}`: `13 h 27 min`; nothing for None."""
    return "" if minutes is None else writing.write_duration(minutes)


@register.filter
def grams(value: int | None) -> str:
    """`{{ weight_grams|grams }}`: `420 g`, `1.68 kg`; nothing for None."""
    return "" if value is None else writing.write_grams(value)


@register.filter
def day(value: date | datetime | str | None) -> str:
    """`{{ made_on|day }}`: `14 May 2026`; nothing for None or an empty text."""
    return writing.write_day(value, get_language() or "en") if value else ""


@register.filter(is_safe=True)
def figures(value: int | str | None) -> str:
    """`{{ lot.units|figures }}`: a number, or those in a text, in the page's digits; nothing for None."""
    return "" if value is None else writing.write_figures(value, get_language() or "en")


@register.filter
def say(text: str | None) -> str:
    """`{{ guard.reason|say }}`: a sentence of ours in the language of the page; what is not ours stays as it is."""
    return put_into_words(text or "", gettext, figures)


@register.filter
def country(code: str | None) -> str:
    """`{{ "in"|country }}`: `India`; nothing for None."""
    return gettext(writing.write_country(code)) if code else ""


@register.simple_tag
def address(path: str) -> str:
    """`{% address "/cart/" %}`: a public address of the shop, below the prefix of the page's language."""
    return _below(page_language(), path)


@register.simple_tag
def tongues(path: str) -> tuple[tuple[str, str, str], ...]:
    """`{% tongues request.path as others %}`: code, own name and address of the same page in every language."""
    first, _slash, rest = path.removeprefix("/").partition("/")
    bare = f"/{rest}" if first in dict(settings.LANGUAGES) else path
    return tuple((code, name, _below(code, bare)) for code, name in settings.LANGUAGES)


def _below(language: str, path: str) -> str:
    """The path below the prefix of a language; the shop's own has none."""
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


@register.simple_tag
def page_language() -> str:
    """The language of the page, for `<html lang>`."""
    return get_language() or settings.LANGUAGE_CODE


@register.simple_tag
def is_sample_shop() -> bool:
    """Whether this is a development shop, whose makers, products and orders are invented."""
    return not settings.PRODUCTION
