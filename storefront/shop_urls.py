"""Addresses of the pages that every visitor sees alike."""

from django.urls import URLPattern, path

from storefront import browse, site_files

urlpatterns: list[URLPattern] = [
    path("", browse.show_home, name="home"),
    path("products/", browse.show_products, name="products"),
    path("products/<slug:slug>/", browse.show_product, name="product"),
    path("categories/<slug:slug>/", browse.show_category, name="category"),
    path("collections/<slug:slug>/", browse.show_collection, name="collection"),
    path("pages/<slug:slug>/", browse.show_information, name="information"),
]

site_patterns: list[URLPattern] = [
    path("robots.txt", site_files.show_robots, name="robots"),
    path("sitemap.xml", site_files.show_sitemap, name="sitemap"),
]
