"""Signing in to the studio, and out of it."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from artisans.studio.frame import keep_language


class StudioLogin(LoginView):  # type: ignore[misc]
    """Local accounts by e-mail and password; allauth counts the attempts."""

    template_name = "artisans/studio/login.html"
    success_url = reverse_lazy("studio")

    def form_invalid(self, form: Form) -> HttpResponse:
        """The form again; 429 once there were too many attempts, with allauth's sentence."""
        response: HttpResponse = super().form_invalid(form)
        if form.has_error("__all__", code="too_many_login_attempts"):
            response.status_code = 429
        return response

    def form_valid(self, form: Form) -> HttpResponse:
        """Signed in, in the language of the page. On a shared phone it ends after a working day, whatever the browser
        keeps open.
        """
        response: HttpResponse = super().form_valid(form)
        keep_language(self.request, response, get_language() or settings.LANGUAGE_CODE)
        if self.request.user.is_authenticated and not form.cleaned_data.get("remember"):
            self.request.session.set_expiry(settings.STUDIO_SHARED_HOURS * 3600)
        return response

    def get_form(self, *args: Any, **options: Any) -> Form:
        """Fields that password managers know."""
        form: Form = super().get_form(*args, **options)
        form.fields["login"].widget.attrs.update({"autocomplete": "username", "placeholder": "", "autofocus": True})
        form.fields["password"].widget.attrs.update({"placeholder": ""})
        form.fields["password"].help_text = ""
        return form


sign_in = StudioLogin.as_view()


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; on a shared phone nothing of it stays behind, unsent drafts neither.

    The page has warned of them before. Source: W3C Clear Site Data.
    """
    logout(request)
    response = redirect("studio-login")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
