"""What can go wrong while the catalogue is filled."""


class CatalogError(Exception):
    """The root of this package's errors."""


class SyncRunning(CatalogError):
    """Another process is filling the catalogue; a later try helps."""


class PictureUnusable(CatalogError):
    """The bytes are no picture that can be shown; another try with the same bytes does not help."""
