"""One row per human, what each may do, how they are signed in, and who read or changed what."""

import uuid

from django.conf import settings
from django.db import models
from encrypted_fields.fields import EncryptedTextField

from people.roles import Role


class Person(models.Model):
    """One human, whether they sign in locally (`user`), through Saleor (`shadow_user`, without a password), or both."""

    name = models.CharField(max_length=120)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="person"
    )
    shadow_user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="shadow_of"
    )
    saleor_user_id = models.CharField(max_length=80, unique=True, null=True, blank=True)
    programme_slug = models.SlugField(blank=True)
    language = models.CharField(max_length=10, blank=True, help_text="Chosen in the studio; mails are written in it.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name


class PersonRole(models.Model):
    """A role that a person holds."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.name.title()) for role in Role])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="person_role_once")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role}"


class AccessLog(models.Model):
    """One reading of a guarded record: who, what, why, when. Rows are only ever added."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    record = models.CharField(max_length=80)
    purpose = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.record}"


class AuditEntry(models.Model):
    """One change by a member of staff. Rows are only ever added."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    action = models.CharField(max_length=60)
    record = models.CharField(max_length=80, db_index=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.record}"


class SaleorSignIn(models.Model):
    """One session signed in through Saleor. The browser holds only the session; both tokens stay here, encrypted."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # None for a buyer, who has no account here.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saleor_sign_ins", null=True
    )
    refresh_token = EncryptedTextField()
    access_token = EncryptedTextField()
    access_until = models.DateTimeField()
    # Saleor's codes of what the person may do, as of the last token; only a hint: Saleor itself decides.
    permissions = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"sign-in of user {self.user_id} since {self.created_at:%Y-%m-%d %H:%M}"


class FailedSignIn(models.Model):
    """One wrong password, or one request for a mail; `who` is a hash of what is counted: an address, or an address
    with an e-mail."""

    who = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["who", "at"], name="failed_sign_in_count")]

    def __str__(self) -> str:
        return f"wrong password at {self.at:%Y-%m-%d %H:%M}"
