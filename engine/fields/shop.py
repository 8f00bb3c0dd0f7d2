"""What is not plain reading of the shop and of countries."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django_countries import countries
from graphql import GraphQLError, GraphQLResolveInfo

from engine import catalogue, models
from engine.addresses import camel_case, read_rules
from engine.wiring import reads, resolver

# The two that Saleor has besides ISO's.
COUNTRY_NAMES = {code: str(name) for code, name in countries} | {"EU": "European Union", "XK": "Kosovo"}
Info = GraphQLResolveInfo


reads(
    {
        "Query.shop": lambda root: catalogue.find_shop(),
        "Query.channels": lambda root: models.Channel.objects.order_by("slug"),
        # All countries there are: which are served depends on the channel's delivery methods.
        "Shop.countries": lambda shop: list(COUNTRY_NAMES),
        "Shop.domain": lambda shop: {"host": urlsplit(settings.PUBLIC_URL).netloc, "url": f"{settings.PUBLIC_URL}/"},
        "CountryDisplay.code": lambda code: code,
        "CountryDisplay.country": lambda code: str(COUNTRY_NAMES.get(code, code)),
        "AddressValidationData.countryAreaChoices": lambda rules: [
            {"raw": raw, "verbose": verbose} for raw, verbose in rules.country_area_choices
        ],
        "AddressValidationData.postalCodeMatchers": lambda rules: [one.pattern for one in rules.postal_code_matchers],
    }
)


resolver("Query.channel")(lambda root, info, slug="": catalogue.find_channel(slug))


@resolver("Query.addressValidationRules")
def _rules(root: Any, info: Info, country_code: str) -> Any:
    try:
        return read_rules(country_code)
    except ValueError as error:
        raise GraphQLError(f"No rules are known for {country_code}.") from error


@resolver(*(f"AddressValidationData.{name}Fields" for name in ("allowed", "required", "upper")))
def _rule_fields(rules: Any, info: Info) -> list[str]:
    """Saleor's names of the package's fields; of the two lines of the street only the first is ever required."""
    lines = ["streetAddress1", "streetAddress2"] if info.field_name == "allowedFields" else ["streetAddress1"]
    found = sorted(getattr(rules, info.field_name.replace("Fields", "_fields")))
    return [name for field in found for name in (lines if field == "street_address" else [camel_case(field)])]
