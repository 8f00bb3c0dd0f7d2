"""Form controls written in one go: Django renders each option of a list through a template, which took half of the
checkout's time (two lists of 62 states)."""

from functools import lru_cache
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


class Line(forms.TextInput):
    """`<input>`: text, e-mail, phone, as its attribute `type` says."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        given = {"type": self.input_type, **self.attrs, **(attrs or {}), "name": name}
        text = self.format_value(value)
        if text:
            given["value"] = text
        return _element("input", given, "")


class Choice(forms.Select):
    """`<select>` with flat choices."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        chosen = frozenset(str(item) for item in self.format_value(value))
        choices = tuple((str(key), str(words)) for key, words in self.choices)
        given = {**self.attrs, **(attrs or {}), "name": name}
        return _element("select", given, f"{_write_options(choices, chosen)}</select>")


def _element(tag: str, attrs: dict[str, Any], rest: str) -> SafeString:
    # flatatt escapes every value.
    return mark_safe(f"<{tag}{flatatt(attrs)}>{rest}")  # noqa: S308


@lru_cache(maxsize=512)
def _write_options(choices: tuple[tuple[str, str], ...], chosen: frozenset[str]) -> str:
    """Countries and their states are the same at every checkout."""
    return "".join(
        f'<option value="{escape(key)}"{" selected" if key in chosen else ""}>{escape(words)}</option>'
        for key, words in choices
    )
