"""A shop that demands a reason from its list with each refund: chosen at the dashboard, kept by Saleor."""

import pytest

from engine.ids import pack
from engine.memory import forget
from engine.models import Fulfillment, GrantedRefund, Page, PageType, Shop
from tests.dashboard.desk import StaffMember
from tests.shop import charged_cents

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


@pytest.fixture
def listed(order: str) -> dict[str, str]:
    """The shop's list, ids by title; a page of another kind and one that is not published are not on it."""
    kind = PageType.objects.create(slug="refund-reason", name="Refund reason")
    other = PageType.objects.create(slug="about", name="About")
    Shop.objects.update(refund_reason_type=kind)
    pages = [Page.objects.create(slug=title.lower(), title=title, page_type=kind) for title in ("Damaged", "Too-small")]
    Page.objects.create(slug="about-us", title="About us", page_type=other)
    Page.objects.create(slug="secret", title="Secret", page_type=kind, is_published=False)
    forget()
    return {page.title: pack("Page", page.pk) for page in pages}


def test_the_reason_is_chosen_from_the_list_and_stands_on_the_order(
    staff: StaffMember, order: str, listed: dict[str, str]
) -> None:
    staff.refund(order, **{"unsent-0": "1", "listed": listed["Damaged"], "reason": "torn at the seam"})
    assert "Refund $48.00?" in staff.text
    staff.confirm()
    assert "Refund of $48.00 asked for" in staff.said
    assert charged_cents() == [13800]
    granted = GrantedRefund.objects.get()
    assert granted.reason_reference is not None
    assert granted.reason_reference.title == "Damaged"
    staff.open(f"/dashboard/orders/{order}/")
    assert "done Damaged. torn at the seam" in staff.text


def test_the_list_holds_what_is_published_and_nothing_else(
    staff: StaffMember, order: str, listed: dict[str, str]
) -> None:
    staff.open(f"/dashboard/orders/{order}/refund/")
    page = staff.page.content.decode()
    assert [title for title in ("Damaged", "Too-small", "About us", "Secret") if title in page] == [
        "Damaged",
        "Too-small",
    ]


@pytest.mark.parametrize("chosen", ["", "UGFnZTo5OTk="])
def test_without_a_reason_of_the_list_nothing_is_taken_back(
    staff: StaffMember, order: str, listed: dict[str, str], chosen: str
) -> None:
    staff.refund(order, **{"unsent-0": "1", "listed": chosen})
    assert staff.page.status_code == 400
    assert (GrantedRefund.objects.count(), Fulfillment.objects.count(), charged_cents()) == (0, 0, [18600])


def test_an_empty_list_says_where_to_fill_it(staff: StaffMember, order: str) -> None:
    Shop.objects.update(refund_reason_type=PageType.objects.create(slug="none-yet", name="None yet"))
    forget()
    staff.refund(order, **{"unsent-0": "1"})
    assert "Choose a reason. If the list is empty, add to it in Saleor's Dashboard." in staff.text


def test_a_shop_without_a_list_asks_for_none(staff: StaffMember, order: str) -> None:
    staff.open(f"/dashboard/orders/{order}/refund/")
    assert "listed" not in staff.form("/refund/").values
