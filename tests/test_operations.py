"""docs/operations.md says what is so: commands, variables, chores and files exist, and none is forgotten."""

import re

from django.conf import settings
from django.core.management import get_commands

from tests.shipping import ROOT, interpolated, known_variables, load_compose, read

PAGE = read("docs/operations.md")
SETTINGS_TABLE = PAGE.partition("| variable | default | meaning |")[2].partition("\n\n")[0]
# Words in capitals that are no variables: SQL, HTTP, and what the reader puts in their place.
NO_VARIABLES = {
    "NAME_FILE",
    "CHANNELS",
    "HANDLE_PAYMENTS",
    "MANAGE_APPS",
    "MANAGE_PRODUCTS",
    "MANAGE_USERS",
    "VACUUM",
    "WARNING",
    "INFO",
    "ALTER",
    "ROLE",
}
ONLY_IN_THE_SHELL = {"SALEOR", "SHOP", "EMAIL", "PASSWORD", "TOKEN"}


def names_in(text: str) -> set[str]:
    """Words in capitals with an underscore or between backticks: what looks like a variable."""
    between = {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"\b[A-Z][A-Z_]{3,}\b", code)}
    return between | set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", text))


def test_the_table_of_settings_is_that_of_the_settings() -> None:
    rows = [row.split("|")[1] for row in SETTINGS_TABLE.splitlines() if row.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)} == known_variables()


def test_every_variable_named_exists() -> None:
    compose = load_compose()["services"]
    given = {name for service in compose.values() for name in service.get("environment", {})}
    trial = set(load_compose("compose.trial.yaml")["x-reachable"])
    asked = interpolated(read("compose.yaml")) | set(re.findall(r"^([A-Z_]+)=", read(".env.example"), re.MULTILINE))
    known = known_variables() | given | trial | asked | NO_VARIABLES | ONLY_IN_THE_SHELL
    assert names_in(PAGE) - known == set()


def test_every_command_named_exists() -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", PAGE))
    table = PAGE.partition("| command | when |")[2].partition("\n\n")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    named |= {word for row in rows for word in re.findall(r"`(?:manage\.py )?([a-z_]+)", row)}
    assert named - set(get_commands()) == set()


def test_no_command_of_ours_is_forgotten() -> None:
    ours = {path.stem for path in ROOT.glob("*/management/commands/*.py") if path.stem != "__init__"}
    # What `make run` and the tests call, and the engine's own.
    inner = {"run_shop", "renew_addresses", "engine_install_app", "engine_load", "engine_staff"}
    assert {name for name in ours - inner if name not in PAGE} == set()


def test_the_table_of_chores_is_that_of_the_worker() -> None:
    table = PAGE.partition("| chore | looks every | what it does |")[2].partition("\n\n")[0]
    told: dict[str, float] = {}
    for row in table.splitlines():
        if row.startswith("| `"):
            _, chores, seconds, *_ = row.split("|")
            names = re.findall(r"`([a-z_.]+)`", chores)
            spans = re.findall(r"([0-9.]+) (s|h)", seconds)
            told |= dict(zip(names, (float(span) * (3600 if unit == "h" else 1) for span, unit in spans), strict=True))
    assert told == settings.CHORES


def test_every_service_and_file_named_exists() -> None:
    services = set(load_compose()["services"])
    named = re.findall(r"docker compose (?:exec|run|stop)((?: -T| --rm)*)((?: [a-z][a-z-]+)+)", PAGE)
    assert len(named) >= 10
    for _, words in named:
        assert words.split()[0] in services, words
    for name in re.findall(r"`?((?:deploy/|docs/|storefront/)[A-Za-z./-]+\w|compose[a-z.]*\.yaml|CHANGELOG\.md)", PAGE):
        assert (ROOT / name).exists(), name
