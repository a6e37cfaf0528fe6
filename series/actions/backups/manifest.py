"""The manifest: what a backup or an export holds, file by file. Decision 107."""

import hashlib
import json
import platform
import re
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path, PurePosixPath

import django
from django.conf import settings

from series.actions.errors import BackupError

NAME = "manifest.json"
BACKUP, EXPORT = "chamber-backup", "chamber-export"
FORMAT = 1
DIGEST = re.compile(r"[0-9a-f]{64}")
# Environment variables whose values are secrets; a manifest names those that are set.
SECRET_VARIABLES = ("CHAMBER_SECRET_KEY", "CHAMBER_S3_SECRET", "DATABASE_URL", "EMAIL_URL")


@dataclass(frozen=True)
class StoredFile:
    """One file: its SHA-256 and size; `modified_ns` is the time of its source."""

    sha256: str
    size: int
    modified_ns: int = 0

    def __post_init__(self):
        if not DIGEST.fullmatch(self.sha256):
            raise BackupError(f"清单里的摘要 {self.sha256} 不能用，这份备份不能使用")


@dataclass
class Manifest:
    """All that is known of a backup; `media` and `files` are {name: StoredFile}.

    `audit` is the end of the audit chain, `missing` the media that the database names and that
    were gone when the backup was made.
    """

    kind: str
    made_at: str
    engine: str
    rows: dict[str, int]
    migrations: list[list[str]]
    audit: dict
    versions: dict[str, str]
    media: dict[str, StoredFile] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    not_contained: list[str] = field(default_factory=list)
    content: str = ""
    format: int = FORMAT

    def as_text(self):
        """Return the manifest as JSON with a digest over itself."""
        facts = asdict(self)
        facts["digest"] = _digest(facts)
        return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_manifest(folder: Path, *, kind: str) -> Manifest:
    """Read the manifest of a folder.
    Raise BackupError unless it is whole and of this kind."""
    named = {BACKUP: "备份", EXPORT: "整站导出"}[kind]
    try:
        facts = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BackupError(f"{folder} 不是本系统的{named}：里面没有 {NAME}") from error
    except (OSError, ValueError) as error:
        raise BackupError(f"{folder} 已损坏：{NAME} 读不出来，请换另一份{named}") from error
    if not isinstance(facts, dict) or facts.get("kind") != kind:
        raise BackupError(f"{folder} 不是本系统的{named}，请核对路径")
    if facts.get("format") != FORMAT:
        raise BackupError(f"{folder} 由别的版本写成，请先把程序升级到写它时的版本")
    if facts.pop("digest", "") != _digest(facts):
        raise BackupError(f"{folder} 已损坏：{NAME} 与它自己的摘要不符，请换另一份{named}")
    manifest = _from_facts(facts)
    for name in [*manifest.files, *manifest.media]:
        _refuse_outside(name, folder)
    return manifest


def _refuse_outside(name, folder):
    """Refuse a name that would lead out of the folder into which it is restored."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\0" in name or "\\" in name:
        raise BackupError(f"{folder} 的清单里有不能用的文件名（{name}），这份备份不能使用")


def _from_facts(facts):
    for name in ("media", "files"):
        facts[name] = {key: StoredFile(**value) for key, value in facts[name].items()}
    return Manifest(**{item.name: facts[item.name] for item in fields(Manifest)})


def _digest(facts):
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def versions(database: str) -> dict[str, str]:
    """Return the versions of what wrote the backup."""
    return {
        "python": platform.python_version(),
        "django": django.get_version(),
        "database": database,
    }


def secrets_left_out(environment) -> list[str]:
    """Return the names of the secrets that this site has and that no backup contains."""
    keys = sorted(path.name for path in settings.DATA_DIR.glob("*key*") if path.is_file())
    set_here = [name for name in SECRET_VARIABLES if environment.get(name)]
    return [*keys, *set_here]
