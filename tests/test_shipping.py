"""What ships the shop: compose files, image and keys. No container runs here: the files are read and the steps done."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.test import Client
from jsonschema.validators import validator_for

from tests.shipping import ROOT, dockerfile, interpolated, known_variables, load_compose, read

COMPOSE_FILES = ("compose.yaml", "compose.trial.yaml")
OURS = {"migrate", "web", "worker"}
STEPS = {"migrate", "saleor-migrate"}
SERVICES = load_compose()["services"]
SECRETS = {"KANTHA_DB_PASSWORD", "SALEOR_DB_PASSWORD", "SALEOR_SECRET_KEY", "SALEOR_RSA_PRIVATE_KEY"}


@pytest.mark.parametrize("name", COMPOSE_FILES)
def test_the_compose_files_are_valid(name: str) -> None:
    """Source: the compose specification's own JSON schema, as check-jsonschema carries it."""
    place = distribution("check-jsonschema").locate_file("check_jsonschema/builtin_schemas/vendor/compose-spec.json")
    schema = json.loads(Path(str(place)).read_text(encoding="utf-8"))
    faults = validator_for(schema)(schema).iter_errors(load_compose(name))
    assert [f"{'/'.join(map(str, fault.path))}: {fault.message}" for fault in faults] == []


def test_every_process_is_there() -> None:
    assert set(SERVICES) == OURS | {"saleor-migrate", "saleor-api", "saleor-worker", "saleor-dashboard"} | {
        "gateway",
        "kantha-db",
        "saleor-db",
        "valkey",
        "mailpit",
    }


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_pinned_watched_and_started_again(name: str) -> None:
    service = SERVICES[name]
    tag = service["image"].rpartition(":")[2]
    assert tag and tag != "latest" and "/" not in tag
    if name in STEPS:
        assert (service["restart"], service["healthcheck"]) == ("no", {"disable": True})
    else:
        assert service["restart"] == "unless-stopped"
        assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}


@pytest.mark.parametrize("name", sorted(OURS))
def test_ours_run_without_rights_on_a_read_only_root(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert (service["tmpfs"], service["volumes"]) == ("/tmp", ["kantha-data:/data"])  # noqa: S108
    assert "user" not in service and "privileged" not in service


def test_only_the_loopback_address_is_published() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports == ["127.0.0.1:8080:8080", "127.0.0.1:8025:8025"]
    assert all("network_mode" not in service for service in SERVICES.values())


def test_kantha_is_told_only_what_it_reads() -> None:
    given = SERVICES["web"]["environment"]
    assert {name.removesuffix("_FILE") for name in given} - known_variables() == set()
    assert given["BEHIND_PROXY"] == "on"
    assert given["KANTHA_MODE"] == "${KANTHA_MODE:-production}"
    assert SERVICES["worker"]["environment"] == SERVICES["migrate"]["environment"] == given


def test_what_compose_asks_for_is_in_the_example_and_nothing_else() -> None:
    asked = set().union(*(interpolated(read(name)) for name in COMPOSE_FILES))
    example = dict(re.findall(r"^([A-Z_]+)=(.*)$", read(".env.example"), re.MULTILINE))
    assert set(example) - asked == {"COMPOSE_FILE", "COMPOSE_PROFILES"}
    assert asked <= set(example)
    assert {name for name in SECRETS if example[name]} == set()
    assert example["SALEOR_TAG"] == "3.23"


def test_volumes_and_secrets_are_declared_and_used() -> None:
    compose = load_compose()
    mounted = {volume.partition(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert {name for name in mounted if not name.startswith("./")} == set(compose["volumes"])
    assert all((ROOT / name).is_file() for name in mounted if name.startswith("./"))
    assert set(SERVICES["web"]["secrets"]) == set(compose["secrets"])
    assert {name: secret["file"] for name, secret in compose["secrets"].items()} == {
        name: f"./secrets/{name}" for name in ("secret_key", "field_salt", "vault_keys")
    }


def test_what_a_service_waits_for_is_there_and_can_be_told() -> None:
    for name, service in SERVICES.items():
        for other, wish in service.get("depends_on", {}).items():
            wanted = "service_completed_successfully" if other in STEPS else "service_healthy"
            assert wish == {"condition": wanted}, f"{name} waits for {other}"
            assert other in SERVICES


def test_the_gateway_leads_to_services_only() -> None:
    upstreams = set(re.findall(r"reverse_proxy ([a-z-]+):", read("deploy/gateway.Caddyfile")))
    assert upstreams == {"web", "saleor-api", "saleor-dashboard"}
    hosts = set(re.findall(r"\{\$([A-Z_]+)\}", read("deploy/gateway.Caddyfile")))
    assert hosts == set(SERVICES["gateway"]["environment"])


def test_the_image_runs_as_a_plain_user_and_says_whether_it_lives(client: Client) -> None:
    steps = dockerfile()
    assert [rest for name, rest in steps if name == "USER"] == ["10001:10001"]
    assert [name for name, _ in steps].index("USER") < [name for name, _ in steps].index("CMD")
    (check,) = [rest for name, rest in steps if name == "HEALTHCHECK"]
    (path,) = re.findall(r"127\.0\.0\.1:8000(/[a-z/]+)", check)
    assert client.get(path, HTTP_HOST="127.0.0.1").status_code == 200
    assert path in SERVICES["web"]["healthcheck"]["test"][-1]
    assert {rest.partition(" ")[0] for name, rest in steps if name == "FROM"} == {"python:3.11-slim-bookworm"}


def test_the_image_takes_what_the_shop_needs_and_no_secret() -> None:
    steps = dockerfile()
    taken = [word for name, rest in steps if name == "COPY" and "--from" not in rest for word in rest.split()[:-1]]
    assert [name for name in taken if not (ROOT / name).exists()] == []
    apps = {app for app in settings.INSTALLED_APPS if (ROOT / app).is_dir()}
    assert apps | {"manage.py"} <= set(taken)
    told = " ".join(rest for name, rest in steps if name in {"ENV", "ARG"})
    assert not re.search(r"SECRET|PASSWORD|VAULT|SALT|TOKEN", told)
    ignored = set(read(".dockerignore").split())
    assert ignored >= {".env", "secrets", ".git", ".venv", "var", "backups"}
    assert not ignored & set(taken)
    assert set(read(".gitignore").split()) >= {".env", "secrets/"}


def make_keys(folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs deploy/make-keys.sh in a folder that has only .env.example."""
    (folder / ".env.example").write_text(read(".env.example"), encoding="utf-8")
    script = ROOT / "deploy" / "make-keys.sh"
    return subprocess.run(["/bin/sh", script], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl on this machine")
def test_keys_are_made_once_for_the_owner_only(tmp_path: Path) -> None:
    assert make_keys(tmp_path).returncode == 0
    made = {path.name: path for path in (tmp_path / "secrets").iterdir()}
    assert set(made) == set(load_compose()["secrets"])
    assert {stat.S_IMODE(path.stat().st_mode) for path in [*made.values(), tmp_path / ".env"]} == {0o600}
    assert len({path.read_text() for path in made.values()}) == 3
    kept = (tmp_path / ".env").read_text()
    values = dict(re.findall(r"^([A-Z_]+)=(.*)$", kept, re.MULTILINE))
    assert {name for name in SECRETS if len(values[name]) < 64} == set()
    pem = values["SALEOR_RSA_PRIVATE_KEY"].strip('"').replace("\\n", "\n")
    assert load_pem_private_key(pem.encode(), password=None) is not None
    again = make_keys(tmp_path)
    assert (again.returncode, (tmp_path / ".env").read_text()) == (1, kept)
    assert "Nothing was changed." in again.stderr


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("load_sample_shop", "There is no sample shop in production mode."),
        ("renew_sign_ins", "There are no sample sign-ins in production mode."),
    ],
)
def test_production_refuses_what_is_invented(command: str, sentence: str, tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "KANTHA_MODE": "production", "PLAIN_STATIC": "1"}
    env |= {"SECRET_KEY": "x" * 60, "VAULT_KEYS": "y" * 60, "FIELD_SALT": "z" * 60}
    done = subprocess.run(  # noqa: S603 - our own words only
        [sys.executable, "manage.py", command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert sentence in done.stderr
