"""Which room may import which: the house rule, read off the source with `ast`.

Layers from the bottom; a file may import its own layer and those below. Files of one layer that
must not know each other (views, admin, commands) are separate rooms of that layer.
"""

import ast
from dataclasses import dataclass

LAYERS = [
    {"series.text"},
    {"series.models"},
    {"series.roles"},
    {"series.actions", "series.search"},
    {
        *("series.forms", "series.context", "series.templatetags", "series.demo"),
        *("series.proofs", "series.outputs", "series.facts", "series.linked", "series.places"),
    },
    {
        *("series.views", "series.admin", "series.management"),
        *("series.feeds", "series.sitemaps", "series.calendars", "series.api"),
    },
    {"series.urls"},
]
MACHINES = {"series.feeds", "series.sitemaps", "series.calendars", "series.api"}
STRANGERS = {
    "series.views": {"series.admin", "series.management", *MACHINES},
    "series.admin": {"series.views", "series.management", *MACHINES},
    "series.management": {"series.views", "series.admin", *MACHINES},
    **{room: {"series.admin", "series.management"} for room in MACHINES},
}
HEIGHT = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
MEETING_PLACE = {"chamber.settings", "chamber.urls", "chamber.wsgi"}
NO_ROOM = {"series", "series.apps", "series.migrations"}


@dataclass(frozen=True)
class Breach:
    file: str
    line: int
    why: str

    def __str__(self):
        return f"{self.file}:{self.line} {self.why}"


def breaches(root):
    """Every import under `root` (which holds series/ and chamber/) that the rule forbids."""
    found = []
    for path in sorted([*root.glob("series/**/*.py"), *root.glob("chamber/**/*.py")]):
        module = path.relative_to(root).with_suffix("").as_posix().replace("/", ".")
        name = module.removesuffix(".__init__")
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for line, target in imports(tree, package):
            if why := forbidden(name, target):
                found.append(Breach(path.relative_to(root).as_posix(), line, why))
    return found


def imports(tree, package):
    """(line, absolute module) of every import, those inside functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, package)
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and _is_import_module(node):
            yield node.lineno, node.args[0].value


def _absolute(node, package):
    if not node.level:
        return node.module
    parts = package.split(".")
    here = ".".join(parts[: len(parts) - node.level + 1])
    return f"{here}.{node.module}" if node.module else here


def _is_import_module(node):
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    named = node.args and isinstance(node.args[0], ast.Constant)
    return name in {"import_module", "__import__"} and named and isinstance(node.args[0].value, str)


def room_of(module):
    return ".".join(module.split(".")[:2])


def forbidden(module, target):
    """Why `module` must not import `target`, or an empty string."""
    here, there = room_of(module), room_of(target)
    if module.startswith("chamber"):
        if target.startswith("series") and here not in MEETING_PLACE:
            return "chamber 的登记库不能引用 series"
        return ""
    if there in MEETING_PLACE:
        return f"series 不能引用 {there}"
    if here == "series.text" and target.split(".")[0] in {"django", "chamber", "taggit"}:
        return f"series.text 不能引用 {target.split('.')[0]}"
    if here in NO_ROOM or not target.startswith("series."):
        return ""
    if here not in HEIGHT:
        return f"{here} 没有登记在分层表中"
    return _upward(here, there)


def _upward(here, there):
    if there in STRANGERS.get(here, ()):
        return f"{here} 与 {there} 不能互相引用"
    if HEIGHT.get(there, -1) > HEIGHT[here]:
        return f"{here} 不能引用上层的 {there}"
    return ""
