"""The dignity and privacy lint. Pure: words in, findings out."""

from artisans.lint.checking import CHECKED_LANGUAGES, check_name, check_text, guess_language
from artisans.lint.findings import SUGGESTIONS, Finding, Rule
from artisans.lint.states import names_state

__all__ = [
    "CHECKED_LANGUAGES",
    "SUGGESTIONS",
    "Finding",
    "Rule",
    "check_name",
    "check_text",
    "guess_language",
    "names_state",
]
