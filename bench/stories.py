"""How soon a story is to be seen, and how soon it is gone: two web processes, the worker, and a third that acts."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from bench.figures import Figure
from bench.servers import ROOT, Server

# So many answers in a row must agree that both web processes have been asked again and again.
IN_A_ROW = 24
_LIMIT_SECONDS = 120.0


def story_figures(server: Server) -> list[Figure]:
    """Publishing to visible, withdrawal to gone, to gone at Saleor, and to the stored proof."""
    told = _act(server.env, "pause")
    pages = [f"/artisans/{told['public_id']}/", "/artisans/", "/sitemap.xml", *told["products"]]
    _poll(server, pages, told, shown=False)
    _act(server.env, "resume", str(told["public_id"]))
    visible = _poll(server, pages[:2], told, shown=True)
    code = _act(server.env, "card", str(told["public_id"]))["code"]
    _poll(server, pages, told, shown=True)
    begun = time.monotonic()
    httpx.post(f"{server.url}/withdraw/", data={"code": str(code)}, timeout=30).raise_for_status()
    answered = time.monotonic() - begun
    gone = _poll(server, pages, told, shown=False, begun=begun)
    saleor = _wait(lambda: not _act(server.env, "look", str(told["public_id"]))["at_saleor"], begun)
    proven = _wait(lambda: bool(_act(server.env, "look", str(told["public_id"]))["proven"]), begun)
    return [
        Figure("publish to visible, 2 web processes", f"{visible:.1f} s", "under 5 s", visible < 5),
        Figure(
            "withdrawal to gone on every page, 2 web processes",
            f"{gone:.1f} s ({answered:.1f} s until the answer)",
            "under 60 s",
            gone < 60,
        ),
        Figure("withdrawal to gone at Saleor", f"{saleor:.1f} s", "under 60 s", saleor < 60),
        Figure("withdrawal to purged and proven", f"{proven:.1f} s", "under 24 h", proven < 86400),
    ]


def _poll(
    server: Server, pages: list[str], told: Mapping[str, Any], *, shown: bool, begun: float | None = None
) -> float:
    """Seconds until every page, asked again and again over new connections, shows the story or does not."""
    start, agreed, last = begun or time.monotonic(), 0, 0.0
    while agreed < IN_A_ROW:
        if time.monotonic() - start > _LIMIT_SECONDS:
            raise SystemExit(f"{'not visible' if shown else 'not gone'} after {_LIMIT_SECONDS:.0f} s")
        answers = [httpx.get(f"{server.url}{page}", timeout=30).text for page in pages]
        if all((str(told["public_id"]) in text or str(told["title"]) in text) is shown for text in answers):
            last = last if agreed else time.monotonic() - start
            agreed += 1
        else:
            agreed = 0
    return last


def _wait(is_done: Callable[[], bool], begun: float) -> float:
    while not is_done():
        if time.monotonic() - begun > 600:
            raise SystemExit("no proof after ten minutes")
        time.sleep(0.5)
    return time.monotonic() - begun


def _act(env: Mapping[str, str], *words: str) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603 - our own words only
        [sys.executable, "-m", "bench.stories", *words],
        cwd=ROOT,
        env=dict(env),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def main(step: str, public_id: str = "") -> dict[str, Any]:
    """One step in a process of its own: `pause`, `resume`, `card` or `look`."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings")
    django.setup()
    from artisans import actions
    from artisans.models import SaleorCopy, Story, Tombstone
    from people.models import Person

    reviewer = Person.objects.filter(roles__role="reviewer").order_by("pk")[0]
    if step == "look":
        copies = sum(public_id in {copy.public_id, *copy.may_hold} for copy in SaleorCopy.objects.all())
        proven = Tombstone.objects.filter(public_id=public_id).exclude(proven_at=None).exists()
        return {"at_saleor": copies, "proven": proven}
    if step == "pause":
        return _pause(reviewer)
    story = Story.objects.select_related("persona").get(persona__public_id=public_id)
    if step == "resume":
        seen = story.revision.content_hash if story.revision else ""
        actions.resume_story(story, approver=reviewer, revision_hash=seen)
        return {}
    by = Person.objects.filter(roles__role="coordinator", programme_slug=story.persona.maker.programme.slug)[0]
    return {"code": actions.make_card(story.persona, by=by)}


def _pause(reviewer: Any) -> dict[str, Any]:
    from artisans import actions
    from artisans.models import ProductLink
    from catalog.models import Product

    link = ProductLink.objects.select_related("story__persona", "story__revision").order_by("product_id")[0]
    story, revision = link.story, link.story.revision
    linked = ProductLink.objects.filter(story=story).values_list("product_id", flat=True)
    slugs = Product.objects.filter(product_id__in=list(linked)[:3]).values_list("slug", flat=True)
    told = {"public_id": story.persona.public_id, "title": revision.title if revision else ""}
    actions.pause_story(story, by=reviewer)
    return told | {"products": [f"/products/{slug}/" for slug in slugs]}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
