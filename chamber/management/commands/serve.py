import errno
import hashlib
import json
import os
import shutil
import socket

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections
from django.utils.module_loading import import_string

from chamber import server
from chamber.setup_lock import lock_setup

MANIFEST = "staticfiles.json"


class Command(BaseCommand):
    help = "用正式服务器运行网站（前台运行，Ctrl-C 或 SIGTERM 停止）；端口由 PORT 指定，默认 8000"

    def add_arguments(self, parser):
        parser.add_argument("--workers", type=int, default=2, help="进程数，默认 2")
        parser.add_argument(
            "--threads",
            type=int,
            default=4,
            help="每个进程同时处理的读者请求，工作台另有同样多，默认 4",
        )

    def handle(self, *, workers, threads, **options):
        if settings.DEBUG:
            raise CommandError("还没有密钥：请先运行 manage.py prepare，并关闭 CHAMBER_DEBUG")
        port = _port()
        with lock_setup(settings.DATA_DIR, tell=self._tell):
            _collect_static()
            self._build_dictionaries()
            self._mark_audit()
            shutil.rmtree(settings.REQUEST_COUNTS, ignore_errors=True)
        self.stdout.write(
            f"网站：http://{settings.ADDRESS}:{port}/  工作台：http://{settings.ADDRESS}:{port}/desk/"
        )
        self.stdout.write("按 Ctrl-C 停止")
        self.stdout.flush()
        os.chdir(settings.BASE_DIR)
        self._load(threads)
        server.run(port=port, workers=workers, threads=threads)

    def _load(self, threads):
        """Load what the workers share; no connection goes over to them."""
        os.environ["CHAMBER_THREADS"] = str(threads)  # for workers that are spawned
        settings.SERVER_THREADS = threads
        import_string(server.LOAD)()
        connections.close_all()

    def _tell(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()

    def _build_dictionaries(self):
        """Make the files that the workers share, before there are workers; a fault stops nothing."""
        try:
            call_command("build_dictionaries", stdout=self.stdout)
        except OSError as error:
            self.stderr.write(f"没有生成共用的词典文件，各进程各自装入：{error}")

    def _mark_audit(self):
        """Begin the audit's key and its record of names and roles where there is none.

        A fault here stops no server."""
        try:
            call_command("audit_key", "--if-missing", "--commit", stdout=self.stdout)
            call_command("audit_registers", "--if-missing", "--commit", stdout=self.stdout)
        except (CommandError, DatabaseError, OSError) as error:
            self.stderr.write(f"没有启用审计密钥，审计照常：{error}")


def _port():
    """Return PORT from the environment. Raises CommandError if it is invalid or in use."""
    typed = os.environ.get("PORT") or "8000"
    if not typed.isdecimal() or not 1 <= int(typed) <= 65535:
        raise CommandError(f"PORT 应为 1 到 65535 的数字，现在是“{typed}”")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.ADDRESS, int(typed)))
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise CommandError(
                    f"这台机器没有地址 {settings.ADDRESS}：请核对 CHAMBER_ADDRESS"
                ) from error
            why = "没有权限使用" if error.errno == errno.EACCES else "已被其他程序占用"
            raise CommandError(
                f"端口 {typed} {why}：请先停止那个程序，或换一个端口，例如 make run PORT=8001"
            ) from error
    return int(typed)


def _collect_static():
    """Copy and compress the static files if any changed or is missing.

    On a full disk the site starts with the files that are there."""
    stamp = settings.DATA_DIR / "static_state"
    state = _static_state()
    if stamp.is_file() and stamp.read_text() == state and _static_is_whole():
        return
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state)
    except OSError as error:
        if not _static_is_whole():
            raise CommandError(
                f"样式和脚本收集不到 {settings.STATIC_ROOT}（{error.strerror}），请清理磁盘后再启动"
            ) from error


def _static_is_whole():
    """Tell whether every file that the manifest names is there."""
    try:
        names = json.loads((settings.STATIC_ROOT / MANIFEST).read_text())["paths"].values()
    except (OSError, ValueError, KeyError):
        return False
    return all((settings.STATIC_ROOT / name).is_file() for name in names)


def _static_state():
    """Return a digest of the names, sizes and times of the static files."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = os.stat(storage.path(name))
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
