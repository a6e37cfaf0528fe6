"""`make run` as a new operator would do it: from nothing, look at the pages, stop, start again.

python -m tests.smoke
"""

import contextlib
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST_START, SECOND_START = 600, 60


class SmokeError(AssertionError):
    """Something that a visitor or an operator would have seen go wrong."""


def expect(truth, what):
    print(f"{'✓' if truth else '✗'} {what}", flush=True)
    if not truth:
        raise SmokeError(what)


class Site:
    """A started site and a visitor with a cookie jar."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.visitor = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)

    def get(self, path, form=None):
        """(status, text) of a page; `form` makes it a POST."""
        data = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(self.address + path, data)
        request.add_header("Referer", self.address + path)
        try:
            with self.visitor.open(request, timeout=20) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")

    def ready(self):
        with contextlib.suppress(OSError):
            return self.get("/healthz")[0] == 200
        return False


@contextlib.contextmanager
def running(folder, port, *, within):
    """`make run` until the block ends; yields the site once /healthz answers."""
    environment = {**os.environ, "PORT": str(port), "CHAMBER_DATA": str(folder)}
    log = folder.with_suffix(".log")
    with log.open("w") as output:
        process = subprocess.Popen(
            ["make", "--no-print-directory", "run"],
            **{"cwd": ROOT, "env": environment, "stdin": subprocess.DEVNULL},
            **{"stdout": output, "stderr": subprocess.STDOUT, "start_new_session": True},
        )
    site, started = Site(port), time.monotonic()
    try:
        while not site.ready():
            if process.poll() is not None or time.monotonic() - started > within:
                raise SmokeError(f"网站没有启动：\n{log.read_text()[-3000:]}")
            time.sleep(0.2)
        print(f"✓ 启动用时 {time.monotonic() - started:.1f} 秒", flush=True)
        yield site, log.read_text()
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=30)
        expect(process.poll() is not None and nobody_listens(port), "收到 SIGTERM 后正常停止")
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def nobody_listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def look_around(site):
    """The public pages a reader meets first. Returns the address of an article."""
    status, home = site.get("/")
    expect(status == 200 and "新时代 新常商 新力量" in home, "首页有专栏名称")
    found = re.search(r'href="(/article/\d+/?)"', home) or re.search(
        r'href="(/articles?/\d+/?)"', home
    )
    expect(found, "首页列出文章")
    status, text = site.get(found[1])
    expect(status == 200 and "<h1" in text and text.count("<p") > 3, f"文章页 {found[1]} 有正文")
    for path, word in (("/sitemap.xml", "<sitemap"), ("/robots.txt", "Sitemap")):
        status, text = site.get(path)
        expect(status == 200 and word in text, f"{path} 可用")
    for address in sorted(set(re.findall(r'href="(/static/[^"]+\.css)"', home))):
        expect(site.get(address)[0] == 200, f"样式 {address} 可用")
    status, text = site.get("/no-such-page")
    expect(status == 404 and "新时代" in text and "Traceback" not in text, "404 页与全站同貌")
    expect(site.get("/desk/")[1].count('type="password"') == 1, "工作台要求登录")
    return found[1]


def sign_in(site, account):
    name, _, password = account
    page = site.get("/desk/login/")[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"username": name, "password": password, "csrfmiddlewaretoken": token}
    status, desk = site.get("/desk/login/?next=/desk/", form={**form, "next": "/desk/"})
    expect(status == 200 and 'id="logout-form"' in desk, f"{account[1]} {name} 登录工作台")
    return desk


def printed_accounts(log):
    """[(username, role, password)] as the first start printed them."""
    return re.findall(r"^(\w+)\t(\S+)\t(\S{16,})$", log, re.M)


def main():
    place = Path(tempfile.mkdtemp(prefix="chamber-smoke-"))
    folder, port = place / "data", free_port()
    try:
        with running(folder, port, within=FIRST_START) as (site, log):
            accounts = printed_accounts(log)
            expect(len(accounts) == 5, "首次启动给出五个账号")
            expect(folder.stat().st_mode & 0o777 == 0o700, "数据文件夹只有本人可读")
            article = look_around(site)
            desk = sign_in(site, accounts[-1])
            for word in ("稿件", "排期", "素材", "审签", "设置"):
                expect(word in desk, f"管理员看到“{word}”")
        with running(folder, port, within=SECOND_START) as (site, log):
            expect(printed_accounts(log) == [], "再次启动不再显示密码")
            expect(site.get(article)[0] == 200, "再次启动后文章还在")
            sign_in(site, accounts[-1])
    except SmokeError as error:
        sys.exit(f"试运行失败：{error}")
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print("试运行：通过")


if __name__ == "__main__":
    main()
