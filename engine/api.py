"""The engine's front door, bytes in and bytes out: the same code in process and behind `/graphql/`."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from engine.access import identify
from engine.context import Context
from engine.execution import prepare, refuse, run
from engine.keys import key_set as key_set
from engine.models import Webhook
from engine.schema import event_schema, public_schema

LARGEST_BODY = 1024 * 1024
MEDIA_URL = "/engine-media/"


def execute(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Answer one GraphQL request: HTTP status and JSON.

    `headers` have lower-case names; `authorization` may hold `Bearer TOKEN`, `saleor-client-ip` the buyer's address.
    """
    status, answer = _answer(body, headers)
    return status, json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def _answer(body: bytes, headers: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
    if len(body) > LARGEST_BODY:
        return 413, refuse("The request is too large.")
    try:
        request = json.loads(body)
    except (ValueError, RecursionError):
        return 400, refuse("Unable to parse query.")
    if not isinstance(request, dict) or not isinstance(request.get("query"), str):
        return 400, refuse("Must provide a query string.")
    variables, name = request.get("variables") or {}, request.get("operationName") or None
    if not isinstance(variables, dict) or not isinstance(name, str | None):
        return 400, refuse("The variables must be an object and the operation's name a text.")
    token = re.sub(r"^(bearer|jwt)\s+", "", headers.get("authorization", "").strip(), flags=re.IGNORECASE)
    context = Context(partial(identify, token), headers.get("saleor-client-ip", ""))
    return run(public_schema, request["query"], variables, name, context)


def warm_up() -> Iterator[None]:
    """Before the first event: read the key, parse and validate what installed apps select, in steps. Two queries."""
    key_set()
    for query in Webhook.objects.values_list("query", flat=True).distinct().order_by():
        prepare(event_schema, query)
        yield


def read_media(url: str) -> bytes:
    """The bytes of an original picture. Raises: FileNotFoundError for any other address."""
    path = unquote(urlsplit(url).path)
    root = Path(settings.ENGINE_MEDIA_ROOT).resolve()
    file = (root / path.removeprefix(MEDIA_URL)).resolve()
    if not path.startswith(MEDIA_URL) or not file.is_relative_to(root) or not file.is_file():
        raise FileNotFoundError(url)
    return file.read_bytes()
