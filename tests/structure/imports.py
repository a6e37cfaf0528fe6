"""Which room may import which: the house rule, read off the source with `ast`.

Two tables. LAYERS orders the rooms of the app, ROOMS the sub-rooms inside three of them, each
from the bottom; a file may import its own layer and those below. Rooms that must not know each
other although they stand at one height are STRANGERS; sub-rooms of one height always are.
"""

import ast
from dataclasses import dataclass

LAYERS = [
    {"series.text", "series.page_keys"},
    {"series.models"},
    {"series.roles"},
    {"series.registration", "series.consultation", "series.finished", "series.safe_markup"},
    {"series.actions", "series.search"},
    {
        *("series.forms", "series.context", "series.templatetags", "series.demo", "series.dates"),
        *("series.previews", "series.outputs", "series.facts", "series.linked", "series.sections"),
        *("series.drawing", "series.second_step"),
    },
    {
        *("series.views", "series.admin", "series.management", "series.operations"),
        *("series.middleware", "series.feeds", "series.sitemaps", "series.calendars", "series.api"),
    },
    {"series.urls", "series.serving"},
]
ROOMS = {
    "series.text": [
        {"characters"},
        {"dictionaries"},
        {"language"},
        {"typography", "numbers"},
        {"markup"},
        {"structure"},
        {"account", "recognition"},
        {"web", "diff", "outputs"},
        {"documents"},
        {"clipboard"},
    ],
    "series.actions": [
        {"errors"},
        {"notifying"},
        {"outbox"},
        {"audit", "counters"},
        {"letters"},
        {"relations", "media", "endorsements"},
        {"editorial", "tags", "site"},
        {"registration"},
        {"consultations", "typo_reports"},
        {"progress", "imports", "verification", "withdrawal", "backups"},
        {"reports", "desk"},
    ],
    "series.admin": [
        {"base"},
        {"lists", "library", "taxonomy", "people"},
        {"entry", "office"},
        {"endorsements", "registrations", "consultations"},
        {"kinds"},
        {"site"},
        {"registration"},
    ],
}
MACHINES = {"series.feeds", "series.sitemaps", "series.calendars", "series.api"}
COMMANDS = {"series.management", "series.operations"}
STRANGERS = {
    "series.views": {"series.admin", "series.middleware", *COMMANDS, *MACHINES},
    "series.admin": {"series.views", "series.middleware", *COMMANDS, *MACHINES},
    "series.management": {*LAYERS[-2]} - {"series.management"},
    "series.operations": {*LAYERS[-2]} - {"series.operations"},
    "series.middleware": {"series.views", "series.admin", *COMMANDS, *MACHINES},
    **{room: {"series.admin", "series.middleware", *COMMANDS} for room in MACHINES},
}
HEIGHT = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
SUB_HEIGHT = {
    f"{parent}.{room}": height
    for parent, columns in ROOMS.items()
    for height, rooms in enumerate(columns)
    for room in rooms
}
MEETING_PLACE = {"chamber.settings", "chamber.urls", "chamber.wsgi"}
FROM_CHAMBER = {
    "chamber.urls": {"series.urls", "series.views"},
    "chamber.wsgi": {"series.serving"},
}
NO_ROOM = {"series", "series.apps", "series.migrations"}
CODE_OF_TODAY = ("series.", "chamber.")
# Classes that a migration names because a field is of them; they keep their names and arguments.
FIELD_CLASSES = {
    *("series.models.revision", "series.models.revision.ReadableJSON"),
    "chamber.personal_data.fields",
}


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


def sub_room_of(module):
    """series.text.markup of series.text.markup.blocks; empty where the room has no sub-rooms."""
    return ".".join(module.split(".")[:3]) if room_of(module) in ROOMS else ""


def forbidden(module, target):
    """Why `module` must not import `target`, or an empty string."""
    if module.startswith("chamber"):
        return _from_chamber(module, target)
    if room_of(target) in MEETING_PLACE:
        return f"series 不能引用 {room_of(target)}"
    if room_of(module) == "series.migrations":
        return _from_migration(target)
    if room_of(module) == "series.text" and target.split(".")[0] in FOREIGN_TO_TEXT:
        return f"series.text 不能引用 {target.split('.')[0]}"
    return _inside_series(module, target) if target.startswith("series.") else ""


FOREIGN_TO_TEXT = {"django", "chamber", "taggit"}


def _from_chamber(module, target):
    if not target.startswith("series"):
        return ""
    if room_of(module) not in MEETING_PLACE:
        return "chamber 的登记库不能引用 series"
    if room_of(target) not in FROM_CHAMBER.get(room_of(module), ()):
        return f"{room_of(module)} 不能引用 {room_of(target)}"
    return ""


def _from_migration(target):
    if target.startswith(CODE_OF_TODAY) and target not in FIELD_CLASSES:
        return f"迁移不能引用今天的代码 {target}"
    return ""


def _inside_series(module, target):
    here, there = room_of(module), room_of(target)
    if here in NO_ROOM:
        return ""
    if here not in HEIGHT:
        return f"{here} 没有登记在分层表中"
    if here == there:
        return _between_sub_rooms(sub_room_of(module), sub_room_of(target))
    return _upward(here, there)


def _upward(here, there):
    if there in STRANGERS.get(here, ()):
        return f"{here} 与 {there} 不能互相引用"
    if HEIGHT.get(there, -1) > HEIGHT[here]:
        return f"{here} 不能引用上层的 {there}"
    return ""


def _between_sub_rooms(here, there):
    if here == there or here.count(".") < 2 or there.count(".") < 2:
        return ""
    if here not in SUB_HEIGHT or there not in SUB_HEIGHT:
        return f"{here if here not in SUB_HEIGHT else there} 没有登记在分层表中"
    if SUB_HEIGHT[there] > SUB_HEIGHT[here]:
        return f"{here} 不能引用上层的 {there}"
    if SUB_HEIGHT[there] == SUB_HEIGHT[here]:
        return f"{here} 与 {there} 不能互相引用"
    return ""
