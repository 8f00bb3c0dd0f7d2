"""Text pages and menus."""

from django.db import models

from engine.models.attributes import Page
from engine.models.base import Row
from engine.models.products import Category, Collection


class Menu(Row):
    """A menu of the shop's pages."""

    slug = models.SlugField(max_length=255, unique=True)
    name = models.CharField(max_length=250)


class MenuItem(Row):
    """One entry of a menu: a category, a collection, a page or an address."""

    menu = models.ForeignKey(Menu, on_delete=models.CASCADE, related_name="items")
    name = models.CharField(max_length=128)
    url = models.CharField(max_length=256, null=True, blank=True)  # noqa: DJ001 - Saleor answers null
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    collection = models.ForeignKey(Collection, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)
    level = 0  # menus are flat here

    class Meta:
        ordering = ["position", "pk"]
