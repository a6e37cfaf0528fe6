"""Names and docstrings as the style asks for them: one class a name, a verb first."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DJANGO_NAMES = {"Command", "Migration", "Meta"}  # Django looks for these by name
MOST_WORDS = 15  # of the first line; why and the decision follow below it
NOUN_FIRST = {"the", "a", "an", "one", "every", "each", "what", "how", "where", "whether", "which"}


@pytest.fixture(scope="module")
def trees():
    """The code of both apps, parsed once for all that look at it."""
    return list(code(ROOT))


def code(root):
    """Yield (file, syntax tree) of the modules of both apps but migrations."""
    for path in sorted([*root.glob("series/**/*.py"), *root.glob("chamber/**/*.py")]):
        if "migrations" not in path.parts:
            yield path.relative_to(root).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def shared_class_names(trees):
    """Return {name: files} of the public classes of modules that two of them define."""
    places = defaultdict(list)
    for name, tree in trees:
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(name)
    twice = {name: files for name, files in places.items() if len(files) > 1}
    return {name: files for name, files in twice.items() if name not in DJANGO_NAMES}


def noun_first(trees):
    """Return (file, function) of the docstrings that do not begin with what the function does."""
    found = []
    for name, tree in trees:
        for node in ast.walk(tree):
            text = ast.get_docstring(node) if isinstance(node, ast.FunctionDef) else None
            first = re.match(r"\W*(\w*)", text)[1].lower() if text else ""
            if first in NOUN_FIRST:
                found.append((name, node.name))
    return found


def crammed(trees):
    """Return (file, first line) of the docstrings whose first line is long or no sentence."""
    found = []
    for name, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
                first = (ast.get_docstring(node) or "").partition("\n")[0]
                if first and (len(first.split()) > MOST_WORDS or first[-1] not in ".。?"):
                    found.append((name, first))
    return found


def test_no_two_classes_have_one_name(trees):
    assert shared_class_names(trees) == {}


def test_docstrings_of_functions_begin_with_a_verb(trees):
    assert noun_first(trees) == []


def test_docstrings_begin_with_one_short_sentence(trees):
    assert crammed(trees) == []


def test_control_a_long_first_line_and_half_a_sentence_are_found(tmp_path):
    (tmp_path / "series").mkdir()
    long = " ".join(["Return"] + ["word"] * MOST_WORDS) + "."
    text = (
        f'"""Names.\n\nLater lines are\nas long as they like."""\n\n\ndef a():\n    """{long}"""\n'
    )
    text += '\n\ndef b():\n    """Return the name and\n    its place."""\n'
    (tmp_path / "series/a.py").write_text(text)
    assert crammed(code(tmp_path)) == [
        ("series/a.py", long),
        ("series/a.py", "Return the name and"),
    ]


def test_control_both_are_found(tmp_path):
    (tmp_path / "series").mkdir()
    text = 'class Place:\n    pass\n\n\ndef place():\n    """The place."""\n'
    (tmp_path / "series/a.py").write_text(text)
    (tmp_path / "series/b.py").write_text("class Place:\n    pass\n\n\nclass Command:\n    pass\n")
    (tmp_path / "series/c.py").write_text("class Command:\n    pass\n")
    assert shared_class_names(code(tmp_path)) == {"Place": ["series/a.py", "series/b.py"]}
    assert noun_first(code(tmp_path)) == [("series/a.py", "place")]
