from pathlib import Path

import pytest

from tests.structure.imports import HEIGHT, NO_ROOM, breaches, forbidden, room_of

ROOT = Path(__file__).resolve().parents[2]


def test_no_room_imports_one_above_it():
    assert [str(breach) for breach in breaches(ROOT)] == []


def test_every_file_of_series_is_in_a_room():
    modules = [
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for path in ROOT.glob("series/**/*.py")
    ]
    rooms = {room_of(module.removesuffix(".__init__")) for module in modules}
    assert rooms - set(HEIGHT) - NO_ROOM == set()


@pytest.mark.parametrize(
    ("file", "line", "why"),
    [
        ("series/models/a.py", "from series.actions import publishing", "上层"),
        ("series/models/a.py", "def f():\n    from series import actions", "上层"),
        ("series/models/a.py", "from ..actions.publishing import publish", "上层"),
        ("series/actions/a.py", "import series.views.pages", "上层"),
        ("series/views/a.py", "from series.admin.entry import EntryAdmin", "不能互相引用"),
        ("series/admin/a.py", "from series.management.commands import demo", "不能互相引用"),
        ("series/management/commands/a.py", "from series.views import home", "不能互相引用"),
        ("series/text/a.py", "def f():\n    from django.utils import timezone", "django"),
        ("series/text/a.py", "import importlib\nimportlib.import_module('django.db')", "django"),
        ("series/text/a.py", "from series.models import Entry", "上层"),
        ("series/views/a.py", "from chamber import settings", "chamber.settings"),
        ("chamber/models/a.py", "from series.models import Entry", "登记库"),
        ("series/attic/a.py", "from series.models import Entry", "没有登记"),
    ],
)
def test_a_made_up_breach_is_found(tmp_path, file, line, why):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(line + "\n", encoding="utf-8")
    found = breaches(tmp_path)
    assert len(found) == 1
    assert why in found[0].why


@pytest.mark.parametrize(
    ("module", "target"),
    [
        ("series.views.home", "series.models.Entry"),
        ("series.actions.editorial.publication", "series.roles.may"),
        ("series.actions.editorial.publication", "series.actions.editorial.content"),
        ("series.models.entry", "chamber.models.Organization"),
        ("series.urls", "series.views.home"),
        ("chamber.urls", "series.urls"),
        ("series.text.markup.stored_html", "nh3"),
    ],
)
def test_what_the_rule_allows_is_not_reported(module, target):
    assert forbidden(module, target) == ""
