"""A payment app behind a door: it answers exactly as the recorded one did, in the recorded order."""

import json
from collections.abc import Mapping
from typing import Any

MANIFEST_PATH = "/lab/api/manifest"
heard: list[tuple[str, dict[str, Any], Mapping[str, str], bytes]] = []
_script: list[dict[str, Any]] = []
_token: list[str] = []


def rehearse(recorded: list[dict[str, Any]], public_url: str) -> None:
    """Prepare the answers; addresses of the recorded app become ours."""
    text = json.dumps(recorded).replace("http://127.0.0.1:8899/api/", f"{public_url}/lab/api/")
    _script[:] = json.loads(text)
    heard.clear()
    _token.clear()


def token() -> str:
    """What the engine handed to the app when it was installed."""
    return _token[-1]


def receive(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Answer with the next recorded answer for this address."""
    if path == "/lab/api/register":
        _token.append(json.loads(body)["auth_token"])
    elif method == "POST":
        heard.append((path, json.loads(body), headers, body))
    wanted = path.removeprefix("/lab")
    found = next((item for item in _script if item["path"] == wanted and item["method"] == method), None)
    if found is None:
        return 200, b"{}"
    _script.remove(found)
    return found["status"], json.dumps(found["response"]).encode()


def expected(path: str, place: int) -> dict[str, Any]:
    """Unused answers are left in the script."""
    return _script[place]
