"""Addresses of a buyer's account."""

from django.urls import URLPattern, path

from storefront.account import addresses, entrance, links, pages

urlpatterns: list[URLPattern] = [
    path("account/", pages.show_account, name="account"),
    path("account/login/", entrance.sign_in, name="account-login"),
    path("account/logout/", entrance.sign_out, name="account-logout"),
    path("account/register/", entrance.register, name="account-register"),
    path("account/confirm/", links.confirm, name="account-confirm"),
    path("account/password/", links.request_password, name="account-password"),
    path("account/password/new/", links.set_password, name="account-password-new"),
    path("account/password/change/", pages.change_password, name="account-password-change"),
    path("account/profile/", pages.change_name, name="account-profile"),
    path("account/orders/", pages.show_orders, name="account-orders"),
    path("account/addresses/", addresses.show_addresses, name="account-addresses"),
    path("account/addresses/new/", addresses.edit_address, name="account-address-new"),
    path("account/addresses/<slug:key>/", addresses.edit_address, name="account-address"),
    path("account/addresses/<slug:key>/use/", addresses.change_use, name="account-address-use"),
    path("account/delete/", links.delete, name="account-delete"),
]
