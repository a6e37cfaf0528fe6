"""运行状况: the operator sees how the site runs, and no text."""

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from series.actions.audit.chain import record
from series.actions.backups.kept import name_at
from series.actions.desk.doctor.examine import store_examination
from series.actions.desk.doctor.line import error, well
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
HEADLINE = "没有发布的一篇"


@pytest.fixture
def running(settings, tmp_path):
    """A site with an examination, a backup, a command that named a text, and that draft."""
    settings.BACKUP_DIR = tmp_path
    name = name_at(timezone.now(), taken=[])
    (tmp_path / name).mkdir()
    draft = making.article(headline=HEADLINE, tags=["藏着的话题"])
    record("导入", by=None, channel="import_article", entry=draft, object=f"《{HEADLINE}》")
    store_examination([well("数据库", "好"), error("备份", "一份也没有，请备份")])
    return name


def test_the_operator_sees_how_the_site_runs(as_person, running):
    text = as_person(people.operator()).get(reverse("admin:desk_operations")).text
    assert "备份：一份也没有，请备份" in text
    assert running in text
    assert "import_article" in text
    assert "启动以来回答的请求" in text


def test_no_page_of_the_operator_shows_a_text_or_is_closed(as_person, running):
    desk = as_person(people.operator())
    start = desk.get("/desk/")
    assert "还没有角色" not in start.text
    assert "系统运维员" in start.text
    assert "一份也没有，请备份" in start.text
    links = html.fromstring(start.text).xpath("//a[starts-with(@href, '/desk/')]/@href")
    pages = {link: desk.get(link) for link in sorted(set(links))}
    assert [link for link, page in pages.items() if page.status_code == 403] == []
    assert reverse("admin:desk_operations") in pages
    told = "".join(page.text for page in [start, *pages.values()])
    assert HEADLINE not in told
    assert "藏着的话题" not in told


def test_control_an_editor_finds_the_text_in_the_same_way(as_person, running):
    desk = as_person(people.editor())
    start = desk.get("/desk/")
    assert HEADLINE in start.text
    assert "一份也没有，请备份" not in start.text
