"""What the worker does for stories: take away what has ended, give new products a story,
rebuild photos."""

from contextlib import suppress

from artisans.actions.darkroom import claim_photo, develop, drop_accepted_originals
from artisans.actions.erasing import clear_leftovers
from artisans.actions.evidence import clear_unnamed_evidence
from artisans.actions.links import link_products
from artisans.actions.reminders import remind_of_endings
from artisans.actions.withdrawal import expire_stories
from artisans.purging.purge import run_purges
from artisans.purging.retention import begin_due_purges
from artisans.saleor_copy import compare_with_saleor, mirror_stories
from saleor_api.errors import SaleorError


def unpublish_expired() -> int:
    """Unpublishes stories whose consent has ended; returns how many."""
    return expire_stories()


def link_new_products() -> int:
    """Gives products that have come, or changed their craft, a story; returns how many links changed."""
    return link_products()


def clear_half_uploads() -> int:
    """Deletes uploads that nobody finished within 7 days, and files of no row; returns how many."""
    return clear_leftovers() + clear_unnamed_evidence()


def purge_withdrawn() -> int:
    """Purges what was taken back or has run out, and proves that nothing is left; returns how many were taken up."""
    # A purge may take its time: first what has to be gone within a minute.
    mirror_stories()
    begin_due_purges()
    return run_purges()


def develop_photos() -> int:
    """Rebuilds one photo that is due; returns 1 if there was one."""
    photo = claim_photo()
    if photo is None:
        return drop_accepted_originals()
    develop(photo)
    return 1


def mirror_at_saleor() -> int:
    """Writes and clears what Saleor holds of stories beside products; returns how many products."""
    return mirror_stories()


def compare_at_saleor() -> int:
    """Looks through all that Saleor holds of stories and notes what differs; 0, since the other chore settles it."""
    with suppress(SaleorError):
        compare_with_saleor()
    return 0


def remind_coordinators() -> int:
    """Queues the mails about consents that end within thirty days, each once; returns 0, since most repeat."""
    remind_of_endings()
    return 0
