"""Setting public metadata."""

from typing import Any

import graphene
from django.apps import apps
from graphql import GraphQLError, GraphQLResolveInfo

from engine.errors import Refusal
from engine.graph.enums import code_enum
from engine.graph.metadata import MetadataInput, ObjectWithMetadata, may_change, read_items
from engine.graph.mutations import Mutation, done, error_type, errors_field
from engine.ids import split
from engine.metadata import KINDS, merge_metadata

MetadataError = error_type("MetadataError", code_enum("MetadataErrorCode", "GRAPHQL_ERROR NOT_FOUND REQUIRED"))


class UpdateMetadata(Mutation):
    """Set some keys of a row's public metadata; the others stay."""

    class Arguments:
        id = graphene.ID(required=True)
        input = graphene.List(graphene.NonNull(MetadataInput), required=True)

    item = graphene.Field(ObjectWithMetadata)
    errors = errors_field(MetadataError)

    @classmethod
    def perform(cls, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        """See the class."""
        try:
            type_name, key = split(arguments["id"])
        except GraphQLError as error:
            raise Refusal("id", "GRAPHQL_ERROR", error.message) from error
        if type_name not in KINDS:
            raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {arguments['id']}")
        may_change(type_name, info)
        row = merge_metadata(apps.get_model("engine", type_name), key, read_items(arguments["input"]))
        if row is None:
            raise Refusal("id", "NOT_FOUND", f"Couldn't resolve to a node: {arguments['id']}")
        return done(item=row)


class MetadataMutation(graphene.ObjectType):
    """Changes metadata."""

    update_metadata = UpdateMetadata.Field()
