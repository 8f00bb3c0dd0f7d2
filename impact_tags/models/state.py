"""What the worker remembers between two runs."""

from django.db import models


class PushState(models.Model):
    """One row: the day for which tags and figures were last pushed to the catalogue."""

    name = models.CharField(max_length=20, unique=True)
    day = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.day}"
