"""`{% extends %}`: the same pages as the framework's own tag, with less searching."""

from django.template import Context, Engine
from django.template.loader_tags import BlockNode

from series.templatetags.inheriting import KnownNodes

PAGES = {
    "base": "<a>{% block title %}站{% endblock %}{% if on %}{% block deep %}深{% endblock %}{% endif %}</a>",
    "middle": "{% extends 'base' %}{% block deep %}[{{ block.super }}{% block inner %}{% endblock %}]{% endblock %}",
    "page": "{% extends 'middle' %}{% block title %}页{% endblock %}{% block inner %}{{ n }}{% endblock %}",
    "other": "{% extends parent %}{% block title %}{{ block.super }}外{% endblock %}",
}
LOADERS = [
    ("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", PAGES)])
]
OURS = Engine(loaders=LOADERS, builtins=["series.templatetags.inheriting"])
THEIRS = Engine(loaders=LOADERS)


def printed(engine, name, **values):
    return engine.get_template(name).render(Context(values))


def test_pages_are_those_of_the_framework_each_time():
    asked = [("page", {"on": on, "n": n}) for on in (True, False) for n in range(2)]
    asked += [("other", {"parent": parent, "on": True}) for parent in ("base", "middle", "base")]
    told = [printed(OURS, name, **values) for name, values in asked]
    assert told == [printed(THEIRS, name, **values) for name, values in asked]
    assert told[:3] == ["<a>页[深0]</a>", "<a>页[深1]</a>", "<a>页</a>"]
    assert told[-3:] == ["<a>站外深</a>", "<a>站外[深]</a>", "<a>站外深</a>"]


def test_the_blocks_of_a_parent_are_looked_for_once():
    for number in range(3):
        printed(OURS, "page", on=True, n=number)
    nodes = OURS.get_template("base").nodelist
    assert isinstance(nodes, KnownNodes)
    assert nodes.get_nodes_by_type(BlockNode) is nodes.get_nodes_by_type(BlockNode)
    assert [node.name for node in nodes.get_nodes_by_type(BlockNode)] == ["title", "deep"]
