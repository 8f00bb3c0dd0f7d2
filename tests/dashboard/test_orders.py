"""Today, the list and one order."""

import pytest

from people.models import AccessLog
from tests.dashboard.conftest import last_number
from tests.dashboard.desk import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def test_an_empty_shop_says_so(staff: StaffMember) -> None:
    staff.open("/dashboard/")
    assert "Nothing waits." in staff.text
    assert "Nobody has ordered anything yet." in staff.text
    staff.open("/dashboard/orders/")
    assert "No order fits." in staff.text


def test_today_counts_what_waits(staff: StaffMember, order: str) -> None:
    staff.open("/dashboard/")
    assert "1 Orders to send" in staff.text
    assert "1 order today" in staff.text
    assert "Asha Buyer" in staff.text


def test_orders_are_found_by_state_and_words(staff: StaffMember, order: str) -> None:
    for address in ("", "?state=to-send", f"?q={order}", "?q=asha", "?q=indigo&state=to-send", "?state=rubbish"):
        staff.open(f"/dashboard/orders/{address}")
        assert f'/dashboard/orders/{order}/"' in staff.page.content.decode(), address
    staff.open("/dashboard/orders/?state=sent")
    assert "No order fits." in staff.text


def test_an_order_shows_lines_money_address_payment_and_history(staff: StaffMember, order: str) -> None:
    staff.open(f"/dashboard/orders/{order}/")
    for words in (
        "Indigo scarf",
        "SCARF",
        "3 to send",
        "$144.00",
        "$34.00",
        "Delivery: Post, tracked $8.00",
        "Total $186.00",
        "813 Howard Street",
        "buyer@example.com",
        "Paid $186.00",
        "Ordered",
    ):
        assert words in staff.text, words


def test_saleors_order_id_stands_nowhere_on_the_page(staff: StaffMember, order: str) -> None:
    from engine.models import Order
    from saleor_api.ids import pack_id

    secret = pack_id("Order", str(Order.objects.get(number=order).pk))
    for path in (f"/dashboard/orders/{order}/", f"/dashboard/orders/{order}/refund/", "/dashboard/orders/"):
        assert secret not in staff.open(path).content.decode()


def test_opening_an_order_is_logged(staff: StaffMember, order: str) -> None:
    staff.open(f"/dashboard/orders/{order}/")
    entry = AccessLog.objects.get()
    assert (entry.record, entry.person.name if entry.person else "") == (f"order:{order}", "Sample Staff")


@pytest.mark.parametrize("number", ["999999", "abc", "12345678901234567890", "1e3"])
def test_an_unknown_order_is_a_friendly_404(staff: StaffMember, number: str) -> None:
    assert staff.open(f"/dashboard/orders/{number}/").status_code == 404
    assert "No such order" in staff.text


def test_a_note_is_added_once(staff: StaffMember, order: str) -> None:
    staff.open(f"/dashboard/orders/{order}/")
    staff.send("/note/", message="Buyer asked for <b>gift wrap</b>.")
    staff.post_again()
    assert staff.page.content.decode().count("Buyer asked for &lt;b&gt;gift wrap&lt;/b&gt;.") == 1


def test_an_empty_note_is_refused(staff: StaffMember, order: str) -> None:
    staff.open(f"/dashboard/orders/{order}/")
    staff.send("/note/", message="  ")
    assert "Note: This field is required." in staff.text


def test_the_newest_order_is_first(staff: StaffMember, order: str) -> None:
    assert last_number() == order
