"""Which story stands on which product: craft, country, a pool of makers; never programme or lot."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import Q
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from artisans import actions
from artisans.chores import link_new_products
from artisans.models import Maker, ProductLink
from artisans.pool import Pool, choose_story
from artisans.queries import story_for_product
from catalog.filters import ListingFilters
from catalog.models import ProductFacts
from catalog.queries import list_products
from tests.artisans.conftest import TEXT, TITLE, Cast, MakeMaker, MakePersona, MakeStory
from tests.catalog.shelf import CHANNEL, make_content, put

TODAY = timezone.localdate()


def found_by(words: str) -> list[str]:
    page = list_products(channel=CHANNEL, filters=ListingFilters(q=words), page=1)
    return [] if page.nearest else [card.slug for card in page.cards]


@pytest.mark.parametrize(
    ("makers", "programmes", "chosen"), [(5, 2, "a"), (4, 2, None), (5, 1, None), (12, 3, "a"), (0, 0, None)]
)
def test_the_pool_is_at_least_five_makers_of_more_than_one_programme(
    makers: int, programmes: int, chosen: str | None
) -> None:
    assert choose_story("P1", ["a"], Pool(makers, programmes)) == chosen


def test_the_choice_is_stable_and_spreads_over_the_stories() -> None:
    wide = Pool(9, 2)
    keys = ["a", "b", "c"]
    first = {f"P{n}": choose_story(f"P{n}", keys, wide) for n in range(300)}
    assert first == {f"P{n}": choose_story(f"P{n}", keys[::-1], wide) for n in range(300)}
    counts = [list(first.values()).count(key) for key in keys]
    assert sum(counts) == 300 and min(counts) > 60
    without_c = {name: choose_story(name, ["a", "b"], wide) for name in first}
    assert all(without_c[name] == key for name, key in first.items() if key != "c")


def test_a_published_story_stands_on_the_products_of_its_craft_and_country(
    pool: list[Maker], published: MakeStory, make_persona: MakePersona
) -> None:
    put(make_content(1), make_content(2, craft="ikat"), make_content(3, country="kh"), make_content(4, country=""))
    persona = make_persona(maker=pool[0])
    published(persona)
    shown = story_for_product("P1", day=TODAY)
    assert shown is not None
    assert (shown.pseudonym, shown.title, shown.public_id) == ("Brindle", TITLE, persona.public_id)
    assert shown.paragraphs == tuple(TEXT.split("\n\n"))
    assert shown.introduction == "one of the makers we work with"
    assert (shown.country, shown.state, shown.craft, shown.craft_name) == ("in", "", "kantha", "Kantha stitch")
    assert shown.is_sample
    assert [story_for_product(f"P{n}", day=TODAY) for n in (2, 3, 4, 99)] == [None] * 4
    assert found_by("blunt needle") == ["piece-1"]


def test_a_product_that_comes_later_gets_a_story_from_the_worker(
    pool: list[Maker], published: MakeStory, make_persona: MakePersona
) -> None:
    published(make_persona(maker=pool[0]))
    put(make_content(1))
    assert link_new_products() == 1
    assert link_new_products() == 0
    assert story_for_product("P1", day=TODAY) is not None


@pytest.mark.parametrize("short_of", ["makers", "programmes"])
def test_without_a_pool_no_story_stands_on_a_product(
    cast: Cast, make_maker: MakeMaker, published: MakeStory, make_persona: MakePersona, short_of: str
) -> None:
    places = [cast.loom, cast.loom, cast.loom, cast.lake] if short_of == "makers" else [cast.loom] * 6
    makers = [make_maker(f"Zorblat{chr(97 + n)}", programme=place) for n, place in enumerate(places)]
    put(make_content(1))
    published(make_persona(maker=makers[0]))
    assert story_for_product("P1", day=TODAY) is None
    assert not ProductLink.objects.exists()


def test_a_pool_that_shrinks_hides_the_story_at_once(
    pool: list[Maker], published: MakeStory, make_persona: MakePersona
) -> None:
    put(make_content(1))
    published(make_persona(maker=pool[0]))
    assert story_for_product("P1", day=TODAY) is not None
    Maker.objects.filter(~Q(pk=pool[0].pk)).first().delete()  # type: ignore[union-attr]
    assert story_for_product("P1", day=TODAY) is None


def test_the_choice_does_not_know_the_programme_of_the_product(
    pool: list[Maker], published: MakeStory, make_persona: MakePersona
) -> None:
    """A persona of one programme stands on pieces of the other as well."""
    from catalog.actions import push_trace_facts

    put(*(make_content(n) for n in range(1, 41)))
    for n in range(1, 41):
        slug = "warpside" if n % 2 else "reedwater"
        push_trace_facts(f"P{n}", tags=[], programme_slug=slug, programme_name=slug, impact_line="")
    published(make_persona("Brindle", maker=pool[0]))
    published(make_persona("Tamsin", maker=pool[4]))
    seen = {
        (shown.pseudonym, n % 2) for n in range(1, 41) if (shown := story_for_product(f"P{n}", day=TODAY)) is not None
    }
    assert seen == {("Brindle", 0), ("Brindle", 1), ("Tamsin", 0), ("Tamsin", 1)}


def test_linking_again_costs_the_same_few_queries_for_any_number_of_products(
    pool: list[Maker],
    published: MakeStory,
    make_persona: MakePersona,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    put(*(make_content(n) for n in range(1, 31)))
    published(make_persona(maker=pool[0]))
    with django_assert_max_num_queries(10):  # two of them are the savepoint that stands for a transaction here
        assert actions.link_products() == 0


def test_words_left_behind_by_a_lost_link_are_cleared(
    pool: list[Maker], published: MakeStory, make_persona: MakePersona
) -> None:
    from catalog.actions import push_story_text

    put(make_content(1), make_content(2, craft="ikat"))
    push_story_text("P2", "words of nobody")
    published(make_persona(maker=pool[0]))
    assert ProductFacts.objects.get(product_id="P2").story_text == ""


def test_the_story_of_a_product_costs_three_queries(
    pool: list[Maker],
    published: MakeStory,
    make_persona: MakePersona,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    put(make_content(1))
    published(make_persona(maker=pool[0]))
    with django_assert_max_num_queries(3):
        assert story_for_product("P1", day=TODAY) is not None


def test_an_expired_consent_hides_the_story_that_day_even_before_the_worker_ran(
    pool: list[Maker], published: MakeStory, make_persona: MakePersona
) -> None:
    put(make_content(1))
    story = published(make_persona(maker=pool[0]))
    end = story.persona.consents.get().expires_at.date()
    assert story_for_product("P1", day=end - timedelta(days=1)) is not None
    assert story_for_product("P1", day=end) is None


def test_the_worker_unpublishes_what_has_expired_and_clears_search(
    pool: list[Maker], published: MakeStory, make_persona: MakePersona
) -> None:
    from artisans.chores import unpublish_expired

    put(make_content(1))
    story = published(make_persona(maker=pool[0]))
    assert unpublish_expired() == 0
    with time_machine.travel(story.persona.consents.get().expires_at, tick=False):
        assert unpublish_expired() == 1
        assert unpublish_expired() == 0
    story.refresh_from_db()
    assert story.state == "expired"
    assert not ProductLink.objects.exists()
    assert ProductFacts.objects.get(product_id="P1").story_text == ""
    assert found_by("blunt needle") == []
    assert story_for_product("P1", day=TODAY) is None, "a clock set back brings nothing again"


def test_a_pause_clears_products_and_search_before_the_worker_runs(
    cast: Cast, pool: list[Maker], published: MakeStory, make_persona: MakePersona
) -> None:
    put(make_content(1))
    story = published(make_persona(maker=pool[0]))
    assert found_by("blunt needle") == ["piece-1"]
    actions.pause_story(story, by=cast.reviewer)
    assert not ProductLink.objects.exists()
    assert found_by("blunt needle") == []


def test_two_personas_never_leave_a_gap_when_one_goes(
    cast: Cast, pool: list[Maker], published: MakeStory, make_persona: MakePersona
) -> None:
    put(*(make_content(n) for n in range(1, 9)))
    first = published(make_persona("Brindle", maker=pool[0]))
    published(make_persona("Tamsin", maker=pool[4]))
    actions.pause_story(first, by=cast.reviewer)
    link_new_products()
    names = {shown.pseudonym for n in range(1, 9) if (shown := story_for_product(f"P{n}", day=TODAY))}
    assert names == {"Tamsin"}
    assert ProductLink.objects.count() == 8
