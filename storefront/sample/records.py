"""The sample shop's texts and numbers as typed records, read once from the TOML files beside this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from storefront.sample.art.look import Look

FOLDER = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class SampleVariant:
    """One choice of a product: `attribute` is colour, size or empty; `price` with tax, in dollars."""

    sku: str
    attribute: str
    value: str
    price: str
    stock: int


@dataclass(frozen=True, slots=True)
class SampleProduct:
    """A product with its text, its picture recipes and the facts of one piece (minutes, grams)."""

    slug: str
    name: str
    craft: str
    programme: str
    category: str
    kind: str
    price: str
    weight_grams: int
    work_minutes: int
    training_minutes: int
    looks: tuple[Look, ...]
    alt: str
    material: str
    grams: Mapping[str, tuple[int, int]]
    paragraphs: tuple[str, ...]
    variants: tuple[SampleVariant, ...]

    @property
    def stock(self) -> int:
        """All pieces on the shelf."""
        return sum(variant.stock for variant in self.variants)


@dataclass(frozen=True, slots=True)
class SampleCraft:
    """A craft, its country in small letters, and how many makers each programme has in it; `code` begins its SKUs."""

    slug: str
    code: str
    name: str
    country: str
    makers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SampleProgramme:
    """An invented organisation; `hour_wage_minor` in hundredths of `wage_currency`."""

    slug: str
    code: str
    name: str
    country: str
    state: str
    city_of_registered_office: str
    started_year: int
    wage_currency: str
    hour_wage_minor: int
    summary: str
    training_given: str
    pay_practice: str


@dataclass(frozen=True, slots=True)
class SamplePersona:
    """A pseudonym and one story; nothing in it ties to a programme or a lot. `translations`: title and text."""

    pseudonym: str
    craft: str
    language: str
    title: str
    text: str
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SampleMaterial:
    """What goods are made of; an empty country is not disclosed."""

    slug: str
    name: str
    good: str
    country: str
    place: str


@dataclass(frozen=True, slots=True)
class SampleTag:
    """A statement that lots can carry: those of `programmes`, or with one of `materials` or of `crafts`, or all."""

    slug: str
    label: str
    criterion: str
    meaning: str
    limits: str
    tier: str
    document: str
    statement: str
    materials: frozenset[str]
    crafts: frozenset[str]
    programmes: frozenset[str]

    def fits(self, product: SampleProduct) -> bool:
        """Whether a lot of this product carries the tag."""
        if not self.materials and not self.crafts and not self.programmes:
            return True
        by_kind = product.craft in self.crafts or product.programme in self.programmes
        return by_kind or bool(self.materials & product.grams.keys())


@dataclass(frozen=True, slots=True)
class SampleBuyer:
    """An invented buyer with an address that passes the rules of its country."""

    first_name: str
    last_name: str
    country: str
    street: str
    city: str
    area: str
    postal_code: str

    @property
    def email(self) -> str:
        """An address that reaches nobody."""
        return f"{self.first_name}.{self.last_name}@example.org".lower()


def read_file(name: str) -> dict[str, Any]:
    """One TOML file of the data folder."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def read_products() -> tuple[SampleProduct, ...]:
    """All products, craft by craft."""
    found: list[SampleProduct] = []
    for path in sorted((FOLDER / "products").glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["product"]
        found += [_read_product(row, number) for number, row in enumerate(rows, 1)]
    return tuple(found)


def _read_product(row: Mapping[str, Any], number: int) -> SampleProduct:
    recipes = [row["look"], *row.get("also", ())]
    looks = [_read_look(*recipe) for recipe in recipes]
    if row.get("detail"):
        first = looks[0]
        looks.append(Look("detail", first.pattern, first.palette, first.ground, first.seed))
    base = f"{find_craft(row['craft']).code}-{number:02d}"
    return SampleProduct(
        slug=row["slug"],
        name=row["name"],
        craft=row["craft"],
        programme=row["programme"],
        category=row["category"],
        kind=row["type"],
        price=row["price"],
        weight_grams=row["weight_grams"],
        work_minutes=row["minutes"],
        training_minutes=row["training"],
        looks=tuple(looks),
        alt=row["alt"],
        material=row["material"],
        grams={slug: (grams, traced) for slug, (grams, traced) in row["materials"].items()},
        paragraphs=tuple(" ".join(part.split()) for part in row["text"].strip().split("\n\n")),
        variants=tuple(_read_variant(variant, row["price"], base) for variant in row["variants"]),
    )


def _read_look(form: str, pattern: str, palette: str, ground: str, seed: int, second: str = "") -> Look:
    return Look(form, pattern, palette, ground, seed, second)


def _read_variant(row: Mapping[str, Any], price: str, base: str) -> SampleVariant:
    attribute = next((name for name in ("colour", "size") if name in row), "")
    value = str(row.get(attribute, ""))
    return SampleVariant(
        sku=f"{base}-{value.upper()}" if value else base,
        attribute=attribute,
        value=value,
        price=row.get("price", price),
        stock=row["stock"],
    )


@cache
def read_crafts() -> tuple[SampleCraft, ...]:
    """All crafts."""
    return tuple(SampleCraft(**row) for row in read_file("crafts.toml")["craft"])


@cache
def read_programmes() -> tuple[SampleProgramme, ...]:
    """All programmes."""
    return tuple(SampleProgramme(**row) for row in read_file("programmes.toml")["programme"])


@cache
def read_personas() -> tuple[SamplePersona, ...]:
    """All personas with their stories."""
    return tuple(SamplePersona(**row) for row in read_file("personas.toml")["persona"])


@cache
def read_materials() -> Mapping[str, SampleMaterial]:
    """All materials by slug."""
    return {slug: SampleMaterial(slug=slug, **row) for slug, row in read_file("materials.toml").items()}


@cache
def read_tags() -> tuple[SampleTag, ...]:
    """All tags."""
    rows = read_file("tags.toml")["tag"]
    sets = ("materials", "crafts", "programmes")
    return tuple(SampleTag(**(row | {name: frozenset(row.get(name, ())) for name in sets})) for row in rows)


@cache
def read_buyers() -> tuple[SampleBuyer, ...]:
    """All buyers."""
    return tuple(SampleBuyer(**row) for row in read_file("buyers.toml")["buyer"])


def find_craft(slug: str) -> SampleCraft:
    """A craft by slug. Raises: StopIteration when there is none."""
    return next(craft for craft in read_crafts() if craft.slug == slug)


def find_programme(slug: str) -> SampleProgramme:
    """A programme by slug. Raises: StopIteration when there is none."""
    return next(programme for programme in read_programmes() if programme.slug == slug)
