"""What is ready before the first buyer comes: every document known where the engine answers, every answer's model."""

import json
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import FunctionType

from django.conf import settings
from pydantic import BaseModel

from saleor_api import generated
from saleor_api.generated.client import Client
from saleor_api.transport import current_transport

# No document has an operation of this name: the engine reads and validates the document, and does nothing.
_NOTHING = "Nothing"


def list_documents() -> list[str]:
    """The operation documents that the generated client sends."""
    methods = [method for method in vars(Client).values() if isinstance(method, FunctionType)]
    texts = [text for method in methods for text in method.__code__.co_consts if isinstance(text, str)]
    return [text for text in texts if text.lstrip().startswith(("query ", "mutation "))]


def introduce_documents() -> Iterator[None]:
    """Has the engine parse and validate every document once, in steps; nothing is sent to a Saleor."""
    if settings.SALEOR_IN_PROCESS_EXECUTE:
        for text in list_documents():
            current_transport().send(json.dumps({"query": text, "operationName": _NOTHING}).encode(), {})
            yield


def build_models() -> Iterator[None]:
    """Builds the models of all answers, in steps; otherwise each is built when it is first needed."""
    for module in iter_modules(generated.__path__):
        import_module(f"{generated.__name__}.{module.name}")
        yield
    for model in list(_list_models(BaseModel)):
        if model.__module__.startswith(generated.__name__):
            model.model_rebuild()
            yield


def _list_models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for model in base.__subclasses__():
        yield model
        yield from _list_models(model)
