"""Settings: none has to be set, and a bad value stops the start with a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from storefront.env import read_choice, read_flag, read_integer, read_list, read_text

ROOT = Path(__file__).resolve().parent.parent


def start(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **variables}
    return subprocess.run(
        [sys.executable, "-c", "import storefront.settings"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_starts_with_nothing_set(tmp_path: Path) -> None:
    assert start(tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PORT": "http"}, "PORT must be a whole number; it is 'http'."),
        ({"PORT": "70000"}, "PORT must lie between 1 and 65535; it is 70000."),
        ({"KANTHA_MODE": "staging"}, "KANTHA_MODE must be one of development, production; it is 'staging'."),
        ({"KANTHA_MODE": "production"}, "SECRET_KEY must be set in production"),
        ({"DEBUG": "perhaps"}, "DEBUG must be one of"),
        ({"SALEOR_DASHBOARD_URL": "dashboard.example"}, "SALEOR_DASHBOARD_URL must be an address such as https://"),
        ({"SALEOR_DASHBOARD_URL": "https://a.example; script-src *"}, "SALEOR_DASHBOARD_URL must be an address"),
        (
            {
                "KANTHA_MODE": "production",
                "SECRET_KEY": "x",
                "VAULT_KEYS": "y",
                "FIELD_SALT": "z",
                "PAYMENTS_TEST_GATEWAY": "on",
            },
            "PAYMENTS_TEST_GATEWAY cannot be switched on in production.",
        ),
    ],
)
def test_a_bad_value_stops_the_start_with_a_sentence(tmp_path: Path, variables: dict[str, str], sentence: str) -> None:
    done = start(tmp_path, **variables)
    assert done.returncode != 0
    assert sentence in done.stderr


def test_a_secret_can_be_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret"
    path.write_text("from a file\n")
    monkeypatch.setenv("SOME_SECRET_FILE", str(path))
    assert read_text("SOME_SECRET") == "from a file"
    monkeypatch.setenv("SOME_SECRET_FILE", str(tmp_path / "absent"))
    with pytest.raises(ImproperlyConfigured, match="SOME_SECRET_FILE names a file that cannot be read"):
        read_text("SOME_SECRET")


def test_readers_give_their_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ABSENT", raising=False)
    assert read_flag("ABSENT", default=True) is True
    assert read_integer("ABSENT", 7) == 7
    assert read_list("ABSENT", ("a",)) == ["a"]
    assert read_choice("ABSENT", "a", ("a", "b")) == "a"
