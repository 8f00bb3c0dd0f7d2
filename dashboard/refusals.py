"""Saleor's refusals in plain sentences."""

from saleor_api.errors import FieldProblem, SaleorRefused

_SENTENCES = {
    "FULFILL_ORDER_LINE": "That is more than what is left to send.",
    "INSUFFICIENT_STOCK": "There are not enough pieces in stock at this warehouse.",
    "CANNOT_CANCEL_ORDER": "This order cannot be cancelled: pieces of it were sent, or it is cancelled already.",
    "CANNOT_FULFILL_UNPAID_ORDER": "This order is not paid, and this shop sends only what is paid.",
    "CANNOT_REFUND": "This order cannot be refunded.",
    "QUANTITY_GREATER_THAN_AVAILABLE": "That is more pieces than the order has left to refund.",
    "AMOUNT_GREATER_THAN_AVAILABLE": "That is more money than what is left of the payment.",
    "SHIPPING_COSTS_ALREADY_GRANTED": "Delivery was refunded before.",
    "REFUND_ALREADY_PROCESSED": "This refund was done before.",
    "REFUND_IS_PENDING": "This refund is already with the payment provider.",
    "MISSING_TRANSACTION_ACTION_REQUEST_WEBHOOK": "The payment app does not answer, so no money was sent.",
    "NOT_FOUND": "Saleor no longer knows this piece or order. Reload the page and look again.",
}
REASON_LIST = "This shop asks for a reason from its list with each refund. Choose one, and refund again."


def say_refusal(error: SaleorRefused) -> str:
    """All problems as sentences, each once."""
    return " ".join(dict.fromkeys(_say(problem) for problem in error.errors))


def _say(problem: FieldProblem) -> str:
    if problem.code == "REQUIRED" and "reasonReference" in problem.field:
        return REASON_LIST
    sentence = _SENTENCES.get(problem.code)
    if sentence is None:
        message = problem.message.strip().rstrip(".")
        return f"Saleor refused: {message or problem.code}."
    return sentence
