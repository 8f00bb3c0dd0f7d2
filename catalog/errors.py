"""What can go wrong while the catalogue is filled."""


class CatalogError(Exception):
    """The root of this package's errors."""


class SyncRunning(CatalogError):
    """Another process is filling the catalogue; a later try helps."""


class PictureUnusable(CatalogError):
    """The bytes are no picture that can be shown; another try with the same bytes does not help."""


class ChannelGone(CatalogError):
    """Saleor has no such channel: what it last held stays shown, and staff are told."""

    def __init__(self, channel: str) -> None:
        super().__init__(
            f"Saleor has no channel “{channel}”. The shop goes on showing what the channel last held, but nothing can "
            "be bought. Give a channel in Saleor this slug again, or set another one in CHANNELS."
        )


class NothingSold(CatalogError):
    """Saleor shows not one product in the channel: it may be switched off. What it last held stays shown."""

    def __init__(self, channel: str) -> None:
        super().__init__(
            f"Saleor shows no product at all in the channel “{channel}”, so the shop goes on showing the last ones. "
            "See in Saleor whether the channel is active, and whether products are published in it."
        )
