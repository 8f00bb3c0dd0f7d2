"""Addresses of this part: pages that every visitor sees, and desks behind a sign-in."""

from django.urls import URLPattern, URLResolver

pages: list[URLPattern | URLResolver] = []
desks: list[URLPattern | URLResolver] = []
