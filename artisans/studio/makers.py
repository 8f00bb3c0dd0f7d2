"""Makers in the studio: enrolling one, her consents, her card, and the logged reading of her name."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from artisans.actions import confirm_adult, enrol_maker, make_card, record_consent, withdraw_persona
from artisans.cards import Card, draw_card
from artisans.errors import ArtisanError
from artisans.forms import ConsentForm, MakerForm
from artisans.models import Persona, Programme
from artisans.queries import find_desk_maker, list_desk_personas, read_identity
from artisans.queries.desk import personas_of
from artisans.queries.products import list_crafts
from artisans.queries.removals import was_taken_back
from artisans.shapes import DeskMaker, DeskPersona, MakerIdentity
from artisans.studio.stories import person_at
from artisans.words import name_of_craft
from people.access import require_role
from people.queries import roles_of
from people.roles import Role
from themes.templatetags.kantha import say


@dataclass(frozen=True, slots=True)
class MakersPage:
    """The makers of the programme, by chosen name."""

    makers: tuple[DeskPersona, ...]
    may_enrol: bool


@dataclass(frozen=True, slots=True)
class EnrolPage:
    """The form for a new maker."""

    form: MakerForm


@dataclass(frozen=True, slots=True)
class MakerPage:
    """One maker; `card` and `identity` are shown on this one answer only."""

    maker: DeskMaker
    form: ConsentForm
    may_record: bool
    card_language: str
    card: Card | None = None
    identity: MakerIdentity | None = None


def _persona_at(request: HttpRequest, public_id: str) -> Persona:
    rows = personas_of(person_at(request)).select_related("maker__programme")
    return get_object_or_404(rows, public_id=public_id)


def _show(
    request: HttpRequest,
    public_id: str,
    *,
    form: ConsentForm | None = None,
    card: Card | None = None,
    identity: MakerIdentity | None = None,
) -> HttpResponse:
    try:
        maker = find_desk_maker(public_id, person=person_at(request), day=timezone.localdate())
    except Persona.DoesNotExist as error:
        raise Http404("No such maker.") from error
    may_record = Role.COORDINATOR in roles_of(person_at(request)) and not maker.is_withdrawn
    page = MakerPage(
        maker=maker,
        form=form or ConsentForm(),
        may_record=may_record,
        card_language=_language_for(maker),
        card=card,
        identity=identity,
    )
    return render(request, "artisans/studio/maker.html", {"page": page}, status=400 if form and form.errors else 200)


def _language_for(maker: DeskMaker) -> str:
    """The language of her newest living consent if the page of the card speaks it, else that of this page."""
    spoken = (row.language_code for row in maker.consents if row.is_live)
    known = (code for code in spoken if code in dict(settings.LANGUAGES))
    return next(known, get_language() or settings.LANGUAGE_CODE)


def _say_craft(craft: tuple[str, str]) -> tuple[str, str]:
    """Slug and title in the language of the page, if the studio has a word for it; else as the shop calls it."""
    slug, title = craft
    name = name_of_craft(slug)
    said = say(name)
    return slug, title if said == name else said


@require_safe
@require_role("coordinator", "reviewer")
def show_makers(request: HttpRequest) -> HttpResponse:
    """Makers by chosen name, with the day on which consent ends."""
    person = person_at(request)
    makers = list_desk_personas(person, day=timezone.localdate())
    page = MakersPage(makers=makers, may_enrol=Role.COORDINATOR in roles_of(person))
    return render(request, "artisans/studio/makers.html", {"page": page})


@require_safe
@require_role("coordinator", "reviewer")
def show_maker(request: HttpRequest, public_id: str) -> HttpResponse:
    """One maker: consents, card, withdrawal."""
    return _show(request, public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@require_role("coordinator")
def enrol(request: HttpRequest) -> HttpResponse:
    """A new maker of the coordinator's own programme."""
    form = MakerForm(request.POST or None, crafts=tuple(map(_say_craft, list_crafts())))
    if request.method == "POST" and form.is_valid():
        programme = get_object_or_404(Programme, slug=person_at(request).programme_slug)
        try:
            persona = enrol_maker(programme=programme, by=person_at(request), **form.cleaned_data)
            messages.success(request, _("She is enrolled. Now ask for her consent."))
            return redirect("studio-maker", public_id=persona.public_id)
        except ArtisanError as error:
            form.add_error("pseudonym", say(error.sentence))
    page = EnrolPage(form=form)
    return render(request, "artisans/studio/enrol.html", {"page": page}, status=400 if form.errors else 200)


@require_POST
@require_role("coordinator")
def take_consent(request: HttpRequest, public_id: str) -> HttpResponse:
    """A new consent; what she allowed before stays as it is."""
    persona = _persona_at(request, public_id)
    form = ConsentForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            record_consent(persona=persona, explained_by=person_at(request), **form.cleaned_data)
            messages.success(request, _("Her consent is recorded."))
            return redirect("studio-maker", public_id=public_id)
        except ArtisanError as error:
            form.add_error(None, say(error.sentence))
    return _show(request, public_id, form=form)


@require_POST
@require_role("coordinator")
def hand_card(request: HttpRequest, public_id: str) -> HttpResponse:
    """A new card in a language that she reads; its code is shown once, on this answer."""
    code = make_card(_persona_at(request, public_id), by=person_at(request))
    asked = request.POST.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else get_language() or settings.LANGUAGE_CODE
    with override(language):
        address = f"{settings.PUBLIC_URL}{reverse('withdraw')}"
    return _show(request, public_id, card=draw_card(code, address=address, language=language))


@require_POST
@require_role("coordinator")
def note_adult(request: HttpRequest, public_id: str) -> HttpResponse:
    """Notes that the coordinator has seen that she is an adult; no birth date is asked."""
    confirm_adult(_persona_at(request, public_id).maker, confirmed=True, by=person_at(request))
    messages.success(request, _("Noted."))
    return redirect("studio-maker", public_id=public_id)


@require_POST
@require_role("coordinator")
def open_name(request: HttpRequest, public_id: str) -> HttpResponse:
    """Her real name and contact, on this answer only; the reading is written down."""
    persona = _persona_at(request, public_id)
    try:
        identity = read_identity(persona.maker_id, reader=person_at(request), purpose="opened in the studio")
    except ArtisanError as error:
        messages.error(request, say(error.sentence))
        return redirect("studio-maker", public_id=public_id)
    return _show(request, public_id, identity=identity)


@require_POST
@require_role("coordinator", "reviewer")
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Withdraws everything she allowed: no question, no approval. A second tap, also after the purge, says the same."""
    persona = personas_of(person_at(request)).select_related("maker__programme").filter(public_id=public_id).first()
    if persona is not None:
        withdraw_persona(persona, by=person_at(request), via="studio")
    elif not was_taken_back(public_id):
        raise Http404("No such maker.")
    messages.success(request, _("Withdrawn. No page shows her any more."))
    return redirect("studio-makers")
