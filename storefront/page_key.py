"""Which public page a request asks for: what may make a difference, and nothing else. No Django."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

Environ = dict[str, Any]

PAGE_PARAMETERS = frozenset(
    {"q", "tag", "craft", "country", "category", "collection", "price_gte", "price_lte", "sort", "page"}
)
# What advertisers and mail programs hang on to links; no page reads it.
TRACKING_PARAMETERS = frozenset({"gclid", "fbclid", "msclkid", "mc_cid", "mc_eid", "ref", "igshid", "dclid"})
# Doors, desks and everything that is somebody's own: asked afresh every time, whatever its headers say.
PRIVATE_PATHS = (
    "/cart/",
    "/checkout/",
    "/orders/",
    "/account/",
    "/withdraw/",
    "/artisans/photos/",
    "/capture/",
    "/studio/",
    "/dashboard/",
    "/manage/",
    "/payments/",
    "/saleor/",
    "/graphql/",
    "/health/",
    "/static/",
    "/media/",
)
_LONGEST_QUERY = 1000
# A page in another language stands below the language's code: what is private stays so.
_PREFIX = re.compile(r"^/[a-z]{2}(?=/)")


@dataclass(frozen=True, slots=True)
class PageKey:
    """Everything that the words of a public page depend on, but for the version of the catalogue."""

    host: str
    secure: bool
    path: str
    query: str
    htmx: bool
    gzip: bool


def read_page_key(environ: Mapping[str, Any]) -> PageKey | None:
    """The key of a request for a public page; None where the request is not one that may be kept.

    The query is put into one order, without empty values and tracking marks. An unknown parameter may
    mean anything, so such a page is made afresh.
    """
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    path: str = environ.get("PATH_INFO", "/")
    if _PREFIX.sub("", path).startswith(PRIVATE_PATHS):
        return None
    query: str | None = environ.get("QUERY_STRING", "")
    if query:
        query = tidy_query(query)
        if query is None:
            return None
    return PageKey(
        host=environ.get("HTTP_HOST", ""),
        secure=environ.get("HTTP_X_FORWARDED_PROTO", environ.get("wsgi.url_scheme")) == "https",
        path=path,
        query=query or "",
        htmx="HTTP_HX_REQUEST" in environ,
        gzip=accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")),
    )


def tidy_query(query: str) -> str | None:
    """The query in one order, without what makes no difference; None if it has an unknown parameter."""
    if len(query) > _LONGEST_QUERY:
        return None
    pairs = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=False)
        if name not in TRACKING_PARAMETERS and not name.startswith("utm_")
    ]
    if any(name not in PAGE_PARAMETERS for name, _ in pairs):
        return None
    return urlencode(sorted(pairs))


def accepts_gzip(header: str) -> bool:
    """Whether the visitor takes gzip (RFC 9110, 12.5.3; `q=0` refuses it)."""
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
