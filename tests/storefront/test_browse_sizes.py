"""What a page weighs on the way to the visitor, in bytes as compressed."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.catalog.shelf import make_content, put

pytestmark = pytest.mark.django_db
PAGES = ["/", "/products/", "/products/piece-1/", "/pages/about/"]


def weigh(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def weigh_files(html: str, pattern: str) -> int:
    """The weight of the files that a page names."""
    total = 0
    for address in re.findall(pattern, html):
        path = finders.find(address.removeprefix("/static/"))
        assert isinstance(path, str), address
        total += weigh(Path(path).read_bytes())
    return total


@pytest.fixture
def shop() -> None:
    words = "Handloom cotton printed with two carved blocks, dipped four times in natural indigo"
    put(*(make_content(n, name=f"{words[n : n + 30]} {n}", country="in" if n % 2 else "kh") for n in range(1, 41)))


@pytest.mark.parametrize("address", PAGES)
def test_scripts_stay_below_25_kilobytes(client: Client, shop: None, address: str) -> None:
    html = client.get(address).content.decode()
    assert 0 < weigh_files(html, r'<script src="([^"]+)"') <= 25_000


@pytest.mark.parametrize("address", PAGES)
def test_words_styles_and_scripts_stay_below_90_kilobytes(client: Client, shop: None, address: str) -> None:
    html = client.get(address).content.decode()
    files = weigh_files(html, r'<(?:script src|link rel="stylesheet" href)="([^"]+)"')
    assert weigh(html.encode()) + files <= 90_000


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_asked_of_another_host(client: Client, shop: None, address: str) -> None:
    html = client.get(address).content.decode()
    loaded = re.findall(r'<(?:script|img|source)[^>]+src(?:set)?="([^"]+)"', html)
    loaded += re.findall(r'<link rel="(?:stylesheet|preload|icon)" href="([^"]+)"', html)
    assert [url for url in loaded if not url.startswith("/")] == []


def test_shipped_fonts_bring_their_licence_and_are_few() -> None:
    fonts = sorted(Path(finders.find("fonts/alegreya-latin.woff2") or "").parent.iterdir())
    assert [path.name for path in fonts] == [
        "alegreya-OFL.txt",
        "alegreya-latin.woff2",
        "noto-sans-devanagari-400.woff2",
        "noto-sans-devanagari-OFL.txt",
        "noto-sans-khmer-400.woff2",
        "noto-sans-khmer-700.woff2",
        "noto-sans-khmer-OFL.txt",
        "source-sans-3-OFL.txt",
        "source-sans-3-latin.woff2",
        "tongue-devanagari.woff2",
        "tongue-khmer.woff2",
    ]
    licences = [path for path in fonts if path.suffix == ".txt"]
    assert len(licences) == 4 and all("SIL OPEN FONT LICENSE" in path.read_text(encoding="utf-8") for path in licences)
