"""The vault of makers, and the personas that the public sees."""

import secrets

from django.db import models

from artisans.models.programmes import Programme


def make_public_id() -> str:
    """A random id that tells nothing: 16 hexadecimal digits, 64 bits."""
    return secrets.token_hex(8)


class Maker(models.Model):
    """A private record. Name and contact are ciphertext; only `queries.vault.read_identity` opens them.

    `craft` is what she makes: it only counts her into the pool of a craft.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="makers")
    name_locked = models.TextField(editable=False)
    contact_locked = models.TextField(editable=False)
    adult_confirmed = models.BooleanField(default=False)
    craft = models.SlugField()
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["craft", "programme"], name="maker_craft")]

    def __str__(self) -> str:
        return f"maker {self.pk}"


class NameMark(models.Model):
    """A keyed hash of one form of a maker's real name."""

    maker = models.ForeignKey(Maker, on_delete=models.CASCADE, related_name="name_marks")
    mark = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["maker", "mark"], name="name_mark_once")]

    def __str__(self) -> str:
        return f"mark of maker {self.maker_id}"


class Persona(models.Model):
    """What the public may know of one maker while her consent holds. It names no programme."""

    maker = models.OneToOneField(Maker, on_delete=models.PROTECT, related_name="persona")
    public_id = models.CharField(max_length=16, unique=True, default=make_public_id, editable=False)
    pseudonym = models.CharField(max_length=60)
    country = models.CharField(max_length=2)
    state = models.CharField(max_length=60, blank=True)
    craft = models.SlugField()
    is_sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    card_mark = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card_mark"], condition=~models.Q(card_mark=""), name="card_once")
        ]

    def __str__(self) -> str:
        return f"persona {self.public_id}"


class PseudonymMark(models.Model):
    """A keyed hash of one form of a pseudonym, so that a real name that joins later is noticed."""

    persona = models.ForeignKey(Persona, on_delete=models.CASCADE, related_name="pseudonym_marks")
    mark = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["persona", "mark"], name="pseudonym_mark_once")]

    def __str__(self) -> str:
        return f"mark of persona {self.persona_id}"
