"""From a draft to a public story: the steps, the guards, the hands that may take them."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from artisans import actions
from artisans.errors import ArtisanError, GuardsFailed, LintRefused, NotAllowed, WrongState
from artisans.models import Approval, LintOverride, MakerReview, Story, StoryRevision
from artisans.states import StoryState
from people.actions import create_local_user
from tests.artisans.conftest import TEXT, TITLE, Cast, MakeConsent, MakePersona, MakeStory, answer, approve, resume


def draft(cast: Cast, make_persona: MakePersona, *, text: str = TEXT, title: str = TITLE) -> Story:
    return actions.create_draft(
        persona=make_persona(), title=title, text=text, author=cast.coordinator, shows_child=False
    )


def failed(story: Story, cast: Cast) -> list[str]:
    with pytest.raises(GuardsFailed) as refused:
        approve(story, cast.reviewer)
    story.refresh_from_db()
    assert story.state == StoryState.SECOND_APPROVAL
    assert not Approval.objects.exists()
    return [failure.guard for failure in refused.value.failures]


def test_the_whole_way_to_a_public_story(cast: Cast, make_persona: MakePersona, make_consent: MakeConsent) -> None:
    story = draft(cast, make_persona)
    make_consent(story.persona)
    assert story.state == "draft"
    assert actions.submit_story(story, by=cast.coordinator).state == "submitted"
    answer(story, cast.coordinator)
    assert story.state == "second_approval"
    assert approve(story, cast.reviewer).state == "published"
    approval = Approval.objects.get()
    assert (approval.approver, approval.role, approval.decision) == (cast.reviewer, "reviewer", "published")
    assert approval.revision_hash == story.revision.content_hash


def test_without_consent_nothing_is_published(cast: Cast, reviewed: MakeStory, make_persona: MakePersona) -> None:
    story = reviewed(make_persona())
    type(story.persona.consents.get()).objects.filter(persona=story.persona).update(withdrawn_at=timezone.now())
    assert failed(story, cast) == ["consent", "language"]


def test_expired_consent_stops_publishing_at_that_moment(
    cast: Cast, reviewed: MakeStory, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    persona = make_persona()
    make_consent(persona, granted_at=timezone.now() - timedelta(days=40), months=1)
    assert failed(reviewed(persona), cast) == ["consent", "language"]


def test_consent_for_press_publishes_nothing_here(
    cast: Cast, reviewed: MakeStory, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    persona = make_persona()
    make_consent(persona, channels=("press", "email"))
    assert failed(reviewed(persona), cast) == ["consent"]


def test_an_author_never_approves_even_an_earlier_wording(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed()
    actions.revise_story(story, title=TITLE, text="Other words.", author=cast.reviewer, shows_child=False)
    actions.revise_story(story, title=TITLE, text=TEXT, author=cast.coordinator, shows_child=False)
    answer(story, cast.coordinator)
    assert failed(story, cast) == ["second_person"]
    assert approve(story, cast.second_reviewer).state == "published"


def test_a_coordinator_cannot_approve(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed()
    with pytest.raises(GuardsFailed) as refused:
        approve(story, cast.stranger)
    assert [failure.guard for failure in refused.value.failures] == ["safeguarding_role"]


def test_who_explained_the_consent_cannot_approve(
    cast: Cast, reviewed: MakeStory, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    persona = make_persona()
    make_consent(persona, explained_by=cast.reviewer)
    assert failed(reviewed(persona), cast) == ["explainer"]


def test_one_human_with_both_roles_is_still_one_human(cast: Cast, reviewed: MakeStory) -> None:
    both = create_local_user("both@test.example", "x" * 20, "coordinator", "Both", "warpside")
    create_local_user("both@test.example", "x" * 20, "reviewer", "Both", "warpside")
    with pytest.raises(GuardsFailed) as refused:
        approve(reviewed(author=both), both)
    assert [failure.guard for failure in refused.value.failures] == ["second_person"]


def test_adult_and_child_questions_stop_publishing(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed(shows_child=None)
    actions.confirm_adult(story.persona.maker, confirmed=False, by=cast.coordinator)
    assert failed(story, cast) == ["adult", "child"]


def test_any_edit_after_the_review_goes_back_to_the_maker(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed()
    actions.revise_story(story, title=TITLE, text=TEXT + "!", author=cast.coordinator, shows_child=False)
    assert story.state == "maker_review"
    with pytest.raises(GuardsFailed) as refused:
        approve(story, cast.reviewer)
    assert [failure.guard for failure in refused.value.failures] == ["maker_review"]


def test_a_row_changed_behind_the_actions_is_noticed(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed()
    StoryRevision.objects.filter(story=story).update(text="Other words.")
    assert failed(story, cast) == ["maker_review"]


def test_the_words_count_not_the_hash_that_stands_beside_them(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed()
    StoryRevision.objects.filter(story=story).update(translations={"hi": {"title": "x", "text": "y"}})
    assert failed(story, cast) == ["maker_review"]


def test_an_edit_of_a_public_story_takes_it_off_the_pages(cast: Cast, published: MakeStory) -> None:
    story = published()
    actions.revise_story(story, title=TITLE, text="Other words.", author=cast.coordinator, shows_child=False)
    story.refresh_from_db()
    assert story.state == "maker_review"


def test_the_same_words_again_change_nothing(cast: Cast, published: MakeStory) -> None:
    story = published()
    actions.revise_story(story, title=f" {TITLE} ", text=TEXT, author=cast.coordinator, shows_child=False)
    assert (story.state, story.revisions.count()) == ("published", 1)


def test_her_review_counts_only_for_the_words_that_stand_there(
    cast: Cast, make_persona: MakePersona, make_consent: MakeConsent
) -> None:
    story = draft(cast, make_persona)
    make_consent(story.persona)
    actions.submit_story(story, by=cast.coordinator)
    with pytest.raises(WrongState):
        actions.record_maker_review(
            story, by=cast.coordinator, revision_hash="0" * 64, language="bn", read_aloud=True, outcome="accepted"
        )
    assert not MakerReview.objects.exists()


@pytest.mark.parametrize(("outcome", "state"), [("to_draft", "draft"), ("refused", "withdrawn")])
def test_she_may_send_it_back_or_refuse_even_once_it_is_public(
    cast: Cast, published: MakeStory, outcome: str, state: str
) -> None:
    story = published()
    assert story.revision is not None
    actions.record_maker_review(
        story,
        by=cast.coordinator,
        revision_hash=story.revision.content_hash,
        language="bn",
        read_aloud=True,
        outcome=outcome,
    )
    assert Story.objects.get().state == state


def test_a_history_is_not_even_handed_in(cast: Cast, make_persona: MakePersona) -> None:
    story = draft(cast, make_persona, text="She was trafficked and weaves now.")
    with pytest.raises(LintRefused, match="why she is here"):
        actions.submit_story(story, by=cast.coordinator)
    assert Story.objects.get().state == "draft"


def test_a_finding_stops_publishing_until_two_people_let_it_stand(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed(text="I like the colours of Surat.")
    assert failed(story, cast) == ["lint"]
    asked = actions.ask_override(story, rule="place", words="Surat", reason="a kind of silk", by=cast.coordinator)
    assert failed(story, cast) == ["lint"]
    with pytest.raises(NotAllowed):
        actions.confirm_override(asked, by=cast.coordinator)
    actions.confirm_override(asked, by=cast.second_reviewer)
    assert approve(story, cast.reviewer).state == "published"


def test_who_asked_for_an_override_does_not_confirm_it(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed(text="I like the colours of Surat.")
    asked = actions.ask_override(story, rule="place", words="Surat", reason="a silk", by=cast.reviewer)
    with pytest.raises(NotAllowed):
        actions.confirm_override(asked, by=cast.reviewer)
    assert LintOverride.objects.get().confirmed_by is None


def test_a_history_cannot_be_overridden_even_by_a_forged_row(cast: Cast, reviewed: MakeStory) -> None:
    story = reviewed(text="I was trafficked.")
    with pytest.raises(ArtisanError):
        actions.ask_override(story, rule="history", words="trafficked", reason="please", by=cast.coordinator)
    LintOverride.objects.create(
        revision=story.revision,
        rule="history",
        words="trafficked",
        reason="forged",
        asked_by=cast.coordinator,
        confirmed_by=cast.reviewer,
    )
    assert failed(story, cast) == ["lint"]


@pytest.mark.parametrize("text", ["Wexfordbrindlex draws.", "Ask WexfordBrindlex's frame.", "WÉXFORDBRINDLEX draws."])
def test_her_real_name_is_neither_handed_in_nor_published(
    cast: Cast, make_persona: MakePersona, reviewed: MakeStory, text: str
) -> None:
    story = draft(cast, make_persona, text=text)
    with pytest.raises(LintRefused, match="real name"):
        actions.submit_story(story, by=cast.coordinator)
    assert "real_name" in failed(reviewed(story.persona, text=text), cast)


def test_the_sentence_of_a_refusal_quotes_no_word_of_the_story(cast: Cast, reviewed: MakeStory) -> None:
    with pytest.raises(GuardsFailed) as refused:
        approve(reviewed(text="I live in Malda."), cast.reviewer)
    assert refused.value.sentence == "Not published yet. Missing: lint."
    assert str(refused.value) == "Not published yet. Missing: lint. [lint] 1 found: place “Malda”."


def test_programme_names_are_employers_to_the_lint(cast: Cast, reviewed: MakeStory) -> None:
    assert failed(reviewed(text="Reedwater Collective taught me the stitch."), cast) == ["lint"]


def test_two_stories_of_one_maker_are_never_public_together(cast: Cast, reviewed: MakeStory) -> None:
    first = approve(reviewed(), cast.reviewer)
    second = reviewed(first.persona, text="Other words.")
    with pytest.raises(WrongState, match="Another story"):
        approve(second, cast.reviewer)
    assert Story.objects.get(pk=second.pk).state == "second_approval"


def test_pause_resume_and_sending_back(cast: Cast, published: MakeStory) -> None:
    story = published()
    actions.pause_story(story, by=cast.reviewer)
    assert story.state == "paused"
    story = resume(story, cast.reviewer)
    assert story.state == "published"
    with pytest.raises(ArtisanError, match="Say why"):
        actions.send_back_story(story, by=cast.reviewer, reason="  ")
    actions.send_back_story(story, by=cast.reviewer, reason="Too long.")
    assert story.state == "draft"
    assert list(Approval.objects.order_by("pk").values_list("decision", "reason")) == [
        ("published", ""),
        ("paused", ""),
        ("resumed", ""),
        ("sent_back", "Too long."),
    ]


def test_resuming_asks_every_guard_again(cast: Cast, published: MakeStory) -> None:
    story = published()
    actions.pause_story(story, by=cast.reviewer)
    actions.confirm_adult(story.persona.maker, confirmed=False, by=cast.coordinator)
    with pytest.raises(GuardsFailed):
        resume(story, cast.reviewer)
    assert Story.objects.get().state == "paused"


@pytest.mark.parametrize("step", ["pause_story", "send_back_story"])
def test_coordinators_neither_pause_nor_send_back(cast: Cast, published: MakeStory, step: str) -> None:
    story = published()
    with pytest.raises(NotAllowed):
        getattr(actions, step)(story, by=cast.coordinator, reason="why")
    assert Story.objects.get().state == "published"


def test_nobody_works_on_another_programmes_story(cast: Cast, published: MakeStory) -> None:
    story = published()
    with pytest.raises(NotAllowed):
        actions.revise_story(story, title=TITLE, text="x", author=cast.stranger, shows_child=False)
    with pytest.raises(NotAllowed):
        actions.withdraw_story(story, by=cast.stranger)
    with pytest.raises(NotAllowed):
        actions.create_draft(persona=story.persona, title="t", text="x", author=cast.stranger, shows_child=False)
    assert Story.objects.get().state == "published"


def test_a_draft_sent_twice_is_one_story(cast: Cast, make_persona: MakePersona) -> None:
    persona, client_id = make_persona(), uuid.uuid4()
    stories = [
        actions.create_draft(
            persona=persona, title=TITLE, text=TEXT, author=cast.coordinator, shows_child=None, client_id=client_id
        )
        for _ in range(2)
    ]
    assert stories[0].pk == stories[1].pk
    assert (Story.objects.count(), StoryRevision.objects.count()) == (1, 1)


@pytest.mark.parametrize("waits", [False, True])
def test_of_two_hands_on_one_story_only_one_moves_it(
    cast: Cast, make_persona: MakePersona, reviewed: MakeStory, waits: bool
) -> None:
    story = reviewed() if waits else draft(cast, make_persona)
    stale = Story.objects.select_related("revision").get(pk=story.pk)
    actions.revise_story(story, title=TITLE, text="New words.", author=cast.coordinator, shows_child=False)
    with pytest.raises(WrongState):
        actions.revise_story(stale, title=TITLE, text="Other words.", author=cast.coordinator, shows_child=False)
    assert Story.objects.get().revision == story.revision
    assert StoryRevision.objects.count() == 2
