"""Makes a process ready for buyers when it starts, so that none of them waits for what is done once."""

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.validators import validate_email
from django.db import Error, connections
from django.template import Engine, TemplateSyntaxError
from django.template.loader import get_template
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

# The first pages are on their way meanwhile: beside requests, it rests four times as long as it works.
PATIENCE_SECONDS, REST = 2.0, 4


def warm_up_soon() -> None:
    """`warm_up` beside the requests, a little later: the first page waits for none of it."""
    threading.Thread(target=_warm_up_later, name="warm-up", daemon=True).start()


def warm_up(*, rest: float = 0) -> None:
    """Runs settings.WARM_UPS step by step, resting `rest` times as long as each step took.

    What fails is done when it is needed, and fails there with its own sentence.
    """
    for name in settings.WARM_UPS:
        begun = time.monotonic()
        try:
            for _ in import_string(name)():
                time.sleep(rest * (time.monotonic() - begun))
                begun = time.monotonic()
        except (Error, TemplateSyntaxError):
            logger.info("%s could not be done at the start", name, exc_info=True)


def ready_pages() -> Iterator[None]:
    """Compiles every template of the theme, which the loader keeps, and Django's pattern of e-mail addresses."""
    for name in _list_templates(Path(folder) for folder in Engine.get_default().dirs):
        get_template(name)
        yield
    validate_email("buyer@example.org")


def _warm_up_later() -> None:
    time.sleep(PATIENCE_SECONDS)
    warm_up(rest=REST)
    connections.close_all()


def _list_templates(folders: Iterable[Path]) -> set[str]:
    return {
        str(path.relative_to(folder))
        for folder in folders
        for path in folder.rglob("*.*")
        if path.suffix in (".html", ".txt")
    }
