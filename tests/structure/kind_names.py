"""Which files name a single kind of entry, and how that is counted.

Counted are files of `series` and `templates` outside the registry (`series/models/kind.py`,
`entry_kinds.py`, the package's face `__init__.py`) and outside the kind's own files: those with
the kind or its folder as a word of their name (`event_list.html`, `views/events.py`,
`import_article.py`). Not looked at: migrations, and `series.text`, which knows no model: “event”
is a sort of term there, “article” an element of HTML.

A Python file names a kind by `Kind.EVENT`; by importing its model from `series.models`, its
EntryKind, or one of its own modules; by a text that is the kind, its folder, “series.Event”, or
the beginning of its addresses' names (“series:event…”, “series_event_…”, “admin:series_event_…”).
A value of another TextChoices is none. A template names it by such a text, or its model's name,
inside a tag.
"""

import ast
import re

REGISTRY = {f"series/models/{name}.py" for name in ("kind", "entry_kinds", "__init__")}
# What one kind alone has, in files and folders named after it.
SERVICES = {
    "event": ("registration", "registrations", "check", "checkin", "certificate", "feedback"),
    "initiative": ("endorsement", "endorsements", "endorsing", "calls"),
}
TAG = re.compile(r"\{[%{].*?[%}]\}", re.S)
QUOTED = re.compile(r"""'([^']*)'|"([^"]*)\"""")


def files_that_name(about, root):
    """Paths under `root` (which holds series/ and templates/) that name this EntryKind alone."""
    found = []
    for path in sorted([*root.glob("series/**/*.py"), *root.glob("templates/**/*.html")]):
        file = path.relative_to(root).as_posix()
        if _is_looked_at(file) and not _is_own(path, about):
            text = path.read_text(encoding="utf-8")
            names = _in_python(text, about) if path.suffix == ".py" else _in_template(text, about)
            if names:
                found.append(file)
    return found


def _is_looked_at(file):
    return file not in REGISTRY and not file.startswith(("series/migrations/", "series/text/"))


def _is_own(path, about):
    own = {str(about.kind), about.folder, *SERVICES.get(str(about.kind), ())}
    return not own.isdisjoint({path.parent.name, *path.stem.strip("_").split("_")})


def _in_python(text, about):
    tree = ast.parse(text)
    others = {
        id(node)
        for each in ast.walk(tree)
        if isinstance(each, ast.ClassDef) and "TextChoices" in map(_last_name, each.bases)
        for node in ast.walk(each)
    }
    return any(_names(node, about) for node in ast.walk(tree) if id(node) not in others)


def _last_name(node):
    return getattr(node, "attr", getattr(node, "id", ""))


def _names(node, about):
    if isinstance(node, ast.Attribute):
        return _last_name(node.value) == "Kind" and node.attr == about.kind.name
    if isinstance(node, ast.ImportFrom):
        return _is_import_of(node, about)
    return isinstance(node, ast.Constant) and _is_name(node.value, about)


def _is_import_of(node, about):
    module, names = node.module or "", {alias.name for alias in node.names}
    own = {str(about.kind), about.folder}
    if not node.level and not module.startswith("series"):
        return False
    if "models" in module and names & {about.model.__name__, about.kind.name}:
        return True
    return module.rpartition(".")[2] in own or bool(names & own)


def _is_name(value, about):
    if not isinstance(value, str):
        return False
    kind, folder = str(about.kind), about.folder
    if value in (kind, folder, about.model_name):
        return True
    starts = (f"series:{kind}", f"series:{folder}", f"series_{kind}_", f"admin:series_{kind}_")
    return value.startswith(starts)


def _in_template(text, about):
    quoted = (a or b for tag in TAG.findall(text) for a, b in QUOTED.findall(tag))
    name = about.model.__name__
    return any(_is_name(value, about) or value == name for value in quoted)
