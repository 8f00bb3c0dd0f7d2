"""What a member of staff may do for makers and stories; orders follow Saleor's permissions instead."""

from enum import StrEnum


class Role(StrEnum):
    """A role of ours. A human may hold several."""

    COORDINATOR = "coordinator"
    REVIEWER = "reviewer"  # the safeguarding role: approves stories
    STAFF = "staff"
