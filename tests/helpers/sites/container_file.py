"""The container file of docs/deploy as a list of instructions, and what it would copy from this folder."""

import fnmatch
import json
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "docs/deploy/container/Containerfile"
IGNORED = FILE.with_name("Containerfile.dockerignore")


def instructions(text):
    """Return [(name, the rest of its line)], continued lines joined, comments left out."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [tuple(line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]


def values(found, name):
    return [rest for instruction, rest in found if instruction == name]


def environment(found):
    """Return {name: value} of all ENV instructions."""
    return dict(pair.split("=", 1) for rest in values(found, "ENV") for pair in rest.split())


def start_command(found):
    """Return the words of CMD in its form of a list."""
    return json.loads(values(found, "CMD")[-1])


def health_command(found):
    """Return the words that the health check runs."""
    return json.loads(re.search(r"CMD (\[.*\])", values(found, "HEALTHCHECK")[-1])[1])


def copies(found):
    """Return [(source, target)] of all COPY instructions."""
    return [tuple(rest.split()) for rest in values(found, "COPY")]


def is_ignored(path, patterns):
    """Tell whether a build would leave a path out: the last pattern that meets it or a parent counts."""
    ways = [path.as_posix(), *(parent.as_posix() for parent in path.parents)]
    ignored = False
    for pattern in patterns:
        plain = pattern.removeprefix("!")
        if any(_meets(way, plain) for way in ways if way != "."):
            ignored = not pattern.startswith("!")
    return ignored


def _meets(way, pattern):
    """Match as a build does: `**/` is any depth, a star stays within its folder."""
    if pattern.startswith("**/"):
        return fnmatch.fnmatchcase(way.rpartition("/")[2], pattern[3:])
    return way.count("/") == pattern.count("/") and fnmatch.fnmatchcase(way, pattern)


def patterns():
    lines = IGNORED.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def copy_into(folder, *, root=ROOT):
    """Copy what the file copies, less what is ignored, as a build would."""
    known = patterns()
    for source, target in copies(instructions(FILE.read_text(encoding="utf-8"))):
        sources = [root / source]
        if sources[0].is_dir():
            sources = [path for path in sources[0].rglob("*") if path.is_file()]
        for path in sources:
            if not is_ignored(path.relative_to(root), known):
                below = path.relative_to(root / source) if (root / source).is_dir() else path.name
                place = folder / target / below
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, place)
