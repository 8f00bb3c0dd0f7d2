"""Pages inside Saleor's Dashboard. The Dashboard sends widgets a form; the overview's own script sends one for it."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from saleor_api.transport import api_url
from storefront.extensions.admission import admit, read_id
from storefront.extensions.errors import Refused
from storefront.extensions.frame import draw, inside_dashboard
from storefront.extensions.order_widget import build_order_widget
from storefront.extensions.overview import build_overview
from storefront.extensions.product_widget import build_product_widget

PRODUCTS, ORDERS = "MANAGE_PRODUCTS", "MANAGE_ORDERS"


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """The overview before the Dashboard has said who looks."""

    api_url: str


@inside_dashboard("POST")
def show_product(request: HttpRequest) -> HttpResponse:
    """The widget on a product."""
    fields = request.POST.dict()
    admit(fields, PRODUCTS)
    page = build_product_widget(read_id(fields, "productId", "Product"), day=timezone.localdate())
    if page is None:
        raise Refused(
            HTTPStatus.NOT_FOUND, "The shop does not know this product yet. It does once it is on sale there."
        )
    return draw(request, "product", page)


@inside_dashboard("POST")
def show_order(request: HttpRequest) -> HttpResponse:
    """The widget on an order."""
    fields = request.POST.dict()
    admit(fields, ORDERS)
    page = build_order_widget(read_id(fields, "orderId", "Order"))
    if page is None:
        raise Refused(HTTPStatus.NOT_FOUND, "The ledger does not know this order yet. It does once the order is paid.")
    return draw(request, "order", page)


@inside_dashboard("GET", "HEAD", "POST")
def show_overview(request: HttpRequest) -> HttpResponse:
    """What is missing over all products and orders; by GET only a page that waits for the Dashboard's message."""
    if request.method != "POST":
        return draw(request, "waiting", WaitingPage(api_url()))
    permissions = admit(request.POST.dict(), PRODUCTS, ORDERS)
    page = build_overview(
        with_products=PRODUCTS in permissions, with_orders=ORDERS in permissions, day=timezone.localdate()
    )
    return draw(request, "overview", page)
