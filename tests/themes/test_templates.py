"""What every template keeps to: no inline script or style, no other host, nothing personal in the shared frame."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import override_settings

TEMPLATES = Path(__file__).parents[2] / "themes" / "base" / "templates"
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "mail" not in path.parts)
IDS = [str(path.relative_to(TEMPLATES)) for path in PAGES]


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_no_template_needs_a_looser_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=|javascript:|hx-on", text) == []
    scripts = re.findall(r"<script([^>]*)>", text)
    assert [tag for tag in scripts if "src=" not in tag and "application/ld+json" not in tag] == []
    assert re.findall(r'(?:src|srcset|action)="(?:https?:)?//', text) == []


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_templates_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120


def test_the_frame_holds_nothing_personal() -> None:
    html = render_to_string("base.html", {"user": "somebody", "csrf_token": "t0k3n"})
    assert "somebody" not in html
    assert "t0k3n" not in html
    assert "nonce" not in html


def test_the_skip_link_comes_first() -> None:
    html = render_to_string("base.html")
    assert re.search(r"<(?:a|button|input|select)\b[^>]*>", html).group() == '<a class="skip" href="#main">'  # type: ignore[union-attr]


def test_a_sample_shop_says_so_on_every_page() -> None:
    assert "This is a sample shop." in render_to_string("base.html")
    assert "people and pieces are invented" in render_to_string("base.html")


@override_settings(PRODUCTION=True)
def test_a_real_shop_does_not_call_itself_a_sample() -> None:
    assert "sample" not in render_to_string("base.html").lower()
