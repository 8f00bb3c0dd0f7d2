"""Addresses of the payment app: what Saleor calls."""

from django.urls import URLPattern, URLResolver, path

from payments.views import open_door

urlpatterns: list[URLPattern | URLResolver] = [
    path("saleor/manifest", open_door),
    path("saleor/register", open_door),
    path("saleor/webhooks/<slug:event>/", open_door),
]
