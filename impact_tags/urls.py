"""Addresses of this part: pages that every visitor sees, and desks behind a sign-in."""

from django.urls import URLPattern, URLResolver, path

from impact_tags import impact_pages, programme_pages, studio, tag_pages, trace_pages

pages: list[URLPattern | URLResolver] = [
    path("tags/", tag_pages.show_tags, name="tag-list"),
    path("tags/<slug:slug>/", tag_pages.show_tag, name="tag"),
    path("trace/<slug:lot>/", trace_pages.show_lot, name="trace"),
    path("trace/<slug:lot>/events.json", trace_pages.show_events, name="trace-events"),
    path("impact/", impact_pages.show_impact, name="impact"),
    path("impact/methods/<slug:method_id>/", impact_pages.show_method, name="impact-method"),
    path("impact/evidence/<slug:code>.txt", trace_pages.show_document, name="evidence"),
    path("programmes/", programme_pages.show_programmes, name="programme-list"),
    path("programmes/<slug:slug>/", programme_pages.show_programme, name="programme"),
]
desks: list[URLPattern | URLResolver] = [
    path("studio/lots/", studio.show_lots, name="studio-lots"),
    path("studio/lots/new/", studio.write_lot, name="studio-lot-new"),
    path("studio/lots/<slug:code>/", studio.show_lot, name="studio-lot"),
    path("studio/lots/<slug:code>/steps/", studio.add_step, name="studio-lot-step"),
    path("studio/lots/<slug:code>/approve/", studio.approve, name="studio-lot-approve"),
]
