"""Addresses of the catalogue: only its pictures; the pages are the storefront's."""

from django.urls import URLPattern, re_path

from catalog.views import show_rendition

urlpatterns: list[URLPattern] = [
    re_path(
        r"^media/p/(?P<name>[A-Za-z0-9_]{1,64}-[0-9]{1,5}\.(?:avif|webp))$", show_rendition, name="product-picture"
    ),
]
