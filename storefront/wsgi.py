"""The web server's way in: the page cache, and behind it Django."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storefront.settings")

from storefront.page_cache import PageCache, read_version
from storefront.warming import warm_up_soon

application = PageCache(get_wsgi_application(), seconds=settings.PAGE_CACHE_SECONDS, version=read_version)
warm_up_soon()
