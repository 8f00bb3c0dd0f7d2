"""What the lint says: rules, findings, suggestions."""

from dataclasses import dataclass
from enum import StrEnum


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


SUGGESTIONS: dict[Rule, str] = {
    Rule.HISTORY: "A story never tells why she is here. Tell of the work: the cloth, the tools, what she is proud of.",
    Rule.RESCUE: "She is the one who acts here. Say what she does and decides, not what was done for her.",
    Rule.HEALTH: "Nothing about health, hers or anybody's. Leave it out.",
    Rule.CASTE: "Nothing about caste or tribe. Leave it out.",
    Rule.RELIGION: "Nothing about faith or feast days. Leave it out.",
    Rule.PHONE: "No phone numbers. Leave it out.",
    Rule.EMAIL: "No e-mail addresses. Leave it out.",
    Rule.LINK: "No links and no accounts on other services. Leave it out.",
    Rule.COORDINATES: "No positions on a map. Leave it out.",
    Rule.STATE: "Name only the country: too few makers work in this state to name it, or she did not agree to it.",
    Rule.PLACE: "Name no place below the state. 'Where I live' is enough.",
    Rule.NAME: "If this names a place, a person, an employer or a shelter, leave it out.",
    Rule.AGE: "No ages. 'For six years' at a craft is fine, how old she is is not.",
    Rule.DATE: "No dates, months or years. Say 'for some years' or 'in the dry season'.",
    Rule.RELATIVE: "No relatives. Say 'somebody at home' or leave it out.",
    Rule.CHILD: "No children, and no childhood of hers. Speak of the work of today.",
    Rule.EMPLOYER: "No employers or organisations. Say 'the workshop'.",
    Rule.SHELTER: "No shelters or homes. Say 'the workshop'.",
    Rule.HTML: "Plain words only, no code.",
    Rule.CONTROL: "There is an invisible sign here. Delete the word and type it again.",
    Rule.SCRIPT: "Letters of another script, which the English check cannot read. Write it in English.",
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Words that may not stand in a story: where they stand (characters from 0, end excluded) and why."""

    field: str
    start: int
    end: int
    rule: Rule
    words: str

    @property
    def suggestion(self) -> str:
        """What to write instead."""
        return SUGGESTIONS[self.rule]

    @property
    def may_be_overridden(self) -> bool:
        """Whether two people with a reason may let it stand. Never for a history."""
        return self.rule is not Rule.HISTORY
