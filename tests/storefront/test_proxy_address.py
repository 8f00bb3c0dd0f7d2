"""Behind a proxy the visitor's own address counts, not the proxy's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from storefront.middleware import ProxyAddressMiddleware

ROOT = Path(__file__).resolve().parents[2]


def address_behind(header: str | None) -> str:
    """The address that a view sees when the proxy, at 10.0.0.9, passes this X-Real-IP on."""
    headers = {} if header is None else {"X-Real-IP": header}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.9")

    def tell(seen: HttpRequest) -> HttpResponse:
        return HttpResponse(seen.META["REMOTE_ADDR"])

    return ProxyAddressMiddleware(tell)(request).content.decode()


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        (" 203.0.113.7 ", "203.0.113.7"),
        ("2001:DB8::7", "2001:db8::7"),
        (None, "10.0.0.9"),
        ("", "10.0.0.9"),
        ("203.0.113.7, 198.51.100.1", "10.0.0.9"),
        ("203.0.113.7:443", "10.0.0.9"),
        ("<script>", "10.0.0.9"),
    ],
)
def test_only_an_address_takes_the_place_of_the_proxys(header: str | None, address: str) -> None:
    assert address_behind(header) == address


@pytest.mark.parametrize(
    ("flag", "first"),
    [
        ("on", "storefront.middleware.ProxyAddressMiddleware"),
        ("off", "django.middleware.security.SecurityMiddleware"),
    ],
)
def test_the_header_counts_only_behind_a_proxy(flag: str, first: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from storefront.settings import MIDDLEWARE; print(MIDDLEWARE[0])"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "BEHIND_PROXY": flag},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == first
