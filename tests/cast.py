"""The people of all tests: the same names everywhere, none of them real."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cast:
    """One person of the tests."""

    name: str
    email: str
    password: str = ""


MAKER = Cast("Sample Maker", "maker@example.com")
COORDINATOR = Cast("Sample Coordinator", "coordinator@example.com", "coordinator-password-1")
APPROVER = Cast("Sample Approver", "approver@example.com", "approver-password-1")
STAFF = Cast("Sample Staff", "staff@example.com", "staff-password-1")
BUYER = Cast("Asha Buyer", "buyer@example.com")
STRANGER = Cast("Some Stranger", "stranger@example.com")
