"""Stories, their revisions, and the products they stand on."""

import uuid

from django.db import models

from artisans.models.makers import Persona
from artisans.states import StoryState
from people.models import Person


class Story(models.Model):
    """One story of one persona. Its words are in revisions; `key` names it in addresses of the studio."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    persona = models.ForeignKey(Persona, on_delete=models.PROTECT, related_name="stories")
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in StoryState], default=StoryState.DRAFT)
    revision = models.ForeignKey("StoryRevision", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "stories"
        indexes = [models.Index(fields=["state", "changed_at"], name="story_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["persona"], condition=models.Q(state=StoryState.PUBLISHED), name="one_published_story"
            )
        ]

    def __str__(self) -> str:
        return f"story {self.key}"


class StoryRevision(models.Model):
    """One wording of a story, never changed. The hash covers text, media and translations."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, default="en")
    title = models.CharField(max_length=120)
    text = models.TextField()
    translations = models.JSONField(default=dict)
    media = models.JSONField(default=list)
    shows_child = models.BooleanField(null=True, help_text="Is a child in text or image? Must be answered.")
    content_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"revision {self.number} of {self.story_id}"


class KeptOff(models.Model):
    """A product (Saleor's id) on which this story must not stand, by a coordinator's word. There is no opposite of it.

    Wishing a story onto a product would let a page be read as "made by her" (story-safety, "Data split").
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="kept_off")
    product_id = models.CharField(max_length=80)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "stories kept off products"
        constraints = [models.UniqueConstraint(fields=["story", "product_id"], name="kept_off_once")]

    def __str__(self) -> str:
        return f"{self.story_id} not on {self.product_id}"


class ProductLink(models.Model):
    """The story that stands on a product (Saleor product id), chosen by craft and country only."""

    product_id = models.CharField(max_length=80, unique=True)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="product_links")
    craft = models.SlugField()
    country = models.CharField(max_length=2)

    def __str__(self) -> str:
        return f"{self.product_id}: {self.story_id}"
