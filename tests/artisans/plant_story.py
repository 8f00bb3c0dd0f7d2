"""Run by test_purge_on_disk in a shop of its own: plants a story with marker words in every place, then withdraws it.

`python manage.py shell < plant_story.py` is not used: this is a module, so that it is typed and linted as the rest.
"""

import os
import sys

import django

MARKERS = {
    "title": "quizzaciously",
    "text": "flibberdoodle",
    "hindi": "हथकरघाविशेष",
    "pseudonym": "Brindlewick",
    "reason": "snollygoster",
    "override": "Bumfuzzleton",
    "evidence": "collywobbled",
    "session": "widdershinsly",
    "second": "taradiddlesque",
}


def plant() -> str:
    """Everything that the studio and the desk can write about one maker; returns her public id."""
    from django.contrib.sessions.backends.db import SessionStore

    from artisans import actions
    from artisans.models import Story
    from mail.actions import queue_mail
    from people.actions import create_local_user
    from tests.artisans.conftest import make_programme
    from tests.catalog.shelf import make_content, put

    loom, lake = make_programme("warpside"), make_programme("reedwater")
    by = create_local_user("c@test.example", "pw-korai-loom-742", "coordinator", "C", "warpside")
    reviewer = create_local_user("r@test.example", "pw-korai-loom-742", "reviewer", "R")
    second = create_local_user("s@test.example", "pw-korai-loom-742", "reviewer", "S")
    makers = [
        actions.add_maker(
            programme=[loom, lake][n % 2],
            real_name=f"Zorblat{chr(97 + n)}",
            contact="contact",
            craft="kantha",
            adult_confirmed=True,
            by=reviewer,
        )
        for n in range(6)
    ]
    put(make_content(1), make_content(2))
    persona = actions.create_persona(maker=makers[0], pseudonym=MARKERS["pseudonym"], by=by)
    actions.record_consent(
        persona=persona,
        scopes=["text", "pseudonym"],
        channels=["product_page", "feeds", "email"],
        language="hi",
        explained_by=by,
        method="signed",
        evidence=f"A signed paper: {MARKERS['evidence']}".encode(),
        permanence_explained=True,
        pay_independent=True,
        may_withdraw=True,
    )
    actions.make_card(persona, by=by)
    text = f"I stitch {MARKERS['text']} before the rains.\n\nAt {MARKERS['override']} we sit together."
    story = actions.create_draft(
        persona=persona, title=f"Blue {MARKERS['title']} thread", text=text, author=by, shows_child=False
    )
    revision = story.revision
    assert revision is not None
    words = {"hi": {"title": MARKERS["hindi"], "text": f"मैं {MARKERS['hindi']} बुनती हूँ और सिखाती हूँ"}}
    type(revision).objects.filter(pk=revision.pk).update(translations=words)
    asked = actions.ask_override(story, rule="place", words=MARKERS["override"], reason=MARKERS["reason"], by=by)
    actions.confirm_override(asked, by=second)
    Story.objects.filter(pk=story.pk).update(state="published", published_at=story.changed_at)
    actions.link_products()
    draft = actions.create_draft(
        persona=persona, title="Another one", text=f"About {MARKERS['second']} and more.", author=by, shows_child=None
    )
    actions.revise_story(draft, title="Another one", text="Quite other words here.", author=by, shows_child=None)
    session = SessionStore()
    session["draft"] = f"{MARKERS['session']}: I stitch {MARKERS['text']} before the rains."
    session.create()
    queue_mail(key="k", template="t", to="b@example.com", subject="Makers", context={"story": text, "names": words})
    return persona.public_id


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings")
    django.setup()
    if sys.argv[1] == "plant":
        sys.stdout.write(plant())
    else:
        from artisans.actions import withdraw_persona
        from artisans.chores import purge_withdrawn
        from artisans.models import Persona, Purge, Tombstone

        withdraw_persona(Persona.objects.get(public_id=sys.argv[2]), by=None, via="test")
        purge_withdrawn()
        left = list(Purge.objects.values_list("step", "trouble", "found"))
        sys.stdout.write(str(left or Tombstone.objects.get().proof))
