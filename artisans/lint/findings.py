"""What the lint says: rules, findings, suggestions."""

from dataclasses import dataclass
from enum import StrEnum

from themes.sentences import mark as _


class Rule(StrEnum):
    """Why words may not stand in a story."""

    HISTORY = "history"
    RESCUE = "rescue"
    HEALTH = "health"
    CASTE = "caste"
    RELIGION = "religion"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    COORDINATES = "coordinates"
    STATE = "state"
    PLACE = "place"
    NAME = "name"
    AGE = "age"
    DATE = "date"
    RELATIVE = "relative"
    CHILD = "child"
    EMPLOYER = "employer"
    SHELTER = "shelter"
    HTML = "html"
    CONTROL = "control"
    SCRIPT = "script"
    LANGUAGE = "language"


SUGGESTIONS: dict[Rule, str] = {
    Rule.HISTORY: _(
        "A story never tells why she is here. Tell of the work: the cloth, the tools, what she is proud of."
    ),
    Rule.RESCUE: _("She is the one who acts here. Say what she does and decides, not what was done for her."),
    Rule.HEALTH: _("Nothing about health, hers or anybody's. Leave it out."),
    Rule.CASTE: _("Nothing about caste or tribe. Leave it out."),
    Rule.RELIGION: _("Nothing about faith or feast days. Leave it out."),
    Rule.PHONE: _("No phone numbers. Leave it out."),
    Rule.EMAIL: _("No e-mail addresses. Leave it out."),
    Rule.LINK: _("No links and no accounts on other services. Leave it out."),
    Rule.COORDINATES: _("No positions on a map. Leave it out."),
    Rule.STATE: _("Name only the country: too few makers work in this state to name it, or she did not agree to it."),
    Rule.PLACE: _("Name no place below the state. 'Where I live' is enough."),
    Rule.NAME: _("If this names a place, a person, an employer or a shelter, leave it out."),
    Rule.AGE: _("No ages. 'For six years' at a craft is fine, how old she is is not."),
    Rule.DATE: _("No dates, months or years. Say 'for some years' or 'in the dry season'."),
    Rule.RELATIVE: _("No relatives. Say 'somebody at home' or leave it out."),
    Rule.CHILD: _("No children, and no childhood of hers. Speak of the work of today."),
    Rule.EMPLOYER: _("No employers or organisations. Say 'the workshop'."),
    Rule.SHELTER: _("No shelters or homes. Say 'the workshop'."),
    Rule.HTML: _("Plain words only, no code."),
    Rule.CONTROL: _("There is an invisible sign here. Delete the word and type it again."),
    Rule.SCRIPT: _(
        "Letters of another script, which the check of this language cannot read. "
        "Write it in the language of the story."
    ),
    Rule.LANGUAGE: _("No check exists for this language. A reviewer who reads it has to let it stand."),
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Words that may not stand in a story: where they stand (characters from 0, end excluded) and why."""

    field: str
    start: int
    end: int
    rule: Rule
    words: str
    language: str = ""

    @property
    def suggestion(self) -> str:
        """What to write instead."""
        return SUGGESTIONS[self.rule]

    @property
    def may_be_overridden(self) -> bool:
        """Whether two people with a reason may let it stand. Never for a history."""
        return self.rule is not Rule.HISTORY
