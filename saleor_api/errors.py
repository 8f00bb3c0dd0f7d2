"""What can go wrong when the shop speaks to Saleor.

SaleorError
    SaleorUnreachable   no connection
    SaleorTimeout       no answer in time
    SaleorBroken        an answer that is no answer: status 500, no JSON, an unknown top-level error
    AnswerTooLarge      more than the shop is willing to read
    MediaRefused        a picture that must not be fetched
    SaleorDenied        not signed in, or without the permission
    SaleorRefused       understood and refused: `errors` name field and code
CurrencyMismatch        amounts in two currencies were mixed
BadSignature            a delivery that Saleor did not sign
BadDelivery             a delivery that cannot be read
NotForUs                a delivery meant for another app, or for one that is not installed
BadToken                a token of the Dashboard that is none, or has ended
RegistrationRefused     an app token that must not be kept
"""

from dataclasses import dataclass

TRY_AGAIN = "The shop cannot reach its till just now. Nothing was lost; please try again in a moment."


class SaleorError(Exception):
    """The call failed; `retry_helps` says whether to ask again, `buyer_sentence` what to tell the buyer."""

    retry_helps: bool = False
    buyer_sentence: str = "Something on our side did not work. Nothing was lost; please try again."


class SaleorUnreachable(SaleorError):
    """There was no connection: Saleor is down or the address is wrong."""

    retry_helps = True
    buyer_sentence = TRY_AGAIN


class SaleorTimeout(SaleorError):
    """No answer came in time: the change may or may not have been made."""

    retry_helps = True
    buyer_sentence = "The till did not answer in time. Nothing was lost; please try again in a moment."


class SaleorBroken(SaleorError):
    """An answer that is none: a status of 500, rubbish, or an error that no client can mend."""

    retry_helps = True
    buyer_sentence = TRY_AGAIN


class AnswerTooLarge(SaleorError):
    """The answer was longer than anything the shop asks for; asking again does not help."""


class MediaRefused(SaleorError):
    """The picture is at another host, behind a redirect, or missing; asking again rarely helps."""


class SaleorDenied(SaleorError):
    """The token is missing, expired or lacks the permission."""

    buyer_sentence = "You are not signed in for this, or your sign-in has ended."


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One entry of a mutation's `errors`: the field (empty when none is named), the code and Saleor's message."""

    field: str
    code: str
    message: str
    variants: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


class SaleorRefused(SaleorError):
    """Saleor understood and said no; `errors` is never empty."""

    buyer_sentence = "That could not be done as asked. Please check what you entered."

    def __init__(self, errors: tuple[FieldProblem, ...]) -> None:
        self.errors = errors
        super().__init__("; ".join(f"{problem.field or '-'} {problem.code}: {problem.message}" for problem in errors))

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all problems."""
        return frozenset(problem.code for problem in self.errors)


class CurrencyMismatch(ValueError):
    """Two amounts in different currencies were added or compared."""


class BadSignature(Exception):
    """The delivery's signature is missing, malformed or made by another key."""


class BadDelivery(Exception):
    """The delivery lacks a header or its body is no JSON object."""


class NotForUs(Exception):
    """Saleor signed the delivery, but for another app, or for one that is not installed here."""


class BadToken(Exception):
    """The token with which the Dashboard opened a page is malformed, of another Saleor, or has ended."""


class RegistrationRefused(Exception):
    """The API address is not the configured one, or the token does not belong to the app."""
