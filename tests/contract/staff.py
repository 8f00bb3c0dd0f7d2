"""Staff's hand on a Saleor: sends one of the operations of `seeding.graphql`, a file with it where one is meant."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import httpx
from graphql import DocumentNode, OperationDefinitionNode, parse, print_ast

TIME_LIMIT_SECONDS = 60.0


class StaffRefused(RuntimeError):
    """Saleor did not do what staff asked; the sentence names the operation and Saleor's own words."""


@lru_cache(maxsize=1)
def read_operations() -> dict[str, str]:
    """The text of every operation by its name."""
    document: DocumentNode = parse(Path(__file__).with_name("seeding.graphql").read_text(encoding="utf-8"))
    return {
        node.name.value: print_ast(node)
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode) and node.name
    }


class Staff:
    """One token on one Saleor; answers are the one root field of each operation."""

    def __init__(self, url: str, token: str) -> None:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=TIME_LIMIT_SECONDS)

    def ask(self, name: str, **variables: Any) -> Any:
        """Send an operation. Raises: StaffRefused."""
        body = {"query": read_operations()[name], "variables": variables}
        return self._read(name, self._http.post("", json=body))

    def upload(self, name: str, path: Path, **variables: Any) -> Any:
        """Send an operation whose variable `image` is a file, as the GraphQL multipart request specification says."""
        body = {"query": read_operations()[name], "variables": {**variables, "image": None}}
        parts = {"operations": json.dumps(body), "map": json.dumps({"0": ["variables.image"]})}
        with path.open("rb") as image:
            kind = "image/png" if path.suffix == ".png" else "image/jpeg"
            return self._read(name, self._http.post("", data=parts, files={"0": (path.name, image, kind)}))

    def list_nodes(self, name: str, **variables: Any) -> list[dict[str, Any]]:
        """The nodes of a connection; up to a hundred."""
        return [edge["node"] for edge in self.ask(name, first=100, **variables)["edges"]]

    def _read(self, name: str, reply: httpx.Response) -> Any:
        answer = reply.json()
        if answer.get("errors"):
            raise StaffRefused(f"{name}: {answer['errors'][0]['message']}")
        data = answer["data"]
        root = next(iter(data.values()))
        if isinstance(root, dict) and root.get("errors"):
            raise StaffRefused(f"{name}: {root['errors']}")
        return root if len(data) == 1 else data
