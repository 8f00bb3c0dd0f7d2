"""The loop that drains the rows of work: mails, events, pictures, sweeps (see settings.CHORES).

Every chore keeps its work as rows with a lease, so a killed worker loses nothing and two workers
never do the same row twice; this loop only decides when to look.
"""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import close_old_connections
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

FAILURE_PAUSE_SECONDS = 15.0
IDLE_SECONDS = 0.2
# So long after other work a patient chore waits, but never longer than the second for its turn.
GIVE_WAY_SECONDS = 3.0
LONGEST_WAIT_SECONDS = 60.0


@dataclass(slots=True)
class Chore:
    """A callable that handles due rows and says how many, and when to look again.

    `patient`: it gives way while the others have something to do, as buyers wait for events and mails.
    """

    name: str
    run: Callable[[], int]
    interval_seconds: float
    patient: bool = False
    due_at: float = 0.0
    ran_at: float = 0.0


def load_chores(config: Mapping[str, float], *, patient: Collection[str] = ()) -> list[Chore]:
    """The chores named by dotted string, all due at once."""
    return [Chore(name, import_string(name), interval, name in patient) for name, interval in config.items()]


def run_due(chores: list[Chore], *, now: Callable[[], float] = time.monotonic) -> int:
    """Runs every chore that is due; a failing one is logged and rests, the others go on. Returns rows handled."""
    handled = 0
    for chore in chores:
        if chore.due_at > now():
            continue
        try:
            count = chore.run()
        except Exception:
            # A chore's rows keep their lease and come again; one broken chore must not stop the mails.
            logger.exception("chore %s failed", chore.name)
            chore.due_at = now() + FAILURE_PAUSE_SECONDS
            continue
        handled += count
        chore.ran_at = now()
        chore.due_at = now() if count else now() + chore.interval_seconds
        if count and not chore.patient:
            _put_off([other for other in chores if other.patient], now())
    return handled


def _put_off(chores: Iterable[Chore], now: float) -> None:
    for chore in chores:
        chore.due_at = max(chore.due_at, min(now + GIVE_WAY_SECONDS, chore.ran_at + LONGEST_WAIT_SECONDS))


def run_forever(
    chores: list[Chore], *, stopped: Callable[[], bool], sign_of_life: Callable[[], None] = lambda: None
) -> None:
    """Works until `stopped` says so, resting briefly when nothing is due; gives a sign of life before each round."""
    while not stopped():
        sign_of_life()
        if not run_due(chores):
            close_old_connections()
            time.sleep(IDLE_SECONDS)


def run_apart(chores: list[Chore], *, stopped: Callable[[], bool]) -> threading.Thread:
    """Works through long chores beside the others, so that mails and events do not wait for them.

    The thread dies with the process; a chore that it was at is taken up again by its lease.
    """
    thread = threading.Thread(target=run_forever, args=(chores,), kwargs={"stopped": stopped}, daemon=True)
    thread.start()
    return thread


def drain(chores: list[Chore], *, rounds: int = 200) -> int:
    """Runs all chores until none has rows due (at most `rounds` times). Returns rows handled."""
    total = 0
    for _ in range(rounds):
        for chore in chores:
            chore.due_at = 0.0
        handled = run_due(chores)
        if not handled:
            break
        total += handled
    return total
