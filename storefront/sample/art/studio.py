"""Draw a picture from its look: the one door to this package."""

import io

from storefront.sample.art.forms import bags, baskets, detail, home, jewellery, pouches, quilts, scarves, toys
from storefront.sample.art.look import Form, Look

FORMS: dict[str, Form] = {
    "tote": bags.draw_tote,
    "market-bag": bags.draw_market,
    "sling": bags.draw_sling,
    "backpack": bags.draw_backpack,
    "sleeve": bags.draw_sleeve,
    "pouch": pouches.draw_pouch,
    "pouch-set": pouches.draw_pouch_set,
    "clutch": pouches.draw_clutch,
    "purse": pouches.draw_purse,
    "drawstring": pouches.draw_drawstring,
    "stole": scarves.draw_hanging,
    "shawl-ring": scarves.draw_ring,
    "hook": scarves.draw_hook,
    "folded": scarves.draw_folded,
    "quilt-stack": quilts.draw_stack,
    "quilt-rail": quilts.draw_rail,
    "quilt-spread": quilts.draw_spread,
    "cushion": home.draw_cushion,
    "cushions": home.draw_cushions,
    "napkins": home.draw_napkins,
    "runner": home.draw_runner,
    "placemats": home.draw_placemats,
    "towel": home.draw_towel,
    "bowl": baskets.draw_bowl,
    "planter": baskets.draw_planter,
    "box": baskets.draw_box,
    "market-basket": baskets.draw_market_basket,
    "tray": baskets.draw_tray,
    "mats": baskets.draw_mats,
    "platter": baskets.draw_platter,
    "beads": jewellery.draw_beads,
    "pendant": jewellery.draw_pendant,
    "hoops": jewellery.draw_hoops,
    "drops": jewellery.draw_drops,
    "bangles": jewellery.draw_bangles,
    "cuff": jewellery.draw_cuff,
    "elephant": toys.draw_elephant,
    "birds": toys.draw_birds,
    "stars": toys.draw_stars,
    "detail": detail.draw_detail,
}


def draw_picture(look: Look) -> bytes:
    """The picture of a look as JPEG bytes, 1280 x 1600 pixels.

    The same look gives the same bytes.
    Raises: KeyError when the form, pattern or palette is unknown.
    """
    target = io.BytesIO()
    FORMS[look.form](look).save(target, "JPEG", quality=91, subsampling=0)
    return target.getvalue()
