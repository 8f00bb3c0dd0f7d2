"""Which country a checkout starts with, and which are served. No Django."""

from collections.abc import Sequence


def guess_country(accept_language: str, served: Sequence[str], default: str) -> str:
    """The region of the browser's first language that we serve (`en-GB` is GB), else the channel's country."""
    for part in accept_language.split(","):
        tag = part.split(";")[0].strip()
        region = tag.rpartition("-")[2].upper()
        if "-" in tag and region in served:
            return region
    return default
