"""What can go wrong at the dashboard. Each error carries the sentence for staff."""


class DashboardError(Exception):
    """The change was not made; `str()` says why."""


class RefundRefused(DashboardError):
    """The refund asked for does not fit the order; another choice may."""


class CaptureRefused(DashboardError):
    """The payment holds nothing that could be taken, or other than was shown."""


class FulfilmentRefused(DashboardError):
    """The pieces asked for cannot be sent; another choice may."""


class StepRunning(DashboardError):
    """A change to this order is under way; a later try helps."""

    def __init__(self) -> None:
        super().__init__("Another change to this order is under way. Look at the order in a moment and try again.")


class StepUnfinished(DashboardError):
    """An earlier change broke off; it has to be finished first."""

    def __init__(self) -> None:
        super().__init__("An earlier change to this order was not finished. Finish it first; the button is below.")


class OrderUnknown(DashboardError):
    """Saleor knows no order of this number, or does not show it to this account."""
