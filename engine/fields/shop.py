"""What is not plain reading of the shop, of countries and of metadata."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django_countries import countries
from graphql import GraphQLError, GraphQLResolveInfo

from engine import models
from engine.addresses import read_rules
from engine.errors import PermissionDenied, Refusal
from engine.ids import split
from engine.metadata import KINDS, OWNERS, PRIVATE_OWNERS, list_pairs, merge_metadata, read_pairs
from engine.wiring import mutation, resolver

# The two that Saleor has besides ISO's.
COUNTRY_NAMES: dict[str, str] = {**dict(countries.countries), "EU": "European Union", "XK": "Kosovo"}


@resolver("Query.shop")
def _shop(root: Any, info: GraphQLResolveInfo) -> models.Shop:
    return models.Shop.objects.first() or models.Shop()


@resolver("Query.channel")
def _channel(root: Any, info: GraphQLResolveInfo, slug: str = "") -> models.Channel | None:
    return models.Channel.objects.filter(slug=slug).first()


@resolver("Query.channels")
def _channels(root: Any, info: GraphQLResolveInfo) -> list[models.Channel]:
    return list(models.Channel.objects.all())


@resolver("Shop.domain")
def _domain(shop: models.Shop, info: GraphQLResolveInfo) -> dict[str, str]:
    return {"host": urlsplit(settings.PUBLIC_URL).netloc, "url": f"{settings.PUBLIC_URL}/"}


@resolver("Shop.countries")
def _countries(shop: models.Shop, info: GraphQLResolveInfo) -> list[str]:
    """All there are: which are served depends on the channel's delivery methods."""
    return list(COUNTRY_NAMES)


@resolver("CountryDisplay.code", "CountryDisplay.country")
def _country(code: str, info: GraphQLResolveInfo) -> str:
    return code if info.field_name == "code" else str(COUNTRY_NAMES.get(code, code))


@resolver("Query.addressValidationRules")
def _rules(root: Any, info: GraphQLResolveInfo, country_code: str) -> Any:
    try:
        return read_rules(country_code)
    except ValueError as error:
        raise GraphQLError(f"No rules are known for {country_code}.") from error


@resolver(*(f"AddressValidationData.{name}Fields" for name in ("allowed", "required", "upper")))
def _rule_fields(rules: Any, info: GraphQLResolveInfo) -> list[str]:
    """Saleor's names of the package's fields, in a stable order."""
    found: list[str] = []
    for field in sorted(getattr(rules, info.field_name.replace("Fields", "_fields"))):
        first, *words = field.split("_")
        if field != "street_address":
            found.append(first + "".join(word.title() for word in words))
        else:
            found += ["streetAddress1", "streetAddress2"][: 2 if info.field_name == "allowedFields" else 1]
    return found


@resolver("AddressValidationData.countryAreaChoices")
def _areas(rules: Any, info: GraphQLResolveInfo) -> list[dict[str, str]]:
    return [{"raw": raw, "verbose": verbose} for raw, verbose in rules.country_area_choices]


@resolver("AddressValidationData.postalCodeMatchers")
def _matchers(rules: Any, info: GraphQLResolveInfo) -> list[str]:
    return [matcher.pattern for matcher in rules.postal_code_matchers]


@resolver("ObjectWithMetadata.metadata")
def _metadata(row: Any, info: GraphQLResolveInfo) -> list[dict[str, str]]:
    return list_pairs(row.metadata)


@resolver("ObjectWithMetadata.privateMetadata")
def _private_metadata(row: Any, info: GraphQLResolveInfo) -> list[dict[str, str]]:
    if not info.context.requestor.has_any(PRIVATE_OWNERS.get(info.parent_type.name, "MANAGE_ORDERS")):
        raise PermissionDenied
    return list_pairs(getattr(row, "private_metadata", {}))


@mutation("updateMetadata")
def _update_metadata(info: GraphQLResolveInfo, id: str, input: list[dict[str, str]]) -> dict[str, Any]:
    try:
        type_name, key = split(id)
    except GraphQLError as error:
        raise Refusal("id", "GRAPHQL_ERROR", error.message) from error
    if type_name in OWNERS:
        info.context.require(OWNERS[type_name])
    row = merge_metadata(getattr(models, type_name), key, read_pairs(input)) if type_name in KINDS else None
    if row is None:
        raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {id}")
    return {"item": row}
