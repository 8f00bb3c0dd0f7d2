"""Send, refund, cancel: what Saleor and the buyer's money look like afterwards, once and only once."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from dashboard.models import StaffStep
from engine.models import Fulfillment, GrantedRefund, Order, OrderLine, Stock
from impact_tags.models import LineImpact
from people.models import AuditEntry
from tests.dashboard.desk import StaffMember
from tests.shop import charged_cents, deliver_all

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def sent_pieces() -> int:
    return sum(line.quantity_fulfilled for line in OrderLine.objects.all())


def send_all(staff: StaffMember, order: str, **typed: str) -> None:
    staff.open(f"/dashboard/orders/{order}/")
    staff.send("/send/", **typed)


def test_all_pieces_are_sent_with_a_tracking_number(staff: StaffMember, order: str) -> None:
    send_all(staff, order, tracking="RR123456789IN")
    assert '<p class="notice notice--good" role="status">4 pieces sent.</p>' in staff.page.content.decode()
    assert "Tracking number RR123456789IN" in staff.text
    assert Order.objects.get().status == "FULFILLED"
    assert Stock.objects.get(product_variant__sku="SCARF").quantity == 7


def test_some_pieces_are_sent_and_the_form_offers_the_rest(staff: StaffMember, order: str) -> None:
    send_all(staff, order, **{"send-0": "1", "send-1": "0"})
    assert "1 piece sent." in staff.text
    assert Order.objects.get().status == "PARTIALLY_FULFILLED"
    assert staff.form("/send/").values["send-0"] == "2"


def test_a_double_click_sends_once(staff: StaffMember, order: str) -> None:
    send_all(staff, order, **{"send-0": "1", "send-1": "0"})
    staff.post_again()
    assert "1 piece sent." in staff.text
    assert sent_pieces() == 1
    assert Fulfillment.objects.count() == 1


@pytest.mark.parametrize(("number", "words"), [("9", "less than or equal to 3"), ("-1", "greater than or equal to 0")])
def test_more_than_there_is_cannot_be_sent(staff: StaffMember, order: str, number: str, words: str) -> None:
    send_all(staff, order, **{"send-0": number})
    assert words in staff.text
    assert sent_pieces() == 0


def test_nothing_chosen_is_said(staff: StaffMember, order: str) -> None:
    send_all(staff, order, **{"send-0": "0", "send-1": "0"})
    assert "Choose at least one piece to send." in staff.text


def test_a_refund_shows_what_it_comes_to_before_anything_happens(staff: StaffMember, order: str) -> None:
    staff.refund(order, **{"unsent-0": "2"})
    assert "Refund $96.00?" in staff.text
    assert charged_cents() == [18600]
    assert not GrantedRefund.objects.exists()


def test_a_confirmed_refund_of_unsent_pieces(staff: StaffMember, order: str) -> None:
    staff.refund(order, **{"unsent-0": "2", "reason": "Changed their mind"})
    staff.confirm()
    assert "Refund of $96.00 asked for; the payment provider confirms it in a moment." in staff.said
    assert charged_cents() == [9000]
    line = OrderLine.objects.get(product_sku="SCARF")
    assert line.quantity - line.quantity_fulfilled == 1
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.record) == ("refund_done", f"order:{order}")


def test_a_double_click_and_a_reload_refund_once(staff: StaffMember, order: str) -> None:
    staff.refund(order, **{"unsent-0": "1"})
    staff.confirm()
    for _ in range(3):
        staff.post_again()
        assert "Refund of $48.00 asked for" in staff.text
        deliver_all()
    assert charged_cents() == [13800]
    assert GrantedRefund.objects.count() == 1


def test_pieces_that_come_back_and_pieces_that_stay(staff: StaffMember, order: str) -> None:
    send_all(staff, order)
    staff.refund(order, **{"back-0": "1", "only-0": "1", "only-1": "1", "delivery": "on"})
    assert "Refund $138.00?" in staff.text
    staff.confirm()
    assert charged_cents() == [4800]
    returned = Fulfillment.objects.get(status="RETURNED")
    assert sum(line.quantity for line in returned.lines.all()) == 1
    staff.open(f"/dashboard/orders/{order}/")
    assert "2 sent 1 back 2 refunded" in staff.text
    staff.open(f"/dashboard/orders/{order}/refund/")
    assert "1 not refunded yet" in staff.text
    assert "Delivery too" not in staff.text


def test_what_is_refunded_cannot_be_refunded_again(staff: StaffMember, order: str) -> None:
    staff.refund(order, **{"unsent-0": "3"})
    staff.confirm()
    staff.refund(order, **{"only-0": "1"})
    assert "Choose at least one piece to refund." in staff.text
    assert charged_cents() == [4200]


def test_pieces_on_their_way_back_are_spoken_for_until_the_refund_fails(staff: StaffMember, order: str) -> None:
    staff.refund(order, **{"unsent-1": "1"})
    staff.send("/refund/")
    staff.open(f"/dashboard/orders/{order}/refund/")
    assert "All refunded." in staff.text
    assert "only-1" not in staff.form("/refund/").values
    GrantedRefund.objects.update(status="FAILURE")
    staff.open(f"/dashboard/orders/{order}/refund/")
    assert staff.form("/refund/").values["only-1"] == "0"


def test_another_refund_in_between_asks_for_confirmation_again(staff: StaffMember, order: str) -> None:
    """Two tabs: the second agreed to an amount that no longer fits."""
    OrderLine.objects.filter(product_sku="SCARF").update(total_gross_minor=14398)
    other = StaffMember(staff.client)
    other.refund(order, **{"unsent-0": "1"})
    assert "Refund $47.99?" in other.text
    staff.refund(order, **{"unsent-0": "1"})
    staff.confirm()
    other.send("/refund/")
    assert "Refund $48.00?" in other.text
    assert GrantedRefund.objects.count() == 1


def test_money_that_is_promised_is_not_promised_twice(staff: StaffMember, order: str) -> None:
    staff.refund(order, **{"unsent-0": "3", "delivery": "on"})
    staff.send("/refund/")
    Order.objects.update(shipping_gross_minor=800)
    staff.refund(order, **{"only-1": "1"})
    assert "Refund $34.00?" in staff.text
    GrantedRefund.objects.update(amount_minor=18000)
    staff.refund(order, **{"only-1": "1"})
    assert "This is more than what is left of the buyer's payment." in staff.text


def test_a_refund_that_saleor_leaves_unanswered_is_finished_later(staff: StaffMember, order: str) -> None:
    staff.refund(order, **{"unsent-0": "1"})
    with override_settings(SALEOR_IN_PROCESS_EXECUTE="tests.dashboard.breaking.execute"):
        from tests.dashboard import breaking

        breaking.break_after("OrderGrantRefundCreate")
        staff.send("/refund/")
        assert staff.page.status_code == 503
    step = StaffStep.objects.get()
    assert (step.state, step.done_parts["returned"]) == ("open", True)
    staff.open(f"/dashboard/orders/{order}/")
    assert "broke off before it was done" in staff.text
    staff.refund(order, **{"unsent-0": "1"})
    staff.send("/refund/")
    assert "Finish it first" in staff.text
    staff.send("/finish/")
    deliver_all()
    assert "Refund of $48.00 asked for" in staff.text
    assert charged_cents() == [13800]
    assert GrantedRefund.objects.count() == 1
    assert Fulfillment.objects.filter(status="RETURNED").count() == 1


def test_while_one_change_runs_another_waits(staff: StaffMember, order: str) -> None:
    staff.refund(order, **{"unsent-0": "1"})
    staff.send("/refund/")
    step = StaffStep.objects.get()
    StaffStep.objects.filter(pk=step.pk).update(state="open", claimed_until=timezone.now() + timedelta(seconds=30))
    send_all(staff, order)
    assert "Another change to this order is under way." in staff.text
    assert sent_pieces() == 1  # the returned piece counts, nothing was sent


def test_cancelling_says_what_it_means_and_gives_no_money_back(staff: StaffMember, order: str) -> None:
    staff.open(f"/dashboard/orders/{order}/cancel/")
    assert "Cancelling gives no money back: $186.00 stays with us" in staff.text
    assert Order.objects.get().status == "UNFULFILLED"
    staff.send("/cancel/")
    assert "Cancelled." in staff.text
    assert Order.objects.get().status == "CANCELED"
    assert charged_cents() == [18600]
    assert "to send" not in staff.text
    staff.refund(order, **{"only-0": "3", "only-1": "1", "delivery": "on"})
    staff.confirm()
    assert charged_cents() == [0]


def test_an_order_with_pieces_sent_is_not_cancelled(staff: StaffMember, order: str) -> None:
    send_all(staff, order)
    staff.open(f"/dashboard/orders/{order}/cancel/")
    assert "cannot be cancelled" in staff.text


def test_a_form_of_another_site_changes_nothing(staff: StaffMember, order: str) -> None:
    response = staff.client.post(
        f"/dashboard/orders/{order}/cancel/", {"token": "0" * 32}, headers={"sec-fetch-site": "cross-site"}
    )
    assert response.status_code == 403
    assert Order.objects.get().status == "UNFULFILLED"


def test_the_ledger_follows_on_the_orders_page(staff: StaffMember, order: str) -> None:
    send_all(staff, order)
    deliver_all()
    staff.open(f"/dashboard/orders/{order}/")
    assert "Impact ledger" in staff.text


def test_a_stranger_changes_nothing(order: str) -> None:
    client = Client()
    for change in ("send", "refund", "cancel", "note", "finish"):
        response = client.post(f"/dashboard/orders/{order}/{change}/")
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/dashboard/login/")
    assert Order.objects.get().status == "UNFULFILLED"


def pieces_in_the_ledger() -> list[tuple[int, int]]:
    """(still to be sent, sent and kept) of each line: scarves, bags."""
    return list(LineImpact.objects.order_by("pk").values_list("open", "kept"))


def test_the_ledger_follows_what_is_sent_returned_and_paid_back(staff: StaffMember, order: str) -> None:
    assert pieces_in_the_ledger() == [(3, 0), (1, 0)]
    send_all(staff, order, **{"send-0": "2", "send-1": "0"})
    deliver_all()
    assert pieces_in_the_ledger() == [(1, 2), (1, 0)]
    staff.refund(order, **{"back-0": "1", "unsent-1": "1"})
    staff.confirm()
    assert pieces_in_the_ledger() == [(1, 1), (0, 0)]
