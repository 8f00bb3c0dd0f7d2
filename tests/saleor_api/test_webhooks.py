"""Deliveries that cannot be read."""

import pytest

from saleor_api.errors import BadDelivery, BadSignature
from saleor_api.webhooks import read_delivery
from tests.saleor_api.fakes import RECORDED_API_URL


@pytest.mark.parametrize("missing", ["saleor-event", "saleor-api-url", "saleor-signature"])
def test_a_missing_header_is_named(missing: str) -> None:
    headers = {"saleor-event": "order_updated", "saleor-api-url": RECORDED_API_URL, "saleor-signature": "a..b"}
    del headers[missing]
    with pytest.raises(BadDelivery, match="is missing"):
        read_delivery(b"{}", headers)


def test_nothing_is_parsed_before_the_signature_holds() -> None:
    headers = {"saleor-event": "order_updated", "saleor-api-url": RECORDED_API_URL, "saleor-signature": "a..b"}
    with pytest.raises(BadSignature):
        read_delivery(b"not json at all", headers)
