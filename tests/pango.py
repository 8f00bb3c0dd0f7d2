"""Whether the text layout library that printed documents need is on this machine."""

import ctypes.util


def has_pango() -> bool:
    """Whether libpango and its FreeType part can be loaded."""
    return all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0"))
