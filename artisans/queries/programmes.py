"""Reading programmes."""

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from artisans.models import Maker, Programme
from artisans.shapes import ProgrammeFacts
from artisans.showing import FEWEST_MAKERS_OF_A_STATE


def find_programme(slug: str) -> ProgrammeFacts | None:
    """One programme, or None. One query."""
    programme = _with_counts().filter(slug=slug).first()
    return _to_facts(programme) if programme else None


def list_programmes() -> tuple[ProgrammeFacts, ...]:
    """Every programme by name. One query."""
    return tuple(_to_facts(programme) for programme in _with_counts())


def _with_counts() -> QuerySet[Programme]:
    in_state = Maker.objects.filter(programme__country=OuterRef("country"), programme__state=OuterRef("state"))
    counted = in_state.order_by().values(place=F("programme__state")).annotate(n=Count("pk")).values("n")
    return Programme.objects.annotate(
        makers_in_state=Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    ).order_by("name")


def _to_facts(programme: Programme) -> ProgrammeFacts:
    makers: int = programme.makers_in_state  # type: ignore[attr-defined]
    return ProgrammeFacts(
        programme_id=programme.pk,
        slug=programme.slug,
        name=programme.name,
        country=programme.country,
        state=programme.state if makers >= FEWEST_MAKERS_OF_A_STATE else "",
        city_of_registered_office=programme.city_of_registered_office,
        summary=programme.summary,
        training_given=programme.training_given,
        pay_practice=programme.pay_practice,
        started_year=programme.started_year,
        website=programme.website,
        is_sample=programme.is_sample,
    )
