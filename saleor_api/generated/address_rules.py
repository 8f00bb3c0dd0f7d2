from typing import Optional

from .base_model import BaseModel


class AddressRules(BaseModel):
    address_validation_rules: Optional["AddressRulesAddressValidationRules"]


class AddressRulesAddressValidationRules(BaseModel):
    country_code: str
    country_name: str
    address_format: str
    allowed_fields: list[str]
    required_fields: list[str]
    country_area_type: str
    country_area_choices: list["AddressRulesAddressValidationRulesCountryAreaChoices"]
    postal_code_type: str
    postal_code_matchers: list[str]
    postal_code_examples: list[str]


class AddressRulesAddressValidationRulesCountryAreaChoices(BaseModel):
    raw: Optional[str]
    verbose: Optional[str]
