"""The states of a story and the named steps between them (story-safety, "Story states")."""

from enum import StrEnum


class StoryState(StrEnum):
    """Where a story stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    MAKER_REVIEW = "maker_review"
    SECOND_APPROVAL = "second_approval"
    PUBLISHED = "published"
    PAUSED = "paused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    PURGED = "purged"


class Step(StrEnum):
    """A named way from one state to another."""

    SUBMIT = "submit"
    READ_BACK = "read_back"
    ACCEPT = "accept"
    TO_DRAFT = "to_draft"
    EDIT = "edit"
    PUBLISH = "publish"
    PAUSE = "pause"
    RESUME = "resume"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    PURGE = "purge"


BEFORE_PUBLISHING = (StoryState.DRAFT, StoryState.SUBMITTED, StoryState.MAKER_REVIEW, StoryState.SECOND_APPROVAL)
_LIVING = (*BEFORE_PUBLISHING, StoryState.PUBLISHED, StoryState.PAUSED, StoryState.EXPIRED)

STEPS: dict[Step, dict[StoryState, StoryState]] = {
    Step.SUBMIT: {StoryState.DRAFT: StoryState.SUBMITTED},
    Step.READ_BACK: {StoryState.SUBMITTED: StoryState.MAKER_REVIEW},
    Step.ACCEPT: {StoryState.MAKER_REVIEW: StoryState.SECOND_APPROVAL},
    # The maker may send it back at any time; the reviewer too.
    Step.TO_DRAFT: {state: StoryState.DRAFT for state in _LIVING if state is not StoryState.DRAFT},
    # Before she has read it an edit changes nothing; afterwards she reads it again.
    Step.EDIT: {
        StoryState.DRAFT: StoryState.DRAFT,
        StoryState.SUBMITTED: StoryState.SUBMITTED,
        StoryState.MAKER_REVIEW: StoryState.MAKER_REVIEW,
        StoryState.SECOND_APPROVAL: StoryState.MAKER_REVIEW,
        StoryState.PUBLISHED: StoryState.MAKER_REVIEW,
        StoryState.PAUSED: StoryState.MAKER_REVIEW,
        StoryState.EXPIRED: StoryState.MAKER_REVIEW,
    },
    Step.PUBLISH: {StoryState.SECOND_APPROVAL: StoryState.PUBLISHED},
    Step.PAUSE: {StoryState.PUBLISHED: StoryState.PAUSED},
    Step.RESUME: {StoryState.PAUSED: StoryState.PUBLISHED},
    Step.EXPIRE: {StoryState.PUBLISHED: StoryState.EXPIRED, StoryState.PAUSED: StoryState.EXPIRED},
    Step.WITHDRAW: dict.fromkeys(_LIVING, StoryState.WITHDRAWN),
    Step.PURGE: {
        StoryState.DRAFT: StoryState.PURGED,
        StoryState.EXPIRED: StoryState.PURGED,
        StoryState.WITHDRAWN: StoryState.PURGED,
    },
}


def next_state(state: StoryState, step: Step) -> StoryState | None:
    """Where the step leads from `state`, or None where it does not exist."""
    return STEPS[step].get(state)


def steps_from(state: StoryState) -> frozenset[Step]:
    """The steps that exist from `state`."""
    return frozenset(step for step, ways in STEPS.items() if state in ways)
