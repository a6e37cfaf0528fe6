"""The npm tools: installed from the lock file, and only when it changed."""

import hashlib
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
STAMP = MODULES / ".chamber-lock"
AXE = MODULES / "axe-core"
LIGHTHOUSE = MODULES / "lighthouse" / "cli" / "index.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


class ToolError(Exception):
    """A tool cannot run here; the text says what to do."""


def lock_digest():
    pair = (HERE / "package.json", HERE / "package-lock.json")
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in pair)).hexdigest()


def installed():
    """Whether node_modules holds what this very lock file names."""
    return STAMP.is_file() and STAMP.read_text() == lock_digest()


def install():
    """`npm ci`, unless the same lock file was installed before."""
    if installed():
        return
    npm = program("npm", "nodejs 和 npm")
    print("正在按锁定文件安装检查工具……", flush=True)
    done = subprocess.run(
        [npm, "ci", "--ignore-scripts"], cwd=HERE, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ToolError(f"npm ci 没有成功：\n{done.stderr[-2000:]}")
    STAMP.write_text(lock_digest())


def program(name, package):
    """The program's path; where it is missing, what to install."""
    path = shutil.which(name)
    if path is None:
        raise ToolError(f"没有 {name}：请安装 {package}")
    return path
