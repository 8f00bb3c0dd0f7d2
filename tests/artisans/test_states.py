"""The steps between states, as story-safety draws them."""

from artisans.states import STEPS, Step, StoryState, next_state, steps_from


def test_the_main_way() -> None:
    way = [Step.SUBMIT, Step.READ_BACK, Step.ACCEPT, Step.PUBLISH]
    state: StoryState | None = StoryState.DRAFT
    seen = [state]
    for step in way:
        assert state is not None
        state = next_state(state, step)
        seen.append(state)
    assert seen == ["draft", "submitted", "maker_review", "second_approval", "published"]


def test_only_approval_or_resuming_makes_a_story_public() -> None:
    ways = {(before, step) for step, pairs in STEPS.items() for before, after in pairs.items() if after == "published"}
    assert ways == {(StoryState.SECOND_APPROVAL, Step.PUBLISH), (StoryState.PAUSED, Step.RESUME)}


def test_nothing_leads_out_of_withdrawn_but_the_purge() -> None:
    assert [step for step, pairs in STEPS.items() if StoryState.WITHDRAWN in pairs] == [Step.PURGE]
    assert [step for step, pairs in STEPS.items() if StoryState.PURGED in pairs] == []


def test_withdrawing_is_possible_from_every_living_state() -> None:
    assert set(STEPS[Step.WITHDRAW]) == set(StoryState) - {StoryState.WITHDRAWN, StoryState.PURGED}


def test_an_edit_after_her_review_always_returns_to_it() -> None:
    reviewed = {StoryState.MAKER_REVIEW, StoryState.SECOND_APPROVAL, StoryState.PUBLISHED, StoryState.PAUSED}
    assert {STEPS[Step.EDIT][state] for state in reviewed} == {StoryState.MAKER_REVIEW}


def test_a_state_offers_exactly_the_steps_that_lead_out_of_it() -> None:
    assert steps_from(StoryState.WITHDRAWN) == {Step.PURGE}
    assert steps_from(StoryState.PURGED) == frozenset()
    for state in StoryState:
        assert steps_from(state) == {step for step in Step if next_state(state, step)}
