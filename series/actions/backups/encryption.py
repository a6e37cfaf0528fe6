"""Encrypted backups: a .tar for one recipient, by age or GPG where it is installed.
Decision 107."""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from series.actions.errors import BackupError

from .durable import remove, sync_file

AGE_RECIPIENTS = ("age1", "ssh-ed25519 ", "ssh-rsa ")
SUFFIXES = {".age": "age", ".gpg": "gpg"}


def encrypted(folder: Path, *, recipient: str) -> Path:
    """Encrypt a folder into a file beside it and return the file.
    The folder is removed."""
    if recipient.startswith("-"):
        raise BackupError(f"收件人“{recipient}”不能用，请写 age 公钥或 GPG 密钥的编号、邮箱")
    name = "age" if recipient.startswith(AGE_RECIPIENTS) else "gpg"
    target = folder.with_name(f"{folder.name}.tar.{name}")
    options = {
        "age": ["--encrypt", "--recipient", recipient, "--output", str(target)],
        "gpg": [
            *("--batch", "--yes", "--trust-model", "always", "--encrypt"),
            *("--recipient", recipient, "--output", str(target)),
        ],
    }
    _pipe([name, *options[name]], lambda into: _pack(folder, into))
    target.chmod(0o600)
    sync_file(target)
    remove(folder)
    return target


def decrypted(path: Path, folder: Path, *, identity: str = "") -> Path:
    """Decrypt a backup into a folder and return the folder of the backup in it.

    `identity` is the file with the private key of age; GPG asks its own keys.
    """
    name = SUFFIXES.get(path.suffix)
    if name is None:
        raise BackupError(f"{path} 不是备份：应是备份文件夹，或 .tar.age、.tar.gpg 文件")
    if name == "age" and not identity:
        raise BackupError("解开 .age 备份须用 --identity 指定私钥文件")
    options = {
        "age": ["--decrypt", "--identity", identity, str(path)],
        "gpg": ["--batch", "--decrypt", str(path)],
    }
    archive = folder / "backup.tar"
    with archive.open("wb") as into:
        _run([_program(name), *options[name]], stdout=into)
    try:
        with tarfile.open(archive) as packed:
            packed.extractall(folder / "backup", filter="data")
    except (tarfile.TarError, OSError) as error:
        raise BackupError(f"{path} 已损坏，解不开：{error}") from error
    archive.unlink()
    return folder / "backup"


def _program(name):
    if found := shutil.which(name):
        return found
    raise BackupError(f"没有找到加密程序 {name}，请先安装它，或改用另一种收件人")


def _pack(folder, into):
    with tarfile.open(fileobj=into, mode="w|") as packed:
        for path in sorted(folder.iterdir()):
            packed.add(path, arcname=path.name)


def _pipe(command, write):
    """Run a program that reads what `write(stream)` writes."""
    with tempfile.TemporaryFile() as errors:
        with (
            subprocess.Popen(  # noqa: S603 (own words; the recipient is one argument)
                [_program(command[0]), *command[1:]],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            ) as running
        ):
            try:
                write(running.stdin)
                running.stdin.close()
            except BrokenPipeError:  # the program has ended: its code says so below
                running.stdin = None
        _refuse_failure(command[0], running.returncode, errors)


def _run(command, *, stdout):
    with tempfile.TemporaryFile() as errors:
        done = subprocess.run(  # noqa: S603 (own words)
            command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=errors, check=False
        )
        _refuse_failure(Path(command[0]).name, done.returncode, errors)


def _refuse_failure(name, code, errors):
    if code:
        errors.seek(0)
        told = errors.read().decode("utf-8", "replace").strip().splitlines()
        raise BackupError(f"{name} 没有做成：{told[-1] if told else code}，请核对收件人或私钥")
