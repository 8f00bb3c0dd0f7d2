"""What people do with photos."""

from artisans.actions.erasing import erase_photos

__all__ = ["erase_photos"]
