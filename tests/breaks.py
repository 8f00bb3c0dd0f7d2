"""What `tests.mutations` breaks on purpose: one replacement in one file, and the tests that must notice it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutation:
    """What is broken, where, how, and who must notice."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


SHOP_BREAKS = (
    Mutation(
        "drop the stock condition",
        "engine/stocks.py",
        ', quantity__gte=F("quantity_allocated") + part.quantity + held)',
        ")",
        ("tests/engine/test_race.py",),
    ),
    Mutation(
        "skip the signature check",
        "saleor_api/signatures.py",
        'key.verify(signature_bytes, protected.encode("ascii") + b"." + body, PKCS1v15(), SHA256())',
        "pass",
        ("tests/saleor_api",),
    ),
    Mutation(
        "add instead of subtract a refund",
        "impact_tags/formulas.py",
        "net_minor * kept // quantity - refunded_minor",
        "net_minor * kept // quantity + refunded_minor",
        ("tests/impact_tags",),
    ),
    Mutation(
        "show an expired consent",
        "artisans/showing.py",
        "self.granted_on <= day < self.expires_on",
        "self.granted_on <= day",
        ("tests/artisans",),
    ),
    Mutation(
        "refund more than was charged",
        "payments/rules.py",
        "if refunded_minor + amount_minor > charged_minor:",
        "if False:",
        ("tests/payments",),
    ),
    Mutation(
        "let another site post forms",
        "storefront/middleware.py",
        "or _is_own(request):",
        "or True:",
        ("tests/storefront",),
    ),
)
