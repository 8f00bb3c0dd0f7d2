"""Editing what is sold, under /manage/. What apps must hear of is told here, explicitly.

Source: the table "Which change fires what" in the design's saleor-events.md; what it says fires nothing, fires nothing.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from engine import models
from engine.memory import forget
from engine.money import Money, to_minor
from engine.stock_levels import tell_availability
from engine.webhooks import record_event
from engine.wiring import snake_case

if TYPE_CHECKING:
    PriceFormBase = forms.ModelForm[models.VariantChannelListing]
    ModelAdmin = admin.ModelAdmin[Any]
else:
    PriceFormBase, ModelAdmin = forms.ModelForm, admin.ModelAdmin


class PriceForm(PriceFormBase):
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

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("discounted") is not None and data.get("price") is not None and data["discounted"] > data["price"]:
            self.add_error("discounted", "A discounted price cannot be above the price.")
        return data

    def save(self, commit: bool = True) -> models.VariantChannelListing:
        for name in ("price", "discounted"):
            amount = self.cleaned_data[name]
            minor = None if amount is None else to_minor(amount, self.cleaned_data["channel"].currency)
            setattr(self.instance, f"{name}_minor", minor)
        return super().save(commit)


class Editing(ModelAdmin):
    """What was remembered is read anew after each change."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        forget()


class Told(Editing):
    """Tells that a row was made, changed or deleted, under Saleor's name of its kind."""

    def tell(self, row: Model, what: str, **more: object) -> None:
        name = snake_case(self.model.__name__)
        record_event(f"{name.upper()}_{what}", {name: row, **more})

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        stocks = [formset for formset in formsets if formset.model is models.Stock]
        changed = set(form.changed_data) - ({"metadata"} if self.model is models.Category else set())
        if not change or changed or any(one.has_changed() for one in formsets if one not in stocks):
            self.tell(form.instance, "UPDATED" if change else "CREATED")
        if change and "metadata" in changed:
            self.tell(form.instance, "METADATA_UPDATED")
        for product in _find_moved(form):
            record_event("PRODUCT_UPDATED", {"product": product})
        for formset in stocks:
            self.tell_stocks(form.instance, formset)
        if change and any("discounted" in one.changed_data for formset in formsets for one in formset.forms):
            self.tell(form.instance, "DISCOUNTED_PRICE_UPDATED")

    def tell_stocks(self, variant: models.ProductVariant, formset: Any) -> None:
        """A stock row that is added or deleted is told only if it changes whether there is any."""
        before = {one.instance.pk: one.initial["quantity"] for one in formset.initial_forms}
        for stock, _names in formset.changed_objects:
            self.tell(variant, "STOCK_UPDATED", warehouse=stock.warehouse)
            free_before = before[stock.pk] - stock.quantity_allocated
            tell_availability(stock, free_before, stock.quantity - stock.quantity_allocated)
        for stock in formset.new_objects:
            tell_availability(stock, 0, stock.quantity)
        for stock in formset.deleted_objects:
            tell_availability(stock, stock.quantity - stock.quantity_allocated, 0)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.tell(obj, "DELETED")
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.tell(row, "DELETED")
        super().delete_queryset(request, queryset)


def _find_moved(form: Any) -> list[models.Product]:
    """The products that have come into a collection or left it."""
    if "products" not in form.changed_data:
        return []
    return list(set(form.cleaned_data["products"]) ^ set(form.initial.get("products", [])))


def _inline(kind: type[Model], **options: Any) -> Any:
    return type(f"{kind.__name__}Inline", (admin.TabularInline,), {"model": kind, "extra": 0, **options})


_LINK = {"show_change_link": True, "can_delete": False, "max_num": 0, "fields": ["sku"], "readonly_fields": ["sku"]}
# Each kind, whether apps are told of it, and how its page looks.
_PAGES: tuple[tuple[type[Model], bool, dict[str, Any]], ...] = (
    (
        models.Product,
        True,
        {
            "list_filter": ["category", "product_type"],
            "filter_horizontal": ["attribute_values"],
            "inlines": [
                _inline(models.ProductChannelListing),
                _inline(models.ProductMedia),
                _inline(models.ProductVariant, **_LINK),
            ],
        },
    ),
    (
        models.ProductVariant,
        True,
        {
            "search_fields": ["sku", "name", "product__name"],
            "filter_horizontal": ["attribute_values"],
            "inlines": [
                _inline(models.VariantChannelListing, form=PriceForm),
                _inline(models.Stock, readonly_fields=["quantity_allocated"]),
            ],
        },
    ),
    (models.Category, True, {}),
    (models.Collection, True, {"filter_horizontal": ["products"]}),
    (models.Attribute, False, {"inlines": [_inline(models.AttributeValue, fields=["slug", "name", "position"])]}),
    (models.Voucher, False, {"search_fields": ["code"], "readonly_fields": ["used"]}),
    *((kind, False, {"search_fields": ["name"]}) for kind in (models.ShippingMethod, models.ShippingZone)),
    *((kind, False, {}) for kind in (models.Channel, models.ProductType, models.Page, models.Warehouse)),
    *((kind, False, {"search_fields": []}) for kind in (models.Shop, models.TaxRate)),
)
for _kind, _is_told, _options in _PAGES:
    _page = {"search_fields": ["name", "slug"], **_options}
    admin.site.register(_kind, type(f"{_kind.__name__}Admin", (Told if _is_told else Editing,), _page))
