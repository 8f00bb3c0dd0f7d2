"""Rare records in the Django admin: to be looked at, never written there, and never a name of the vault."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from artisans.models import Approval, ConsentRecord, Maker, MakerReview, Persona, ProductLink, Programme
from catalog.version import turn_over


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows rows; the studio's actions write them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Programme)
class ProgrammeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What is said of the organisations."""

    list_display = ("name", "country", "started_year", "is_sample")
    prepopulated_fields = {"slug": ("name",)}

    def save_model(self, request: HttpRequest, obj: Programme, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        turn_over()


@admin.register(Maker)
class MakerAdmin(ReadOnlyAdmin):
    """Vault records without their names: those are read in the studio, by her programme, and logged."""

    list_display = ("pk", "programme", "craft", "adult_confirmed", "is_sample")
    list_filter = ("programme", "craft", "adult_confirmed")
    fields = ("programme", "craft", "adult_confirmed", "is_sample", "created_at")


@admin.register(Persona)
class PersonaAdmin(ReadOnlyAdmin):
    """Personas without the maker behind them."""

    list_display = ("public_id", "pseudonym", "country", "craft", "withdrawn_at")
    fields = ("public_id", "pseudonym", "country", "state", "craft", "is_sample", "created_at", "withdrawn_at")


@admin.register(ConsentRecord)
class ConsentRecordAdmin(ReadOnlyAdmin):
    """What was allowed, when, and until when."""

    list_display = ("persona", "scopes", "channels", "granted_at", "expires_at", "withdrawn_at")


@admin.register(MakerReview)
class MakerReviewAdmin(ReadOnlyAdmin):
    """What makers said."""

    list_display = ("revision", "outcome", "language", "recorded_by", "recorded_at")


@admin.register(Approval)
class ApprovalAdmin(ReadOnlyAdmin):
    """What reviewers decided."""

    list_display = ("revision", "decision", "approver", "decided_at", "reason")


@admin.register(ProductLink)
class ProductLinkAdmin(ReadOnlyAdmin):
    """Which story stands on which product."""

    list_display = ("product_id", "story", "craft", "country")
