"""Run the unit tests of static/ under node, with jsdom and the prose editor's own library.

python -m tests.javascript.run [editor.test.mjs …]
"""

import importlib.util
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.npm import ToolError, install, program
from tests.outcomes import FAILED, NOT_RUN, PASSED

HERE = Path(__file__).parent
OLDEST = (18, 16)
SHARES = 2  # cores
LONGEST = 300  # seconds; what waits in vain must not wait for ever
FAULTS = "✖ failing tests:"


def run(names=(), *, folder=HERE):
    """(outcome, reason) of all test files of the folder, or of those named."""
    try:
        node = program("node", "nodejs 和 npm")
        version = version_of(node)
        if version < OLDEST:
            return NOT_RUN, f"Node.js {'.'.join(map(str, version))} 太旧，至少要 18.16"
        install(folder)
    except ToolError as error:
        return NOT_RUN, str(error)
    files = list(names) or sorted(path.name for path in folder.glob("*.test.mjs"))
    shares = [files[start::SHARES] for start in range(SHARES) if files[start::SHARES]]
    with ThreadPoolExecutor(SHARES) as pool:
        processes = pool.map(lambda share: tested(node, folder, share), shares)
        try:
            return conclusion(processes)
        except subprocess.TimeoutExpired:
            return FAILED, f"超过 {LONGEST} 秒没有结束"


def version_of(node):
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(number) for number in re.findall(r"\d+", told)[:2])


def tested(node, folder, files):
    """The finished process of these test files."""
    command = [node, "--experimental-vm-modules", "--no-warnings", "--test"]
    command += ["--test-reporter=spec", "together.mjs"]
    options = {"capture_output": True, "text": True, "check": False, "timeout": LONGEST}
    return subprocess.run(command, cwd=folder, env=environment(files), **options)


def environment(files):
    spec = importlib.util.find_spec("django_prose_editor")
    library = Path(spec.origin).parent / "static" / "django_prose_editor"
    return os.environ | {"CHAMBER_PROSE_EDITOR": str(library), "CHAMBER_TESTS": " ".join(files)}


def conclusion(processes):
    """(outcome, reason); what failed is printed as node tells it."""
    passed, failed = 0, False
    for process in processes:
        passed += sum(int(number) for number in re.findall(r"^ℹ pass (\d+)$", process.stdout, re.M))
        if process.returncode:
            failed = True
            told = process.stdout
            print(told[max(told.find(FAULTS), 0) :], process.stderr, sep="\n", flush=True)
    if failed:
        return FAILED, "见上"
    return (PASSED, f"{passed} 项") if passed else (NOT_RUN, "没有收集到测试")


if __name__ == "__main__":
    outcome, reason = run(sys.argv[1:])
    print(f"脚本：{outcome}，{reason}")
    sys.exit(outcome != PASSED)
