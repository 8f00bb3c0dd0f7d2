"""The vault's keys: real names and contacts are kept encrypted, and compared only through keyed hashes.

The keys are settings.VAULT_KEYS, apart from Django's secret. While rotating, the new key stands first and the old
ones behind it: what they locked stays readable, and `rewrap_vault` moves every record to the first.
"""

import base64
import functools
import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Iterable

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from artisans.errors import VaultLocked
from artisans.names import fold_name, name_keys
from themes.sentences import mark as _


def lock(text: str) -> str:
    """Encrypts under the first key."""
    return _locks(tuple(settings.VAULT_KEYS)).encrypt(text.encode()).decode()


def unlock(token: str) -> str:
    """Decrypts with whichever key fits. Only `queries.vault` calls it, after writing the access log.

    Raises:
        VaultLocked: no key of the settings fits.
    """
    try:
        return _locks(tuple(settings.VAULT_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise VaultLocked(_("This record was locked with a key that this shop does not have.")) from error


def rewrap(token: str) -> str:
    """The same content under the first key; nobody sees it."""
    try:
        return _locks(tuple(settings.VAULT_KEYS)).rotate(token.encode()).decode()
    except InvalidToken as error:
        raise VaultLocked(_("This record was locked with a key that this shop does not have.")) from error


def lock_bytes(content: bytes) -> bytes:
    """Encrypts a file under the first key; a third smaller than the text of a token."""
    return base64.urlsafe_b64decode(_locks(tuple(settings.VAULT_KEYS), b"files").encrypt(content))


def unlock_bytes(locked: bytes) -> bytes:
    """The content of a file that `lock_bytes` made.

    Raises:
        VaultLocked: no key of the settings fits, or the file was changed.
    """
    try:
        return _locks(tuple(settings.VAULT_KEYS), b"files").decrypt(base64.urlsafe_b64encode(locked))
    except InvalidToken as error:
        raise VaultLocked(_("This file was locked with a key that this shop does not have.")) from error


def rewrap_bytes(locked: bytes) -> bytes:
    """The same file under the first key; nobody sees it."""
    return lock_bytes(unlock_bytes(locked))


def marks_to_store(name: str) -> frozenset[str]:
    """Keyed hashes of every form of a name, under the first key."""
    return _marks(name_keys(name), settings.VAULT_KEYS[:1])


def marks_to_compare(name: str) -> frozenset[str]:
    """Keyed hashes of every form of a name under every key, for looking up what any of them stored."""
    return _marks(name_keys(name), settings.VAULT_KEYS)


def marks_of_words(words: Iterable[str]) -> frozenset[str]:
    """Keyed hashes of words as they are spelled, under every key: for finding a name in a text, without its sound."""
    folded = {fold_name(part) for word in words for part in (word, *re.split(r"['’-]", word))}
    return _marks((form for form in folded if len(form) > 1), settings.VAULT_KEYS)


def marks_of_sounds(words: Iterable[str]) -> frozenset[str]:
    """Keyed hashes of words as they are spelled and as they sound, under every key: for names in other scripts."""
    return _marks(frozenset(key for word in words for key in name_keys(word)), settings.VAULT_KEYS)


def make_card_code() -> str:
    """A new code for a maker's card: 12 digits in three groups, easy to read out and to type."""
    digits = f"{secrets.randbelow(10**12):012d}"
    return f"{digits[:4]} {digits[4:8]} {digits[8:]}"


def card_marks(code: str) -> list[str]:
    """Keyed hashes of a card's code under every key, the one to store first. Blanks and hyphens do not matter."""
    digits = "".join(str(unicodedata.digit(sign)) for sign in code if sign.isdigit())
    keys = [_derive(secret, b"cards") for secret in settings.VAULT_KEYS]
    return [hmac.new(key, digits.encode(), hashlib.sha256).hexdigest() for key in keys] if len(digits) == 12 else []


def scan_keys() -> list[bytes]:
    """The keys under which a purge remembers what it looks for, the one to use first."""
    return [_derive(secret, b"scans") for secret in settings.VAULT_KEYS]


def _marks(keys: Iterable[str], vault_keys: Iterable[str]) -> frozenset[str]:
    forms = list(keys)
    return frozenset(
        hmac.new(_derive(secret, b"names"), form.encode(), hashlib.sha256).hexdigest()
        for secret in vault_keys
        for form in forms
    )


@functools.lru_cache(maxsize=8)
def _locks(vault_keys: tuple[str, ...], purpose: bytes = b"records") -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derive(secret, purpose))) for secret in vault_keys])


@functools.lru_cache(maxsize=16)
def _derive(secret: str, purpose: bytes) -> bytes:
    """One 32-byte key per purpose, so that the index says nothing about the encryption key."""
    return hmac.new(secret.strip().encode(), b"kantha vault: " + purpose, hashlib.sha256).digest()
