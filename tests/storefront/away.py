"""Saleor out of reach: named in the settings where the engine's function stands otherwise."""

from collections.abc import Mapping

from saleor_api.errors import SaleorUnreachable


def execute(body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """There is no connection."""
    raise SaleorUnreachable("away")
