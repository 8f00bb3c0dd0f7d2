"""The outbox in the Django admin: to be read, never to be written there."""

from django.contrib import admin
from django.http import HttpRequest

from mail.models import Message


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Mails and how their sending went."""

    list_display = ("created_at", "to", "subject", "state", "attempts", "last_error")
    list_filter = ("state",)
    search_fields = ("to", "key")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False
