"""A Saleor at the transport's edge that knows orders, in the shapes that its schema gives."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from saleor_api.client import Client


def money(minor: int, currency: str = "USD") -> dict[str, Any]:
    return {"currency": currency, "fractionalAmount": minor, "fractionDigits": 2}


def taxed(minor: int) -> dict[str, Any]:
    return {"gross": money(minor), "net": money(minor), "tax": money(0)}


@dataclass
class FakeOrder:
    """An order that a test changes as staff would; amounts in cents, without tax."""

    lines: list[tuple[str, str, int, int]]  # line id, product id, quantity, net of the line
    order_id: str = "T3JkZXI6MQ=="
    status: str = "UNFULFILLED"
    origin: str = "CHECKOUT"
    charged: int = -1
    refunded: int = 0
    fulfilments: list[tuple[str, list[tuple[str, int]]]] = field(default_factory=list)
    grants: list[tuple[str, int, bool, list[tuple[str, int]]]] = field(default_factory=list)
    charge_backs: list[int] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(net for _, _, _, net in self.lines)

    def to_json(self) -> dict[str, Any]:
        charged = self.total if self.charged < 0 else self.charged
        day = "2026-11-22T10:00:00+00:00"
        return {
            "id": self.order_id,
            "number": "41",
            "status": self.status,
            "origin": self.origin,
            "isPaid": True,
            "created": day,
            "updatedAt": day,
            "userEmail": "buyer@example.com",
            "channel": {"slug": "default-channel"},
            "lines": [
                {
                    "id": line_id,
                    "productName": "Piece",
                    "productSku": "P",
                    "productVariantId": "UHJvZHVjdFZhcmlhbnQ6MQ==",
                    "quantity": quantity,
                    "totalPrice": {"net": money(net), "gross": money(net)},
                    "variant": {"id": "UHJvZHVjdFZhcmlhbnQ6MQ==", "product": {"id": product_id}},
                }
                for line_id, product_id, quantity, net in self.lines
            ],
            "subtotal": taxed(self.total),
            "total": taxed(self.total),
            "totalCharged": money(charged),
            "totalRefunded": money(self.refunded),
            "fulfillments": [
                {
                    "id": f"F{index}",
                    "status": status,
                    "created": day,
                    "lines": [
                        {"id": f"FL{index}{line_id}", "quantity": quantity, "orderLine": {"id": line_id}}
                        for line_id, quantity in lines
                    ],
                }
                for index, (status, lines) in enumerate(self.fulfilments)
            ],
            "grantedRefunds": [
                {
                    "id": f"G{index}",
                    "status": status,
                    "createdAt": day,
                    "shippingCostsIncluded": shipping,
                    "amount": money(amount),
                    "lines": [
                        {"id": f"GL{index}{line_id}", "quantity": quantity, "orderLine": {"id": line_id}}
                        for line_id, quantity in lines
                    ],
                }
                for index, (status, amount, shipping, lines) in enumerate(self.grants)
            ],
            "transactions": [
                {
                    "id": "T1",
                    "events": [
                        {
                            "id": f"E{index}",
                            "type": "CHARGE_BACK",
                            "createdAt": day,
                            "pspReference": "psp",
                            "amount": money(amount),
                        }
                        for index, amount in enumerate(self.charge_backs)
                    ],
                }
            ],
        }


class FakeSaleor:
    """Answers the order query; every other document fails the test."""

    def __init__(self, *orders: FakeOrder) -> None:
        self.orders = {order.order_id: order for order in orders}
        self.requests = 0

    def send(self, body: bytes, headers: Mapping[str, str], *, read_only: bool = False) -> tuple[int, bytes]:
        request = json.loads(body)
        assert request["operationName"] == "OrderForLedger"
        self.requests += 1
        order = self.orders.get(request["variables"]["id"])
        return 200, json.dumps({"data": {"order": order.to_json() if order else None}}).encode()

    def fetch_key_set(self) -> bytes:
        raise AssertionError

    def fetch_media(self, url: str) -> bytes:
        raise AssertionError

    @property
    def client(self) -> Client:
        return Client(self)
