"""What can go wrong with lots, claims and the ledger."""


class ImpactError(Exception):
    """Base of this part's errors; `sentence` is what a member of staff reads."""

    retry_helps = False

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class CurrencyMixed(ImpactError):
    """Amounts of two currencies met in one sum."""


class BannedWording(ImpactError):
    """A text uses a word that no page of the shop may use."""


class LotRefused(ImpactError):
    """The facts of a lot contradict each other, or a lot of that code exists."""


class EventRefused(ImpactError):
    """A lot event is not valid EPCIS, or comes out of order."""


class EvidenceRefused(ImpactError):
    """A document lacks what its tier needs, or its checksum is wrong."""


class AppendOnly(ImpactError):
    """A row that may only be added was about to be changed or removed."""


class OrderBusy(ImpactError):
    """Other workers kept posting to the same order; the next event will finish the work."""

    retry_helps = True


class OrderUnknown(ImpactError):
    """Saleor does not know the order, or does not show it to this app."""
