"""What every journey does on each page: look for errors, other hosts, and barriers that axe can find."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


@dataclass
class Watch:
    """Collects console errors, uncaught exceptions and requests to other hosts of one page."""

    host: str
    troubles: list[str] = field(default_factory=list)

    def attach(self, page: Page) -> "Watch":
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.troubles.append(f"exception: {error}"))
        page.on("request", self._see)
        return self

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.troubles.append(f"console: {message.text} at {message.location.get('url')}")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.host, "data:", "blob:", "about:")):
            self.troubles.append(f"another host: {request.url}")


def find_barriers(page: Page) -> list[str]:
    """Violations that axe finds on the page as it stands, one line each; empty is good."""
    found = Axe().run(page)
    return [
        f"{broken['id']} ({broken['impact']}): {', '.join(str(node['target']) for node in broken['nodes'][:4])}"
        for broken in found.response["violations"]
    ]


def is_wider_than_the_screen(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"))
