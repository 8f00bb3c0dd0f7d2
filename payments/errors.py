"""What can go wrong between Saleor, this app and a gateway."""


class PaymentError(Exception):
    """Root of the tree. `retry_helps` tells Saleor's worker whether to come again."""

    retry_helps = False
    sentence = "The payment could not be handled."


class UnknownEvent(PaymentError):
    """Saleor called a door that this app did not ask for."""

    sentence = "This app does not listen to that event."


class UnreadablePayload(PaymentError):
    """A delivery lacks a field that its subscription selects."""

    sentence = "The delivery lacks a field that this app asked for; reinstall the app so that its webhooks are renewed."


class UnknownTransaction(PaymentError):
    """A request names a transaction that this app never began."""

    sentence = "This transaction was not begun by this app."


class GatewaySwitchedOff(PaymentError):
    """No gateway is configured."""

    sentence = "No payment gateway is switched on. Set PAYMENTS_TEST_GATEWAY for a trial, or configure a real gateway."
