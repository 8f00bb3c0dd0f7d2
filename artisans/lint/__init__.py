"""The dignity and privacy lint. Pure: words in, findings out."""

from artisans.lint.english import check_english
from artisans.lint.findings import SUGGESTIONS, Finding, Rule

__all__ = ["SUGGESTIONS", "Finding", "Rule", "check_english"]
