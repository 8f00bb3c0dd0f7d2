"""Which sales channel a visitor sees: by host, as the settings say."""

from functools import lru_cache

from django.conf import settings


@lru_cache(maxsize=64)
def find_channel(host: str) -> str:
    """The slug of the channel of a host (with or without a port); the default channel for all others."""
    name = host.rsplit(":", 1)[0].lower()
    for slug, channel in settings.CHANNELS.items():
        if name in channel["hosts"]:
            return str(slug)
    return str(settings.DEFAULT_CHANNEL)
