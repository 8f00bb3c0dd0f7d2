"""Enums that a newer Saleor may extend without breaking a page."""

from enum import StrEnum


class TolerantEnum(StrEnum):
    """A value that this build does not know becomes a member of its own instead of an error."""

    @classmethod
    def _missing_(cls, value: object) -> "TolerantEnum | None":
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member
