"""Buyers who race each other, each in a thread with a connection of its own. Prints what came of it as JSON.

Run as `python -m tests.engine.race NAME` in a process whose environment names a migrated, empty engine database.
"""

import json
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings")
django.setup()

from django.db import connections  # noqa: E402

from engine.loading import load_shop  # noqa: E402
from engine.models import Order, Stock  # noqa: E402
from tests.engine import asking  # noqa: E402
from tests.engine.small_shop import describe_shop  # noqa: E402

BUYERS = 20
PIECES = 5


def run_all(act: Callable[[int], Any]) -> list[Any]:
    """What each buyer gets; all start at the same moment."""
    start, results = threading.Barrier(BUYERS), [None] * BUYERS

    def run(place: int) -> None:
        try:
            start.wait()
            results[place] = act(place)
        except Exception as error:
            results[place] = repr(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(BUYERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def complete_all(checkout_ids: list[str]) -> Counter[str]:
    """How many got an order, or which refusal; and how many different orders there were."""
    answers = run_all(lambda place: asking.complete(checkout_ids[place]))
    count: Counter[str] = Counter()
    for answer in answers:
        if isinstance(answer, str):
            count[answer] += 1
        else:
            count["order" if answer["order"] else answer["errors"][0]["code"]] += 1
    count["different"] = len({answer["order"]["id"] for answer in answers if answer["order"]})
    return count


def race_to_complete() -> Counter[str]:
    """All have paid for one piece; there are fewer pieces than buyers."""
    load_shop(describe_shop(pieces=PIECES), Path())
    checkout_ids = [asking.fill({"p0-red": 1}) for _ in range(BUYERS)]
    for checkout_id in checkout_ids:
        asking.pay(checkout_id)
    return complete_all(checkout_ids)


def race_with_two_lines() -> Counter[str]:
    """As before, with two variants each, in either order."""
    load_shop(describe_shop(pieces=PIECES), Path())
    lines = [{"p0-red": 1, "p0-blue": 1}, {"p0-blue": 1, "p0-red": 1}]
    checkout_ids = [asking.fill(lines[place % 2]) for place in range(BUYERS)]
    for checkout_id in checkout_ids:
        asking.pay(checkout_id)
    return complete_all(checkout_ids)


def race_to_reserve() -> Counter[str]:
    """Pieces are held from the moment they are in a cart; who got one buys it."""
    load_shop(describe_shop(pieces=PIECES, reserve_minutes=30), Path())

    def buy(_place: int) -> str:
        answer = asking.create({"p0-red": 1})
        return "checkout" if answer["checkout"] else str(answer["errors"][0]["code"])

    return Counter(run_all(buy))


def race_for_one_order() -> Counter[str]:
    """One checkout, completed by all at once."""
    load_shop(describe_shop(pieces=PIECES), Path())
    checkout_id = asking.fill({"p0-red": 2})
    asking.pay(checkout_id)
    return complete_all([checkout_id] * BUYERS)


if __name__ == "__main__":
    counted = globals()[sys.argv[1]]()
    stocks = Stock.objects.filter(product_variant__sku__startswith="p0").order_by("product_variant__sku")
    allocated = list(stocks.values_list("quantity_allocated", flat=True))
    print(json.dumps({**counted, "orders": Order.objects.count(), "allocated": allocated}))
