"""Thirty orders by invented buyers, in every state that an order can be in."""

from collections.abc import Iterator

from catalog.models import Variant
from people.queries import person_of
from people.signing_in import access_token, check_password, end_sign_in
from saleor_api.client import user_client
from storefront.models import PaymentAttempt
from storefront.sample.accounts import STAFF_EMAIL, new_password, renew_staff
from storefront.sample.desk_work import Clerk
from storefront.sample.order_plan import OrderPlan, plan_orders
from storefront.sample.purchases import buy, purchase_key, resume


def place_orders() -> Iterator[tuple[OrderPlan, str]]:
    """Buy what is planned and not bought yet; yields each plan with its order's id."""
    variant_ids = dict(Variant.objects.values_list("sku", "variant_id"))
    for plan in plan_orders():
        attempt = PaymentAttempt.objects.filter(key=purchase_key(plan)).first()
        yield plan, resume(plan, attempt) if attempt else buy(plan, variant_ids)


def work_on_orders(placed: list[tuple[OrderPlan, str]]) -> Iterator[str]:
    """Bring each order to its fate, signed in as staff for the time of it; yields the order ids."""
    password = new_password()
    renew_staff(password)
    signed_in = check_password(email=STAFF_EMAIL, password=password, address="127.0.0.1")
    person = person_of(signed_in.user)
    if signed_in.saleor_key is None or person is None:
        raise RuntimeError("The sample staff account did not sign in through Saleor.")
    clerk = Clerk(user_client(access_token(signed_in.saleor_key)), person)
    for plan, order_id in placed:
        clerk.bring_to(plan.fate, order_id)
        yield order_id
    end_sign_in(signed_in.saleor_key)
