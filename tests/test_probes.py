"""The health probes: alive at once, ready when nothing is missing."""

import logging

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from storefront.probes import NoProbes


def test_live_answers_at_once(client: Client) -> None:
    assert client.get("/health/live").content == b"ok"


@pytest.mark.django_db(databases=["default", "engine"])
def test_not_ready_says_what_is_missing(client: Client) -> None:
    reply = client.get("/health/ready")
    assert reply.status_code == 503
    assert reply.json() == {
        "ready": False,
        "missing": [
            "the catalogue has not been synced yet",
            "the sample shop is not loaded yet",
            "the engine has no channel yet",
        ],
    }
    assert "no-store" in reply["Cache-Control"]


@pytest.mark.django_db(databases=["default", "engine"])
def test_ready_when_no_check_misses_anything(client: Client, settings: Settings) -> None:
    settings.READY_CHECKS = []
    assert client.get("/health/ready").json() == {"ready": True, "missing": []}


def test_the_log_leaves_out_probes() -> None:
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Service Unavailable", (), None)
    record.request = RequestFactory().get("/health/ready")
    assert not NoProbes().filter(record)
    record.request = RequestFactory().get("/checkout/")
    assert NoProbes().filter(record)


def test_the_log_does_not_name_what_was_taken_back() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Gone: /artisans/x/", (), None)
    record.status_code = 410
    assert not NoProbes().filter(record)
    record.status_code = 404
    assert NoProbes().filter(record)
