"""The cart's pages: look, add, change, remove. Every form works without JavaScript; htmx gets fragments."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from saleor_api.generated.fragments import CheckoutBrief, CheckoutParts
from saleor_api.ids import CheckoutId
from storefront.cart_page import build_cart, remember_pieces
from storefront.carts import (
    add_piece,
    change_quantity,
    check_variant_id,
    read_current_checkout,
    read_quantity,
    remove_line,
)
from storefront.channels import find_channel
from storefront.errors import CART_LOST, CartGone, TillError
from storefront.kept_cart import COUNT_COOKIE, KeptCart, forget_cart, keep_cart, read_kept_cart
from storefront.paying import recover_order
from storefront.till import at_the_till, buyers_client, count_pieces, go_to_order, is_fragment


@require_GET
@at_the_till
def show_cart(request: HttpRequest) -> HttpResponse:
    """The cart, with a word on everything that changed since it was filled."""
    kept = read_kept_cart(request.session)
    client = buyers_client(request)
    checkout = read_current_checkout(client, kept)
    order = recover_order(client, kept.checkout_id) if checkout is None and kept.checkout_id else None
    if order:
        return go_to_order(request, order.token)
    notices: tuple[str, ...] = ()
    if checkout is None and (kept.checkout_id or request.COOKIES.get(COUNT_COOKIE, "0") not in {"", "0"}):
        notices = (CART_LOST,)
        kept = KeptCart(None, {})
        forget_cart(request.session)
    page = build_cart(checkout, kept, channel=find_channel(request.get_host()), notices=notices)
    if checkout:
        keep_cart(request.session, CheckoutId(checkout.id), remember_pieces(checkout, kept))
    response = render(request, "storefront/cart.html", {"page": page})
    return count_pieces(request, response, page.sums.count if page.sums else 0)


@require_POST
@at_the_till
def add_line(request: HttpRequest) -> HttpResponse:
    """Puts a piece into the cart and says so; a refusal says why and changes nothing."""
    kept = read_kept_cart(request.session)
    channel = find_channel(request.get_host())
    try:
        variant_id = check_variant_id(request.POST.get("variant", ""))
        quantity = read_quantity(request.POST.get("quantity", "1"))
        checkout = add_piece(buyers_client(request), channel, kept.checkout_id, variant_id, quantity)
    except TillError as error:
        return _refuse(request, error.sentence)
    _keep(request, checkout, kept, fresh=variant_id)
    (line,) = [line for line in checkout.lines if line.variant.id == variant_id][:1] or [checkout.lines[-1]]
    added = {"name": line.variant.product.name, "quantity": quantity, "count": checkout.quantity}
    if is_fragment(request):
        response = render(request, "storefront/includes/added.html", {"added": added})
    else:
        pieces = "" if quantity == 1 else f"{quantity} pieces of "
        messages.success(request, f"{pieces}{added['name']} {'is' if quantity == 1 else 'are'} in your cart.")
        response = redirect("cart")
    return count_pieces(request, response, checkout.quantity)


@require_POST
@at_the_till
def change_line(request: HttpRequest) -> HttpResponse:
    """Sets the quantity of a line; nought removes it."""
    kept = read_kept_cart(request.session)
    line_id, variant_id = request.POST.get("line", ""), request.POST.get("variant", "")
    text = request.POST.get("quantity", "")
    if kept.checkout_id is None:
        return _refuse(request, CART_LOST)
    if "remove" in request.POST or text.strip() == "0":
        return _remove(request, kept.checkout_id, line_id, kept)
    try:
        channel = find_channel(request.get_host())
        quantity = read_quantity(text)
        checkout = change_quantity(buyers_client(request), channel, kept.checkout_id, line_id, variant_id, quantity)
    except CartGone as error:
        forget_cart(request.session)
        return _refuse(request, error.sentence)
    except TillError as error:
        return _refuse(request, error.sentence)
    _keep(request, checkout, kept)
    messages.success(request, "Your cart is up to date.")
    return count_pieces(request, redirect("cart"), checkout.quantity)


def _remove(request: HttpRequest, checkout_id: CheckoutId, line_id: str, kept: KeptCart) -> HttpResponse:
    try:
        checkout = remove_line(buyers_client(request), checkout_id, line_id)
    except CartGone as error:
        forget_cart(request.session)
        return _refuse(request, error.sentence)
    if checkout is None:
        return redirect("cart")
    _keep(request, checkout, kept)
    messages.success(request, "Taken out of your cart.")
    return count_pieces(request, redirect("cart"), checkout.quantity)


def _keep(request: HttpRequest, checkout: CheckoutParts | CheckoutBrief, kept: KeptCart, *, fresh: str = "") -> None:
    keep_cart(request.session, CheckoutId(checkout.id), remember_pieces(checkout, kept, fresh=fresh))


def _refuse(request: HttpRequest, sentence: str) -> HttpResponse:
    if is_fragment(request):
        return render(request, "storefront/includes/not_added.html", {"sentence": sentence})
    messages.error(request, sentence)
    return redirect("cart")
