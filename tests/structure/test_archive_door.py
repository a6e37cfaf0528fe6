"""Publishing without signatures is for two commands alone; no page of the desk can reach it."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UNSIGNED = {"publish_archive", "_make_public"}
KNOWN = {
    "series/actions/editorial/publication.py",
    "series/actions/imports/write.py",
    "series/actions/imports/demonstration.py",
}


def speaks_of_it(source):
    """Does this module import or name a function that publishes unsigned?"""
    named = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.alias):
            named.add(node.name)
        named.add(getattr(node, "attr", None) or getattr(node, "id", None))
    return bool(named & UNSIGNED)


def test_only_the_two_commands_reach_it():
    modules = [path for app in ("series", "chamber") for path in (ROOT / app).rglob("*.py")]
    found = {str(path.relative_to(ROOT)) for path in modules if speaks_of_it(path.read_text())}
    assert found == KNOWN


def test_another_way_in_would_be_seen():
    assert speaks_of_it("def view(r):\n    from a import publish_archive as x\n    x(r)")
    assert speaks_of_it("import publishing\npublishing.publish_archive(1)")
    assert not speaks_of_it("from a import publish\npublish(1)")
