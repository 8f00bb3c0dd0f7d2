"""Addresses of the till: cart, checkout, order. What is on them is one buyer's own."""

from django.urls import URLPattern, path

from storefront import cart, checkout, confirming, orders

urlpatterns: list[URLPattern] = [
    path("cart/", cart.show_cart, name="cart"),
    path("cart/lines/", cart.add_line, name="cart-lines"),
    path("cart/lines/change/", cart.change_line, name="cart-change"),
    path("checkout/", checkout.show_checkout, name="checkout"),
    path("checkout/voucher/", checkout.change_voucher, name="checkout-voucher"),
    path("checkout/confirm/", confirming.confirm_payment, name="checkout-confirm"),
    path("checkout/waiting/<uuid:key>/", confirming.show_waiting, name="checkout-waiting"),
    path("orders/<slug:token>/", orders.show_order, name="order"),
]
