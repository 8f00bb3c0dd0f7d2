"""What can go wrong with a mail."""


class MailError(Exception):
    """Anything wrong with a mail."""


class BadAddress(MailError):
    """The address is none that a mail could be sent to; asking again does not help."""
