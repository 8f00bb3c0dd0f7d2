"""What the shop adds to Saleor's own Dashboard. No Django.

Source: `extensions` in Saleor's app manifest.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extension:
    """One entry: where it is mounted, how it opens, what permissions a person needs to see it, and its page."""

    label: str
    mount: str
    target: str
    path: str
    permissions: tuple[str, ...] = ()

    def write(self, base_url: str) -> dict[str, object]:
        """The entry as a manifest carries it; a widget's page is asked for by a form with the token in it."""
        entry: dict[str, object] = {
            "label": self.label,
            "mount": self.mount,
            "target": self.target,
            "permissions": list(self.permissions),
            "url": f"{base_url}{self.path}",
        }
        if self.target == "WIDGET":
            entry["options"] = {"widgetTarget": {"method": "POST"}}
        return entry


EXTENSIONS: tuple[Extension, ...] = ()
