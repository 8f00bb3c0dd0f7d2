"""Recorded cases that do not apply to the engine, each with the reason. `docs/engine.md` shows the same table."""

_SETUP = "attribute and page set-up by staff: in the engine its admin edits products and pages"

NOT_APPLICABLE = {
    "014": _SETUP,
    "016": _SETUP,
    "017": _SETUP,
    "019": _SETUP,
    "020": _SETUP,
    "022": _SETUP,
    "046": "the shop's menus are its theme's: the engine keeps none",
}
