"""Addresses of the embedded engine; routed only where no Saleor is named."""

from django.urls import URLPattern, URLResolver, path

from engine import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("graphql/", views.answer_graphql),
    path(".well-known/jwks.json", views.show_keys),
    path("engine-media/<path:path>", views.show_media),
]
