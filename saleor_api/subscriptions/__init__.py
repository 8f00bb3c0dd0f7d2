"""What each app asks Saleor to send: one subscription document per event."""

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


@cache
def read_subscription(name: str) -> str:
    """The document `<name>.graphql` of this folder on one line, as a manifest carries it.

    Raises:
        FileNotFoundError: there is no such document.
    """
    return re.sub(r"\s+", " ", (_FOLDER / f"{name}.graphql").read_text(encoding="utf-8")).strip()
