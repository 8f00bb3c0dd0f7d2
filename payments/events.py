"""The events that this app listens to, in Saleor's lower-case names."""

PAYMENT_GATEWAY_INITIALIZE_SESSION = "payment_gateway_initialize_session"
TRANSACTION_INITIALIZE_SESSION = "transaction_initialize_session"
TRANSACTION_PROCESS_SESSION = "transaction_process_session"
TRANSACTION_CHARGE_REQUESTED = "transaction_charge_requested"
TRANSACTION_REFUND_REQUESTED = "transaction_refund_requested"
TRANSACTION_CANCELATION_REQUESTED = "transaction_cancelation_requested"

SESSION_EVENTS = (
    PAYMENT_GATEWAY_INITIALIZE_SESSION,
    TRANSACTION_INITIALIZE_SESSION,
    TRANSACTION_PROCESS_SESSION,
    TRANSACTION_CHARGE_REQUESTED,
    TRANSACTION_REFUND_REQUESTED,
    TRANSACTION_CANCELATION_REQUESTED,
)
