"""Rare records in Django's admin; the ledger and lot events can be read there, never changed."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from impact_tags.models import Criterion, Evidence, LedgerEntry, LotEvent, Method, Tag

if TYPE_CHECKING:
    AnyAdmin = admin.ModelAdmin[Any]
else:
    AnyAdmin = admin.ModelAdmin


class ReadOnlyAdmin(AnyAdmin):
    """Nothing can be added, changed or removed by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnlyAdmin):
    list_display = ["posted_at", "metric", "amount", "currency", "kind", "lot", "method_version"]
    list_filter = ["metric", "kind", "currency"]


@admin.register(LotEvent)
class LotEventAdmin(ReadOnlyAdmin):
    list_display = ["lot", "position", "kind", "day", "row_hash"]


@admin.register(Criterion, Method, Evidence)
class ReferenceAdmin(ReadOnlyAdmin):
    search_fields = ["title"]


@admin.register(Tag)
class TagAdmin(AnyAdmin):
    list_display = ["label", "criterion"]
