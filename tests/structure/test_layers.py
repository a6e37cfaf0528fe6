from pathlib import Path

import pytest

from tests.structure.imports import (
    HEIGHT,
    NO_ROOM,
    ROOMS,
    SUB_HEIGHT,
    breaches,
    forbidden,
    room_of,
    sub_room_of,
)

ROOT = Path(__file__).resolve().parents[2]
MOST_FILES, MOST_NOUNS = 25, 40
NOUNS = {"series/models", "series/views", "tests/views"}  # each file is one noun
COUNTED = ("series", "chamber", "tests")
# A migration is appended and never moved; a demonstration text is no code.
NOT_COUNTED = {"series/migrations", "chamber/migrations"}


def test_no_room_imports_one_above_it():
    assert [str(breach) for breach in breaches(ROOT)] == []


def test_every_file_of_series_is_in_a_room():
    modules = [
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for path in ROOT.glob("series/**/*.py")
    ]
    rooms = {room_of(module.removesuffix(".__init__")) for module in modules}
    assert rooms - set(HEIGHT) - NO_ROOM == set()


def test_every_sub_room_is_in_its_table():
    modules = [
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for path in ROOT.glob("series/**/*.py")
    ]
    rooms = {sub_room_of(module.removesuffix(".__init__")) for module in modules}
    assert rooms - set(SUB_HEIGHT) - set(ROOMS) - {""} == set()
    assert set(SUB_HEIGHT) - rooms == set()


def crowded(root):
    """(folder, files) of every folder of code that holds more files than one looks through."""
    folders = {}
    for part in COUNTED:
        for path in root.glob(f"{part}/**/*.py"):
            folder = path.parent.relative_to(root).as_posix()
            if path.name != "__init__.py" and folder not in NOT_COUNTED:
                folders[folder] = folders.get(folder, 0) + 1
    limit = {folder: MOST_NOUNS if folder in NOUNS else MOST_FILES for folder in folders}
    return [(folder, files) for folder, files in folders.items() if files > limit[folder]]


def test_no_folder_of_code_is_crowded():
    assert crowded(ROOT) == []


def test_control_a_crowded_folder_is_found(tmp_path):
    (tmp_path / "series/views").mkdir(parents=True)
    (tmp_path / "series/text/markup").mkdir(parents=True)
    for number in range(MOST_FILES + 1):
        (tmp_path / f"series/views/page_{number}.py").write_text("")
        (tmp_path / f"series/text/markup/part_{number}.py").write_text("")
    assert crowded(tmp_path) == [("series/text/markup", MOST_FILES + 1)]


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
        ("series/operations/a.py", "from series.management import receipts", "不能互相引用"),
        ("series/text/a.py", "def f():\n    from django.utils import timezone", "django"),
        ("series/text/a.py", "import importlib\nimportlib.import_module('django.db')", "django"),
        ("series/text/a.py", "from series.models import Entry", "上层"),
        ("series/views/a.py", "from chamber import settings", "chamber.settings"),
        ("chamber/models/a.py", "from series.models import Entry", "登记库"),
        ("chamber/wsgi.py", "from series.search import warming", "chamber.wsgi 不能引用"),
        ("chamber/settings.py", "from series.text import language", "chamber.settings 不能引用"),
        ("series/migrations/0099_a.py", "from series.search.engine import engine", "今天的代码"),
        ("series/views/a.py", "from series.middleware.due import PublishDue", "不能互相引用"),
        ("series/text/markup/a.py", "from series.text.outputs import qr", "上层"),
        ("series/text/web/a.py", "from series.text.diff.myers import match", "不能互相引用"),
        ("series/text/language/a.py", "from ..markup import blocks", "上层"),
        ("series/actions/media/a.py", "from series.actions.editorial import content", "上层"),
        ("series/actions/tags/a.py", "from ..editorial import content", "不能互相引用"),
        ("series/admin/lists/a.py", "from series.admin.entry import change_page", "上层"),
        ("series/text/attic/a.py", "from series.text.markup import blocks", "没有登记"),
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
        ("series.text.documents.docx", "series.text.recognition.headings"),
        ("series.actions.editorial.reviews", "series.actions.errors.EditorialError"),
        ("series.migrations.0004_editorial_desk", "series.models.revision"),
        ("chamber.wsgi", "series.serving"),
        ("chamber.urls", "series.urls"),
        ("series.text.markup.stored_html", "nh3"),
    ],
)
def test_what_the_rule_allows_is_not_reported(module, target):
    assert forbidden(module, target) == ""
