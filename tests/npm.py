"""Install npm packages from a folder's lock file, once for each lock."""

import shutil
import subprocess


class ToolError(Exception):
    """A tool cannot run here; the text says what to do."""


def installed(folder):
    """Whether node_modules holds what this very lock file names.

    `make lint` asks the same: the lock that was installed lies beside the packages.
    """
    copy = folder / "node_modules" / "installed.json"
    return copy.is_file() and copy.read_bytes() == lock_of(folder).read_bytes()


def install(folder):
    """`npm ci`, unless the same lock file was installed before."""
    if installed(folder):
        return
    npm = program("npm", "nodejs 和 npm")
    print(f"正在按锁定文件安装 {folder.name} 的组件……", flush=True)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ToolError(f"npm ci 没有成功：\n{done.stderr[-2000:]}")
    shutil.copyfile(lock_of(folder), folder / "node_modules" / "installed.json")


def lock_of(folder):
    return folder / "package-lock.json"


def program(name, package):
    """The program's path; where it is missing, what to install."""
    path = shutil.which(name)
    if path is None:
        raise ToolError(f"没有 {name}：请安装 {package}")
    return path
