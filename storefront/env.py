"""Typed readers for environment variables: a bad value stops the start with a sentence.

Every reader also looks at NAME_FILE, so that a secret can be mounted as a file.
"""

import os
import re
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def read_text(name: str, default: str = "") -> str:
    """The variable, or the content of the file that NAME_FILE names, or the default."""
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        try:
            return Path(file_name).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE names a file that cannot be read: {error}") from error
    return os.environ.get(name, "").strip() or default


def read_flag(name: str, *, default: bool) -> bool:
    """A switch: 1, true, yes, on or 0, false, no, off."""
    text = read_text(name).lower()
    if not text:
        return default
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be one of 1, true, yes, on, 0, false, no, off; it is {text!r}.")


def read_integer(name: str, default: int, *, minimum: int = 0, maximum: int = 2**31) -> int:
    """A whole number within the bounds."""
    text = read_text(name)
    if not text:
        return default
    try:
        value = int(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number; it is {text!r}.") from error
    if not minimum <= value <= maximum:
        raise ImproperlyConfigured(f"{name} must lie between {minimum} and {maximum}; it is {value}.")
    return value


def read_address(name: str) -> str:
    """The address of a site, without a slash at the end, or nothing."""
    text = read_text(name).rstrip("/")
    # What passes here goes into a header: no space, comma or semicolon.
    if text and not re.fullmatch(r"https?://[A-Za-z0-9.\-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/\-]*)?", text):
        raise ImproperlyConfigured(f"{name} must be an address such as https://dashboard.example; it is {text!r}.")
    return text


def read_list(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Words separated by commas."""
    text = read_text(name)
    return [word.strip() for word in text.split(",") if word.strip()] if text else list(default)


def read_choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    """One of the named words."""
    text = read_text(name, default)
    if text not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}; it is {text!r}.")
    return text
