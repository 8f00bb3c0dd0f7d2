"""Editing what is sold, under /manage/. What apps must hear of is told here, explicitly.

Source: the table "Which change fires what" in the design's saleor-events.md; what it says fires nothing, fires nothing.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from engine import models
from engine.catalogue import find_translation
from engine.memory import forget
from engine.money import Money, to_minor
from engine.stock_levels import tell_availability
from engine.webhooks import record_event
from engine.wiring import snake_case


class PriceForm(forms.ModelForm):  # type: ignore[type-arg]
    """Prices in whole units."""

    price = forms.DecimalField(min_value=0, max_digits=12, decimal_places=3)
    discounted = forms.DecimalField(min_value=0, max_digits=12, decimal_places=3, required=False)

    class Meta:
        model = models.VariantChannelListing
        fields = ["channel"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("price", "discounted"):
            minor = getattr(self.instance, f"{name}_minor")
            if minor is not None:
                self.initial[name] = Money(minor, self.instance.channel.currency).amount

    def clean(self) -> None:
        price, discounted, channel = (self.cleaned_data.get(name) for name in ("price", "discounted", "channel"))
        if price is not None and discounted is not None and discounted > price:
            self.add_error("discounted", "A discounted price cannot be above the price.")
        for name, amount in (("price_minor", price), ("discounted_minor", discounted)):
            if channel:
                setattr(self.instance, name, None if amount is None else to_minor(amount, channel.currency))


class Editing(admin.ModelAdmin):  # type: ignore[type-arg]
    """Makes known that a row was made, changed or deleted: to this process, and to apps if they are `told`."""

    told = False

    def tell(self, row: Model, what: str, **more: object) -> None:
        name = snake_case(self.model.__name__)
        if self.told:
            record_event(f"{name.upper()}_{what}", {name: row, **more})

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        forget()
        stocks = [formset for formset in formsets if formset.model is models.Stock]
        changed = set(form.changed_data) - {"translations"} - ({"metadata"} if self.model is models.Category else set())
        if change and "translations" in form.changed_data:
            self.tell_translations(form.instance, form.initial["translations"])
        if not change or changed or any(one.has_changed() for one in formsets if one not in stocks):
            self.tell(form.instance, "UPDATED" if change else "CREATED")
        if change and "metadata" in changed:
            self.tell(form.instance, "METADATA_UPDATED")
        if "products" in changed:  # those that have come into a collection or left it
            for product in set(form.cleaned_data["products"]) ^ set(form.initial.get("products", [])):
                record_event("PRODUCT_UPDATED", {"product": product})
        for formset in stocks:
            self.tell_stocks(form.instance, formset)
        if change and any("discounted" in one.changed_data for formset in formsets for one in formset.forms):
            self.tell(form.instance, "DISCOUNTED_PRICE_UPDATED")

    def tell_translations(self, row: Any, before: Any) -> None:
        """Each language whose words are others than before."""
        for language in (one for one, words in row.translations.items() if words != before.get(one)):
            event = "TRANSLATION_UPDATED" if language in before else "TRANSLATION_CREATED"
            record_event(event, {"translation": find_translation(row, language)})

    def tell_stocks(self, variant: models.ProductVariant, formset: Any) -> None:
        """A stock row that is added or deleted is told only if it changes whether there is any."""
        before = {one.instance.pk: one.initial["quantity"] for one in formset.initial_forms}
        for stock in (*(stock for stock, _names in formset.changed_objects), *formset.new_objects):
            if stock.pk in before:
                self.tell(variant, "STOCK_UPDATED", warehouse=stock.warehouse)
            free_before = before.get(stock.pk, 0) - stock.quantity_allocated
            tell_availability(stock, free_before, stock.quantity - stock.quantity_allocated)
        for stock in formset.deleted_objects:
            tell_availability(stock, stock.quantity - stock.quantity_allocated, 0)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.tell(obj, "DELETED")
        super().delete_model(request, obj)
        forget()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.delete_model(request, row)


def _register(kind: type[Model], *rows: Any, **options: Any) -> None:
    """A page for each row of a kind, with tables of other `rows` on it; searched by what it is called."""
    columns = {column.name for column in kind._meta.fields}
    options.setdefault("search_fields", [name for name in ("sku", "code", "name", "slug") if name in columns])
    admin.site.register(kind, type(f"{kind.__name__}Admin", (Editing,), {"inlines": rows, **options}))


def _table(kind: type[Model], **options: Any) -> Any:
    return type(f"{kind.__name__}Inline", (admin.TabularInline,), {"model": kind, "extra": 0, **options})


_LINK = {"show_change_link": True, "can_delete": False, "max_num": 0, "fields": ["sku"], "readonly_fields": ["sku"]}
_register(
    models.Product,
    _table(models.ProductChannelListing),
    _table(models.ProductMedia),
    _table(models.ProductVariant, **_LINK),
    told=True,
    list_filter=["category", "product_type"],
    filter_horizontal=["attribute_values"],
)
_register(
    models.ProductVariant,
    _table(models.VariantChannelListing, form=PriceForm),
    _table(models.Stock, readonly_fields=["quantity_allocated"]),
    told=True,
    search_fields=["sku", "name", "product__name"],
    filter_horizontal=["attribute_values"],
)
_register(models.Category, told=True)
_register(models.Collection, told=True, filter_horizontal=["products"])
_register(models.Attribute, _table(models.AttributeValue, fields=["slug", "name", "position"]))
_register(models.Voucher, readonly_fields=["used"])
_SETTINGS = (models.Shop, models.Channel, models.TaxRate, models.ShippingZone, models.ShippingMethod, models.Warehouse)
for _kind in (*_SETTINGS, models.ProductType, models.Page):
    _register(_kind)
