"""The keys outside the database under which personal data are stored. Decision 130.

One Fernet key a line stands in the file `personal_key` in CHAMBER_DATA (or in
CHAMBER_PERSONAL_KEY, separated by commas), the newest last: it encrypts, every one decrypts.
"""

import base64
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MISSING = (
    "没有个人信息密钥：请从另存的地方放回 {path}（或设置 CHAMBER_PERSONAL_KEY）；"
    "新的网站请运行 manage.py prepare"
)
UNREADABLE = "个人信息密钥（personal_key 或 CHAMBER_PERSONAL_KEY）无法识别，请从另存的地方放回"


class MissingKeyError(ImproperlyConfigured):
    """Personal data are asked for where no key, or no usable one, is at hand."""


@dataclass(frozen=True)
class PersonalKeys:
    """What the keys of this installation do.

    The cipher, and a key for hashes from each."""

    cipher: MultiFernet
    newest: Fernet
    hash_keys: tuple[bytes, ...]


def key_file() -> Path:
    return Path(settings.DATA_DIR) / "personal_key"


def personal_keys() -> PersonalKeys:
    """Return the keys of this installation, the newest first.

    The file is looked at each time and read when it changed: a server that runs takes a new key.
    Raises MissingKeyError where there is none or a line of it is no key.
    """
    if settings.PERSONAL_KEY:
        return _keys(settings.PERSONAL_KEY.replace(",", "\n"))
    path = key_file()
    try:
        state = path.stat()
    except FileNotFoundError as error:
        raise MissingKeyError(MISSING.format(path=path)) from error
    return _keys_of_file(path, state.st_mtime_ns, state.st_ino, state.st_size)


@lru_cache(maxsize=2)
def _keys_of_file(path, *_state):
    return _keys(path.read_text(encoding="ascii"))


@lru_cache(maxsize=2)
def _keys(written):
    lines = [line.strip() for line in written.splitlines() if line.strip()][::-1]
    try:
        ciphers = [Fernet(line) for line in lines]
        hash_keys = tuple(_hash_key(base64.urlsafe_b64decode(line)) for line in lines)
    except ValueError as error:
        raise MissingKeyError(UNREADABLE) from error
    if not ciphers:
        raise MissingKeyError(MISSING.format(path=key_file()))
    return PersonalKeys(MultiFernet(ciphers), ciphers[0], hash_keys)


def _hash_key(key):
    """Return a key for hashes that tells nothing about the one that encrypts."""
    return HKDF(SHA256(), 32, salt=None, info=b"chamber lookup").derive(key)


def has_keys() -> bool:
    return bool(settings.PERSONAL_KEY) or (key_file().is_file() and key_file().stat().st_size > 0)


def add_key():
    """Append a new key to the file; from now on it encrypts."""
    path = key_file()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as file:
        file.write(Fernet.generate_key() + b"\n")
        file.flush()
        os.fsync(file.fileno())
