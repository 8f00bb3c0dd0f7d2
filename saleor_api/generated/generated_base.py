"""Copied into `generated/` by generate.sh: ties the generated methods to our thin client."""

from saleor_api.thin import ThinClient


class BaseClient(ThinClient):
    """The base class that the generator asks for."""
