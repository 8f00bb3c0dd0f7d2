from dataclasses import replace

from themes.pictures import Picture, picture_html

TOTE = Picture(
    alt="A tote, blue on white",
    width=1280,
    height=1600,
    avif="/media/p/a-320.avif 320w",
    webp="/media/p/a-320.webp 320w",
    src="/media/p/a-640.webp",
)


def test_a_picture_offers_its_formats_and_its_size() -> None:
    assert picture_html(TOTE, sizes="50vw", lazy=True, first=False) == (
        '<picture class="pic">'
        '<source srcset="/media/p/a-320.avif 320w" type="image/avif" sizes="50vw">'
        '<source srcset="/media/p/a-320.webp 320w" type="image/webp" sizes="50vw">'
        '<img src="/media/p/a-640.webp" alt="A tote, blue on white" width="1280" height="1600"'
        ' loading="lazy" decoding="async"></picture>'
    )


def test_the_main_picture_does_not_wait() -> None:
    html = picture_html(TOTE, sizes="50vw", lazy=False, first=True)
    assert 'fetchpriority="high"' in html
    assert "loading" not in html


def test_words_from_outside_cannot_leave_their_attribute() -> None:
    html = picture_html(replace(TOTE, alt='"><script>'), sizes="50vw", lazy=False, first=False)
    assert "<script>" not in html
    assert 'alt="&quot;&gt;&lt;script&gt;"' in html


def test_words_beside_the_picture_take_the_place_of_its_own() -> None:
    assert 'alt=""' in picture_html(TOTE, sizes="50vw", lazy=True, first=False, alt="")


def test_a_missing_picture_leaves_its_ground() -> None:
    assert picture_html(None, sizes="50vw", lazy=True, first=False) == '<div class="pic pic--none">No picture yet</div>'
