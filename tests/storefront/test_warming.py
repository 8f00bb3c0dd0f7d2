"""What a process does before the first buyer comes: each document is parsed and validated once, and nothing is run."""

from collections.abc import Iterator

import pytest
from django.db import OperationalError
from pytest_django import Settings

from engine.execution import prepare
from engine.models import Webhook
from saleor_api.generated.base_model import BaseModel
from saleor_api.generated.checkout_complete import CheckoutComplete
from saleor_api.generated.client import Client
from saleor_api.transport import current_transport
from saleor_api.warming import list_documents
from storefront.warming import warm_up

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


@pytest.fixture
def cold() -> Iterator[None]:
    prepare.cache_clear()
    yield
    prepare.cache_clear()


def test_every_document_of_the_client_is_known() -> None:
    methods = {name for name in vars(Client) if not name.startswith("_")}
    assert len(list_documents()) == len(methods)


def test_a_document_sent_after_the_start_is_not_parsed_again(shop: None, cold: None) -> None:
    warm_up()
    known = prepare.cache_info().currsize
    assert known == len(list_documents()) + Webhook.objects.values("query").distinct().count()
    Client(current_transport()).shop_and_channel(channel="default-channel")
    assert prepare.cache_info().currsize == known
    assert CheckoutComplete.__pydantic_complete__
    assert all(model.__pydantic_complete__ for model in BaseModel.__subclasses__())


def test_what_cannot_be_done_at_the_start_stops_nothing(settings: Settings) -> None:
    settings.WARM_UPS = ["tests.storefront.test_warming.fail", "tests.storefront.test_warming.note"]
    done.clear()
    warm_up()
    assert done == ["noted"]


done: list[str] = []


def fail() -> Iterator[None]:
    yield
    raise OperationalError("no such table")


def note() -> Iterator[None]:
    done.append("noted")
    yield
