"""What staff ask of a Saleor is valid there; and whether a Saleor was named at all."""

import pytest
from graphql import build_schema, parse, validate

from tests.contract.goods import LISTED, describe_goods
from tests.contract.staff import read_operations
from tests.contract.target import CHANNEL, Target, named_saleor
from tests.reference import shared_path


def test_every_seeding_document_is_valid_on_saleors_own_schema() -> None:
    sdl = shared_path("data/saleor/schema.graphql").read_text(encoding="utf-8")
    schema = build_schema(sdl, assume_valid=True)
    broken = {name: validate(schema, parse(text)) for name, text in read_operations().items()}
    assert {name: errors for name, errors in broken.items() if errors} == {}
    assert len(broken) == 42


def test_goods_of_both_sides_are_the_same(target: Target) -> None:
    query = "query($c:String!){products(channel:$c,first:50){edges{node{slug}}}}"
    edges = target.ask(query, c=target.channel)["products"]["edges"]
    hidden = {"contract-unpublished"}
    described = {entry["slug"] for entry in describe_goods(CHANNEL)["products"]}
    assert {edge["node"]["slug"] for edge in edges} == described - hidden
    assert len(edges) == LISTED


def test_the_saleor_side_of_this_folder_was_run() -> None:
    if not named_saleor()[0]:
        pytest.skip("no SALEOR_API_URL: only the engine's side of tests/contract was run")
