"""Suggests where faces may be. A person decides: a suggestion blurs nothing, and none found proves nothing.

Needs the extra `faces` (opencv-python-headless below 5, which still carries the cascade files).
"""

from pathlib import Path

from PIL import Image

from artisans.photos.regions import WHOLE, Region

try:
    import cv2
    import numpy
except ImportError:
    cv2 = numpy = None

_CASCADES = ("haarcascade_frontalface_default.xml", "haarcascade_profileface.xml")
_MOST = 12
# The longer side of what is looked through.
_LONGEST = 640
_MARGIN = 0.2


def can_look_for_faces() -> bool:
    """Whether the extra is installed."""
    return cv2 is not None


def suggest_faces(picture: Image.Image) -> tuple[Region, ...]:
    """At most twelve regions, largest first, with a margin; none without the extra. About 0.3 s."""
    if cv2 is None:
        return ()
    small = picture.convert("L")
    small.thumbnail((_LONGEST, _LONGEST))
    found: list[Region] = []
    for name in _CASCADES:
        cascade = cv2.CascadeClassifier(str(Path(cv2.data.haarcascades) / name))
        for left, top, wide, high in cascade.detectMultiScale(numpy.asarray(small), 1.1, 5, minSize=(24, 24)):
            region = _scale(int(left), int(top), int(wide), int(high), small.width, small.height).widen(_MARGIN)
            if not any(_overlap(region, other) for other in found):
                found.append(region)
    return tuple(sorted(found, key=lambda one: -one.width * one.height)[:_MOST])


def _scale(left: int, top: int, wide: int, high: int, width: int, height: int) -> Region:
    x, y = left * WHOLE // width, top * WHOLE // height
    return Region(x, y, min(WHOLE - x, wide * WHOLE // width), min(WHOLE - y, high * WHOLE // height))


def _overlap(one: Region, other: Region) -> bool:
    """Whether more than half of the first lies in the other."""
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return across > 0 and down > 0 and across * down * 2 > one.width * one.height
