"""Addresses inside Saleor's Dashboard. None ends with a slash: the Dashboard drops it before its `?`."""

from django.urls import URLPattern, path

from storefront.extensions import views

urlpatterns: list[URLPattern] = [
    path("saleor/extensions", views.show_overview, name="extension-app"),
    path("saleor/extensions/overview", views.show_overview, name="extension-overview"),
    path("saleor/extensions/product", views.show_product, name="extension-product"),
    path("saleor/extensions/order", views.show_order, name="extension-order"),
]
