"""Editing what is sold, under /manage/. What apps must hear of is told here, explicitly.

Source: the table "Which change fires what" in the design's saleor-events.md; what it says fires nothing, fires nothing.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from engine import models
from engine.money import digits, to_minor
from engine.stock_levels import tell_availability
from engine.webhooks import record_event

if TYPE_CHECKING:
    Form = forms.ModelForm[Any]
    FormSet = forms.BaseModelFormSet[Any, Any]
    PriceFormBase = forms.ModelForm[models.VariantChannelListing]
    ModelAdmin = admin.ModelAdmin[Any]
else:
    Form = FormSet = object
    PriceFormBase, ModelAdmin = forms.ModelForm, admin.ModelAdmin


class _Told(ModelAdmin):
    """Tells that a row was made, changed or deleted; `noun` is its name in events."""

    noun = ""

    def tell(self, row: Model, what: str) -> None:
        record_event(f"{self.noun.upper()}_{what}", {self.noun: row})

    def save_related(self, request: HttpRequest, form: Form, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.tell_saved(form, formsets, change)

    def tell_saved(self, form: Form, formsets: list[FormSet], change: bool) -> None:
        self.tell(form.instance, "UPDATED" if change else "CREATED")
        if change and "metadata" in form.changed_data:
            self.tell(form.instance, "METADATA_UPDATED")

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.tell(obj, "DELETED")
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.tell(row, "DELETED")
        super().delete_queryset(request, queryset)


def _inline(kind: type[Model], *, links: bool = False, **options: Any) -> "type[admin.TabularInline[Any, Any]]":
    """Rows of a kind on the page of their parent; `links`: only shown, each edited on its own page."""
    shown = {"show_change_link": True, "can_delete": False, "max_num": 0} if links else {}
    return type(f"{kind.__name__}Inline", (admin.TabularInline,), {"model": kind, "extra": 0, **shown, **options})


class PriceForm(PriceFormBase):
    """Prices in whole units."""

    price = forms.DecimalField(min_value=0, max_digits=12, decimal_places=3)
    discounted = forms.DecimalField(min_value=0, max_digits=12, decimal_places=3, required=False)

    class Meta:
        model = models.VariantChannelListing
        fields = ["channel"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            places = digits(self.instance.channel.currency)
            for name, minor in (("price", self.instance.price_minor), ("discounted", self.instance.discounted_minor)):
                self.initial[name] = None if minor is None else f"{minor / 10**places:.{places}f}"

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        price, discounted = data.get("price"), data.get("discounted")
        if price is not None and discounted is not None and discounted > price:
            self.add_error("discounted", "A discounted price cannot be above the price.")
        return data

    def save(self, commit: bool = True) -> models.VariantChannelListing:
        currency = self.cleaned_data["channel"].currency
        discounted = self.cleaned_data["discounted"]
        self.instance.price_minor = to_minor(self.cleaned_data["price"], currency)
        self.instance.discounted_minor = None if discounted is None else to_minor(discounted, currency)
        return super().save(commit)


@admin.register(models.Product)
class ProductAdmin(_Told):
    """Products: all that changes on this page is one `product_updated`."""

    noun = "product"
    list_display = ["name", "slug", "category", "updated_at"]
    list_filter = ["category", "product_type"]
    search_fields = ["name", "slug", "variants__sku"]
    autocomplete_fields = ["category"]
    inlines = [
        _inline(models.ProductChannelListing),
        _inline(models.ProductMedia),
        _inline(models.ProductValue, raw_id_fields=["value"]),
        _inline(models.ProductVariant, links=True, fields=["sku", "name"], readonly_fields=["sku", "name"]),
    ]


@admin.register(models.ProductVariant)
class VariantAdmin(_Told):
    """Variants with their prices and stock."""

    noun = "product_variant"
    list_display = ["sku", "name", "product"]
    search_fields = ["sku", "name", "product__name"]
    autocomplete_fields = ["product"]
    exclude = ["media"]
    inlines = [
        _inline(models.VariantChannelListing, form=PriceForm),
        _inline(models.Stock, readonly_fields=["quantity_allocated"]),
        _inline(models.VariantValue, raw_id_fields=["value"]),
    ]

    def tell_saved(self, form: Form, formsets: list[FormSet], change: bool) -> None:
        others = [formset for formset in formsets if formset.model is not models.Stock]
        if not change or form.has_changed() or any(formset.has_changed() for formset in others):
            super().tell_saved(form, formsets, change)
        for formset in formsets:
            if formset.model is models.Stock:
                self.tell_stocks(form.instance, formset)
            elif formset.model is models.VariantChannelListing:
                changed = {name for one in formset.forms for name in one.changed_data}
                if change and "discounted" in changed:
                    self.tell(form.instance, "DISCOUNTED_PRICE_UPDATED")

    def tell_stocks(self, variant: models.ProductVariant, formset: FormSet) -> None:
        """A stock row added or deleted is told only if it changes whether there is any."""
        for stock, _names in formset.changed_objects:
            form = next(one for one in formset.forms if one.instance.pk == stock.pk)
            record_event("PRODUCT_VARIANT_STOCK_UPDATED", {"product_variant": variant, "warehouse": stock.warehouse})
            before = form.initial["quantity"] - stock.quantity_allocated
            tell_availability(stock, before, stock.quantity - stock.quantity_allocated)
        for stock in formset.new_objects:
            tell_availability(stock, 0, stock.quantity)
        for stock in formset.deleted_objects:
            tell_availability(stock, stock.quantity - stock.quantity_allocated, 0)


@admin.register(models.Category)
class CategoryAdmin(_Told):
    """Shelves."""

    noun = "category"
    list_display = ["name", "slug", "parent"]
    search_fields = ["name", "slug"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.level = obj.parent.level + 1 if obj.parent else 0
        super().save_model(request, obj, form, change)


@admin.register(models.Collection)
class CollectionAdmin(_Told):
    """Collections; a product that comes or goes is told too."""

    noun = "collection"
    list_display = ["name", "slug", "is_published"]
    search_fields = ["name", "slug"]
    filter_horizontal = ["products"]

    def tell_saved(self, form: Form, formsets: list[FormSet], change: bool) -> None:
        super().tell_saved(form, formsets, change)
        if "products" in form.changed_data:
            before = {product.pk: product for product in form.initial.get("products", [])}
            after = {product.pk: product for product in form.cleaned_data["products"]}
            for key in before.keys() ^ after.keys():
                record_event("PRODUCT_UPDATED", {"product": (before | after)[key]})


class VoucherAdmin(ModelAdmin):
    """Vouchers in per cent."""

    list_display = ["code", "name", "percent", "used"]
    readonly_fields = ["used"]


class AttributeAdmin(ModelAdmin):
    """Attributes with their choices."""

    inlines = [_inline(models.AttributeValue, fields=["slug", "name", "position"])]


class ProductTypeAdmin(ModelAdmin):
    """Kinds of products with their attributes."""

    inlines = [_inline(models.TypeAttribute)]


class MethodAdmin(ModelAdmin):
    """Ways of delivery with their prices."""

    list_display = ["name", "zone"]
    inlines = [_inline(models.ShippingMethodChannelListing)]


for kind in (models.Shop, models.Channel, models.Warehouse, models.ShippingZone, models.TaxRate, models.Page):
    admin.site.register(kind)
for kind, page in (
    (models.Voucher, VoucherAdmin),
    (models.Attribute, AttributeAdmin),
    (models.ProductType, ProductTypeAdmin),
    (models.ShippingMethod, MethodAdmin),
):
    admin.site.register(kind, page)
