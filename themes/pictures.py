"""A picture in several widths and formats, ready for a page."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture with its renditions.

    `width` and `height` are pixels of the largest rendition; `avif` and `webp` are srcset texts
    (`"/media/p/x-320.avif 320w, ..."`, empty where there are none); `src` is one address for browsers
    that know neither; `placeholder` is the main colour as `#rrggbb`, or empty.
    """

    alt: str
    width: int
    height: int
    avif: str
    webp: str
    src: str
    placeholder: str = ""


def picture_html(picture: Picture | None, *, sizes: str, lazy: bool, first: bool, alt: str | None = None) -> str:
    """The `<picture>` element on its plain ground; a picture that is missing leaves the ground alone.

    `lazy` waits until the picture comes near the screen; `first` marks the one that the page is judged by;
    `alt` replaces the stored text (empty where the words stand beside the picture).
    """
    if picture is None:
        return '<div class="pic pic--none">No picture yet</div>'
    kind = f' type="image/{"{}"}" sizes="{escape(sizes)}">'
    sources = "".join(
        f'<source srcset="{escape(srcset)}"{kind.format(name)}'
        for name, srcset in (("avif", picture.avif), ("webp", picture.webp))
        if srcset
    )
    loading = ' loading="lazy"' if lazy else ""
    urgency = ' fetchpriority="high"' if first else ""
    words = escape(picture.alt if alt is None else alt)
    return (
        f'<picture class="pic">{sources}<img src="{escape(picture.src)}" alt="{words}" width="{picture.width}"'
        f' height="{picture.height}"{loading}{urgency} decoding="async"></picture>'
    )
