"""The order page: for whoever has its address, and nobody else's eyes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from storefront.models import OrderAccess
from storefront.order_page import build_order
from storefront.till import at_the_till, buyers_client


@require_GET
@at_the_till
def show_order(request: HttpRequest, token: str) -> HttpResponse:
    """Thank-you page and, later, where the order stands. One call."""
    access = OrderAccess.objects.filter(token=token).first()
    order = buyers_client(request).order_page(id=access.order_id) if access else None
    if order is None:
        raise Http404("We have no such order.")
    response = render(request, "storefront/order.html", {"page": build_order(order)})
    # The address of the page is its key: it must not travel with a click.
    response["Referrer-Policy"] = "no-referrer"
    return response
