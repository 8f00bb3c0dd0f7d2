"""The page of a maker's own card: the code takes everything back, and nothing is asked."""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from artisans.actions import withdraw_by_card
from artisans.forms import CardForm

# A code has 12 digits, so that guessing at this pace finds none in a thousand years.
MOST_WRONG_CODES = 20
WITHIN_SECONDS = 60 * 60
_NOT_A_CODE = _(
    "This is not the code of a card. Look again: it has 12 digits. If you have used it before, everything of yours is "
    "gone already."
)
_TOO_MANY = _("Too many wrong codes. Try again in an hour, or ask any coordinator.")


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    """The form, or the word that it is done."""

    form: CardForm
    done: bool


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Takes the code of a card; 429 after too many wrong ones from one address."""
    form, done, status = CardForm(request.POST or None), False, 200
    if request.method == "POST":
        counted = f"withdraw:{request.META.get('REMOTE_ADDR', '')}"
        cache.add(counted, 0, WITHIN_SECONDS)
        if cache.get(counted, 0) >= MOST_WRONG_CODES:
            form.add_error(None, _TOO_MANY)
            status = 429
        elif form.is_valid() and withdraw_by_card(form.cleaned_data["code"]):
            done = True
        else:
            cache.incr(counted)
            status = 400
            if form.is_valid():
                form.add_error("code", _NOT_A_CODE)
    return render(request, "artisans/withdraw.html", {"page": WithdrawPage(form, done)}, status=status)
