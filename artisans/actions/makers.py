"""Programmes, makers in the vault, and their personas."""

from django.db import transaction
from django.utils.translation import gettext as _

from artisans.actions.desks import require_desk
from artisans.actions.withdrawal import hide_stories
from artisans.errors import PseudonymRefused, WrongState
from artisans.lint import check_name
from artisans.models import Maker, NameMark, Persona, Programme, PseudonymMark, Story
from artisans.queries.vault import pseudonym_is_free
from artisans.states import Step, StoryState
from artisans.storage import rewrap_files
from artisans.texts import clean_text
from artisans.vault import card_marks, lock, make_card_code, marks_to_compare, marks_to_store, rewrap, unlock
from catalog.version import turn_over
from people.actions import record_audit
from people.models import Person


@transaction.atomic
def add_programme(
    *,
    slug: str,
    name: str,
    country: str,
    city_of_registered_office: str,
    summary: str,
    training_given: str,
    pay_practice: str,
    started_year: int,
    state: str = "",
    website: str = "",
    is_sample: bool = False,
) -> Programme:
    """Adds a programme, or renews what is said of the one with that slug."""
    values = {
        "name": name,
        "country": country.lower(),
        "state": state,
        "city_of_registered_office": city_of_registered_office,
        "summary": summary,
        "training_given": training_given,
        "pay_practice": pay_practice,
        "started_year": started_year,
        "website": website,
        "is_sample": is_sample,
    }
    programme, _ = Programme.objects.update_or_create(slug=slug, defaults=values)
    turn_over()
    return programme


@transaction.atomic
def add_maker(
    *,
    programme: Programme,
    real_name: str,
    contact: str,
    craft: str,
    adult_confirmed: bool,
    by: Person,
    is_sample: bool = False,
) -> Maker:
    """Puts a maker into the vault. A story under a pseudonym that is her real name is paused.

    Raises:
        NotAllowed: `by` works for another programme.
    """
    require_desk(by, programme)
    maker = Maker.objects.create(
        programme=programme,
        name_locked=lock(real_name),
        contact_locked=lock(contact),
        craft=craft,
        adult_confirmed=adult_confirmed,
        is_sample=is_sample,
    )
    NameMark.objects.bulk_create(NameMark(maker=maker, mark=mark) for mark in sorted(marks_to_store(real_name)))
    record_audit(by, "add_maker", f"maker:{maker.pk}")
    _pause_namesakes(real_name, by)
    return maker


@transaction.atomic
def confirm_adult(maker: Maker, *, confirmed: bool, by: Person) -> None:
    """Notes whether it is known that she is an adult; where it is not, her story hides at once.

    Raises:
        NotAllowed: `by` works for another programme.
    """
    require_desk(by, maker.programme)
    maker.adult_confirmed = confirmed
    maker.save(update_fields=["adult_confirmed"])
    record_audit(by, "confirm_adult" if confirmed else "doubt_adult", f"maker:{maker.pk}")
    turn_over()


@transaction.atomic
def create_persona(*, maker: Maker, pseudonym: str, by: Person, state: str = "") -> Persona:
    """Gives a maker a public face: a random id, a pseudonym, her country and craft.

    Raises:
        NotAllowed: `by` works for another programme.
        PseudonymRefused: the name is not free, or is not a plain name.
    """
    require_desk(by, maker.programme)
    name = " ".join(clean_text(pseudonym).text.split())
    plain = bool(name) and len(name) <= 60 and not any(sign.isdigit() for sign in name)
    if not plain or check_name(name) or not pseudonym_is_free(name):
        raise PseudonymRefused(_("This pseudonym is not free. Choose another."))
    persona = Persona.objects.create(
        maker=maker,
        pseudonym=name,
        country=maker.programme.country,
        state=state,
        craft=maker.craft,
        is_sample=maker.is_sample,
    )
    PseudonymMark.objects.bulk_create(
        PseudonymMark(persona=persona, mark=mark) for mark in sorted(marks_to_store(name))
    )
    record_audit(by, "create_persona", f"persona:{persona.public_id}")
    return persona


def enrol_maker(
    *, programme: Programme, real_name: str, contact: str, craft: str, adult_confirmed: bool, pseudonym: str, by: Person
) -> Persona:
    """Puts a maker into the vault and gives her a public face; both or neither.

    Raises:
        NotAllowed, PseudonymRefused: as for the two steps.
    """
    try:
        with transaction.atomic():
            maker = add_maker(
                programme=programme,
                real_name=real_name,
                contact=contact,
                craft=craft,
                adult_confirmed=adult_confirmed,
                by=by,
                is_sample=programme.is_sample,
            )
            return create_persona(maker=maker, pseudonym=pseudonym, by=by)
    except PseudonymRefused:
        # Whoever tries name after name to learn who is in the vault leaves a trail.
        record_audit(by, "pseudonym_refused", f"programme:{programme.slug}")
        raise


@transaction.atomic
def remove_maker(maker: Maker, *, by: Person) -> None:
    """Takes a maker of whom nothing public is left out of the vault: name, contact and their marks.

    Raises:
        NotAllowed: `by` works for another programme.
        WrongState: she still has a persona; that is withdrawn and purged first.
    """
    require_desk(by, maker.programme)
    if Persona.objects.filter(maker=maker).exists():
        raise WrongState(_("Something of her is still public. Withdraw it first."))
    Maker.objects.filter(pk=maker.pk).delete()
    record_audit(by, "remove_maker", f"maker:{maker.pk}")
    turn_over()


@transaction.atomic
def make_card(persona: Persona, *, by: Person) -> str:
    """A new code for the card with which she can withdraw by herself; an older card stops working.

    Only a keyed hash is kept: the code is told this once.

    Raises:
        NotAllowed: `by` works for another programme.
    """
    require_desk(by, persona.maker.programme)
    code = make_card_code()
    Persona.objects.filter(pk=persona.pk).update(card_mark=card_marks(code)[0])
    record_audit(by, "make_card", f"persona:{persona.public_id}")
    return code


def rewrap_vault() -> int:
    """Moves every record of the vault, and every private file, to the first of settings.VAULT_KEYS.

    Returns how many makers.

    Names are opened inside this process only to make their keyed hashes anew; nobody sees them. One transaction
    for each maker, so it may be stopped and run again.
    """
    makers = list(Maker.objects.order_by("pk").values_list("pk", flat=True))
    for maker_id in makers:
        _rewrap_maker(maker_id)
    for persona in Persona.objects.order_by("pk"):
        _renew_pseudonym_marks(persona)
    rewrap_files()
    return len(makers)


@transaction.atomic
def _rewrap_maker(maker_id: int) -> None:
    maker = Maker.objects.get(pk=maker_id)
    maker.name_locked = rewrap(maker.name_locked)
    maker.contact_locked = rewrap(maker.contact_locked)
    maker.save(update_fields=["name_locked", "contact_locked"])
    record_audit(None, "rewrap_vault", f"maker:{maker_id}")
    maker.name_marks.all().delete()
    marks = sorted(marks_to_store(unlock(maker.name_locked)))
    NameMark.objects.bulk_create(NameMark(maker=maker, mark=mark) for mark in marks)


@transaction.atomic
def _renew_pseudonym_marks(persona: Persona) -> None:
    persona.pseudonym_marks.all().delete()
    marks = sorted(marks_to_store(persona.pseudonym))
    PseudonymMark.objects.bulk_create(PseudonymMark(persona=persona, mark=mark) for mark in marks)


def _pause_namesakes(real_name: str, by: Person) -> None:
    """The pseudonym rule holds for names that join later, too."""
    marks = marks_to_compare(real_name)
    namesakes = Persona.objects.filter(pseudonym_marks__mark__in=marks)
    stories = Story.objects.filter(persona__in=namesakes, state=StoryState.PUBLISHED)
    hide_stories(stories, step=Step.PAUSE, by=by, why="The pseudonym is no longer free.")
