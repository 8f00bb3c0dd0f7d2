"""Each member of staff acts with their own permissions: what they lack is not offered, and refused in plain words."""

import pytest

from engine.models import User as SaleorUser
from people.models import SaleorSignIn
from tests.dashboard.desk import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "engine"])


def sign_in_with(member: StaffMember, *permissions: str) -> None:
    """Signs in anew with these rights at Saleor."""
    SaleorUser.objects.filter(is_staff=True).update(permissions=list(permissions))
    member.sign_in()


def test_with_all_permissions_everything_is_offered(staff: StaffMember, order: str) -> None:
    staff.open(f"/dashboard/orders/{order}/")
    assert "Refund pieces" in staff.text
    assert "Send these pieces" in staff.text
    assert "MANAGE_ORDERS" in SaleorSignIn.objects.filter(user__isnull=False).latest("created_at").permissions


def test_without_payments_no_refund_is_offered(staff: StaffMember, order: str) -> None:
    sign_in_with(staff, "MANAGE_ORDERS")
    staff.open(f"/dashboard/orders/{order}/")
    assert "Send these pieces" in staff.text
    assert "Refund pieces" not in staff.text


def test_without_orders_neither_list_nor_link_is_there(staff: StaffMember, order: str) -> None:
    sign_in_with(staff, "MANAGE_PRODUCTS")
    staff.open("/dashboard/")
    assert staff.page.status_code == 200
    assert "Your account does not see orders." in staff.text
    assert "/dashboard/orders/" not in staff.page.content.decode()
    assert "/dashboard/mail/" not in staff.page.content.decode()
    for path in ("/dashboard/orders/", f"/dashboard/orders/{order}/", "/dashboard/mail/", "/dashboard/unconfirmed/"):
        assert staff.open(path).status_code == 403
        assert "the right “Manage orders”" in staff.text


def test_right_taken_away_meanwhile_is_refused_in_a_sentence(staff: StaffMember, order: str) -> None:
    SaleorUser.objects.filter(is_staff=True).update(permissions=[])
    assert staff.open(f"/dashboard/orders/{order}/").status_code == 403
    assert "Saleor does not let your account do this." in staff.text
    assert "the right “Manage orders”" in staff.text


def test_refund_refused_for_want_of_the_right_names_it(staff: StaffMember, order: str) -> None:
    sign_in_with(staff, "MANAGE_ORDERS")
    staff.refund(order, **{"unsent-0": "1"})
    staff.send("/refund/")
    assert staff.page.status_code == 403
    assert "the right “Handle payments”" in staff.text


def test_permissions_follow_with_the_next_token(staff: StaffMember, order: str) -> None:
    SaleorUser.objects.filter(is_staff=True).update(permissions=["MANAGE_ORDERS"])
    row = SaleorSignIn.objects.get()
    SaleorSignIn.objects.update(access_until=row.created_at)
    staff.open(f"/dashboard/orders/{order}/")
    assert "Refund pieces" not in staff.text
    assert SaleorSignIn.objects.get().permissions == ["MANAGE_ORDERS"]
