"""Every address of the shop. Start reading here, then `storefront/browse.py`."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

import artisans.urls
import catalog.urls
import impact_tags.urls
import storefront.account.urls
from storefront import checkout_urls, door_urls, shop_urls
from storefront.extensions import urls as extension_urls
from storefront.probes import show_live, show_ready

handler404 = "storefront.error_pages.show_not_found"
handler500 = "storefront.error_pages.show_server_error"

pages: list[URLPattern | URLResolver] = [
    *shop_urls.urlpatterns,
    *checkout_urls.urlpatterns,
    *storefront.account.urls.urlpatterns,
    *artisans.urls.pages,
    *impact_tags.urls.pages,
    *artisans.urls.desks,
    *impact_tags.urls.desks,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", show_live),
    path("health/ready", show_ready),
    *shop_urls.site_patterns,
    *door_urls.urlpatterns,
    *extension_urls.urlpatterns,
    *artisans.urls.files,
    *catalog.urls.urlpatterns,
    path("dashboard/", include("dashboard.urls")),
    path("payments/", include("payments.urls")),
    path("manage/", admin.site.urls),
    *([path("", include("engine.urls"))] if settings.EMBEDDED_ENGINE else []),
    *i18n_patterns(*pages, prefix_default_language=False),
]
