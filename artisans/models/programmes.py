"""The organisations that train and employ."""

from django.db import models


class Programme(models.Model):
    """One organisation. Everything here is public and about the organisation, never about a person."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2, help_text="ISO 3166-1 code, small letters: in, kh")
    state = models.CharField(max_length=60, blank=True, help_text="Shown only where at least 10 makers are.")
    city_of_registered_office = models.CharField(max_length=80)
    summary = models.TextField()
    training_given = models.TextField()
    pay_practice = models.TextField()
    started_year = models.PositiveSmallIntegerField()
    website = models.URLField(blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
