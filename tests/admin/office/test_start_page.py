"""The start page: what waits by due date, what is late, how the columns and the house stand."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from series.actions.desk.start_page import (
    Silence,
    checks_made,
    columns_with_last,
    problems,
    silences,
)
from series.actions.editorial.assignments import claim
from series.actions.editorial.reviews import return_for_changes
from series.dates import day_and_time
from series.models import (
    Attachment,
    AuditLine,
    Column,
    ColumnRole,
    DeskCheck,
    Entry,
    Notification,
    ReviewTask,
    Revision,
    SearchDocument,
)
from series.templatetags.start import gap_comb
from series.text.language.due_words import how_long
from tests.helpers import making, people
from tests.helpers.forms import visible_text

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def due(entry, delta):
    ReviewTask.objects.open().filter(entry=entry).update(due_at=timezone.now() + delta)
    return entry


def section(page, name):
    """The words of one section of the page, empty where it is not there."""
    found = html.fromstring(page.text).xpath(f'//section[@aria-labelledby="{name}"]')
    return " ".join(found[0].text_content().split()) if found else ""


def start(as_person, user):
    return as_person(user).get("/desk/")


def test_what_waits_is_sorted_by_its_due_date(as_person, first):
    due(making.article("submitted", headline="后到期"), 30 * HOUR)
    due(making.article("submitted", headline="先到期"), 2 * HOUR)
    due(making.article("submitted", headline="不限期的"), 0 * HOUR)
    ReviewTask.objects.filter(entry__headline="不限期的").update(due_at=None)
    words = section(start(as_person, first), "waiting")
    places = [words.index(name) for name in ("先到期", "后到期", "不限期的")]
    assert places == sorted(places)
    assert "还有 1 小时" in words
    assert "3 件，按期限" in words


def test_what_is_late_stands_alone_and_says_by_how_much(as_person, first):
    due(making.article("submitted", headline="迟了的"), -50 * HOUR)
    page = start(as_person, first)
    assert "逾期 2 天" in section(page, "overdue")
    assert "迟了的" not in section(page, "waiting")
    assert "逾期 1 件" in visible_text(page)


def test_the_chief_sees_everything_late_others_only_what_is_theirs(as_person, second, chief):
    due(making.article("submitted", headline="初审迟了"), -HOUR)
    assert section(start(as_person, second), "overdue") == ""
    words = section(start(as_person, chief), "overdue")
    assert "初审迟了" in words
    assert "转交或改期限" in words
    assert "认领" not in words


def test_a_chief_of_one_column_sees_that_column(as_person):
    from django.contrib.auth.models import Group

    from chamber.models import User

    mine, other = making.column("甲栏"), making.column("乙栏")
    user = User.objects.create_user("ju", is_staff=True)
    role = Group.objects.get_or_create(name="终审")[0]
    ColumnRole.objects.create(user=user, role=role, column=mine)
    due(making.article("submitted", headline="甲稿", column=mine), -HOUR)
    due(making.article("submitted", headline="乙稿", column=other), -HOUR)
    page = start(as_person, user)
    assert "甲稿" in section(page, "overdue")
    assert "乙稿" not in visible_text(page)
    assert "乙栏" not in section(page, "silences")


def test_a_task_is_claimed_from_the_start_page(as_person, first):
    entry = making.article("submitted")
    client = as_person(first)
    form = html.fromstring(client.get("/desk/").text).xpath('//form[contains(@action,"/claim/")]')
    data = {key: value for key, value in form[0].form_values() if key != "csrfmiddlewaretoken"}
    client.post(form[0].get("action"), data)
    assert ReviewTask.objects.get(entry=entry).holder == first
    assert "已由您认领" in section(client.get("/desk/"), "waiting")


def test_what_somebody_else_claimed_does_not_wait_for_me(as_person, first):
    entry = making.article("submitted")
    other = people._person("first2", name="周二", group="初审")
    claim(entry, by=other)
    page = start(as_person, first)
    assert section(page, "waiting") == ""
    assert "没有等您办的稿件" in visible_text(page)


def test_a_void_signature_is_said_in_my_drafts(as_person, editor):
    entry = making.article("submitted")
    making.approve_fully(entry)
    making.change(entry, summary="改了")
    assert "改后未送审" in section(start(as_person, editor), "drafts")


def test_no_empty_box_is_drawn(as_person, editor):
    page = start(as_person, editor)
    assert html.fromstring(page.text).xpath("//main//*[@class='empty']") == []
    for name in ("waiting", "drafts", "latest", "silences"):
        assert section(page, name) == ""
    assert "0 件" not in visible_text(page)
    making.article()
    page = start(as_person, editor)
    assert "我的草稿 1 件。" in visible_text(page)
    assert section(page, "drafts")


def test_what_waits_for_me_stands_before_the_week_and_what_was_returned_first(as_person, editor):
    returned = making.article("submitted", headline="退回来的")
    making.article(headline="后来写的")
    reason = {"by": people.first(), "opinion": "核对数字"}
    return_for_changes(returned, revision=returned.newest, **reason)
    page = start(as_person, editor)
    order = html.fromstring(page.text).xpath("//section/@aria-labelledby")
    assert order.index("drafts") < order.index("week-title")
    words = section(page, "drafts")
    assert words.index("退回来的") < words.index("后来写的")


def test_the_day_has_its_lunar_name(as_person, editor):
    words = visible_text(start(as_person, editor))
    today = timezone.localdate()
    assert f"{today.month}月{today.day}日 星期" in words
    assert "农历" in words
    assert "本周排期" in words


@pytest.mark.parametrize(
    ("days", "allowed", "sentence"),
    [(31, 30, "31 天，超 1 天"), (10, 14, "10 天，余 4 天"), (None, 14, "还没有发布过")],
)
def test_a_silence_is_told_in_days(days, allowed, sentence):
    assert Silence(Column(longest_silence=allowed), days).sentence == sentence


def test_the_silent_column_comes_first(admin):
    old, new = making.column("老栏目", longest_silence=10), making.column("新栏目")
    for column in (old, new):
        making.article("published", column=column)
    then = timezone.now() - timedelta(days=12)
    Entry.objects.filter(column=old).update(published_at=then, first_published_at=then)
    found = silences(admin, columns_with_last())
    assert [(row.column.name, row.days, row.over) for row in found[:2]] == [
        ("老栏目", 12, True),
        ("新栏目", 0, False),
    ]


@pytest.mark.parametrize(
    ("days", "allowed", "gone", "left", "past"),
    [(0, 14, 0, 14, 0), (10, 14, 10, 4, 0), (31, 30, 30, 0, 1), (400, 30, 30, 0, 11)],
)
def test_one_tooth_is_one_day(days, allowed, gone, left, past):
    drawn = gap_comb(Silence(Column(longest_silence=allowed), days))
    counts = [drawn[name].count("M") for name in ("gone", "left", "past")]
    assert counts == [gone, left, past]
    assert drawn["spine"] == f"M0 2h{allowed * 8:.1f}"


@pytest.mark.parametrize(("days", "allowed"), [(5, 365), (900, 365), (3, 0), (0, 1)])
def test_every_comb_stays_inside_its_frame(days, allowed):
    import re

    drawn = gap_comb(Silence(Column(longest_silence=allowed), days))
    places = [float(x) for path in drawn.values() for x in re.findall(r"M([\d.]+) [03]v", path)]
    assert max(places, default=0) <= 336
    assert len(places) <= 130


def test_times_near_now_have_names():
    now = timezone.now().replace(hour=4, minute=0)  # noon in Shanghai
    assert day_and_time(now + HOUR, now) == "今天 13:00"
    assert day_and_time(now + 24 * HOUR, now) == "明天 12:00"
    assert day_and_time(now - 24 * HOUR, now) == "昨天 12:00"
    assert how_long(timedelta(minutes=-61)) == "逾期 1 小时"
    assert how_long(timedelta(minutes=3000)) == "还有 2 天"
    assert how_long(timedelta(seconds=30)) == "马上到期"


def test_a_check_that_never_ran_says_so(as_person, editor):
    assert "还没有巡检过" in section(start(as_person, editor), "problems")
    call_command("check_desk", stdout=open("/dev/null", "w"))  # noqa: SIM115
    all_well = section(start(as_person, editor), "problems")
    assert "各项正常" in all_well
    assert "其余" not in all_well
    making.article("published", body=linking("/articles/99999/"))
    call_command("check_desk", stdout=open("/dev/null", "w"))  # noqa: SIM115
    assert "其余各项正常" in section(start(as_person, editor), "problems")


def test_no_list_is_offered_to_whom_none_is_open(as_person, editor):
    making.article()
    lists = "/desk/series/entry/?stage="
    assert lists in start(as_person, editor).content.decode()
    assert lists not in start(as_person, people.newcomer()).content.decode()


def found_by_check(name):
    call_command("check_desk", stdout=open("/dev/null", "w"))  # noqa: SIM115
    return [item["text"] for item in DeskCheck.objects.get(name=name).findings]


def linking(to):
    return f'<p>见<a href="{to}">另一篇</a>，双方约定每季度见面。</p>'


def test_links_to_withdrawn_and_unknown_pages_are_found():
    gone, there = making.article("withdrawn"), making.article("published")
    making.article("published", body=linking(gone.get_absolute_url()))
    making.article("published", body=linking(there.get_absolute_url()))
    making.article("published", body=linking("/no/such/page/"))
    making.article("published", body=linking("https://www.gov.cn/nothing"))
    making.article(body=linking("/in-a-draft/"))
    assert found_by_check("links") == [
        f"链接 {gone.get_absolute_url()} 打不开（410）",
        "链接 /no/such/page/ 打不开（404）",
    ]


def test_a_lost_file_is_found(settings):
    entry = making.article("published")
    lost = Attachment.objects.create(title="表", file="attachments/no.pdf", extension="pdf", size=1)
    assert found_by_check("files") == []
    entry.attachments.add(lost)
    assert found_by_check("files") == ["附件文件 attachments/no.pdf 不在了，请从备份恢复"]


def test_changed_words_are_found():
    entry = making.article("published")
    assert found_by_check("digests") == []
    Entry.objects.filter(pk=entry.pk).update(body="<p>改过的正文</p>")
    assert found_by_check("digests")


def test_a_changed_revision_and_a_changed_audit_line_are_found():
    entry = making.article("published")
    assert found_by_check("audit") == []
    table, audit = Revision._meta.db_table, AuditLine._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET digest = %s WHERE entry_id = %s", ["0" * 64, entry.pk])
        cursor.execute(f"UPDATE {audit} SET verb = %s WHERE number = 2", ["别的"])
    assert found_by_check("digests")
    assert found_by_check("audit")


def test_an_entry_whose_revisions_are_gone_is_found():
    borrowed = making.newest(making.article("published"))
    Entry.objects.create(
        kind="article", column=making.column(), headline="没有版本的", newest=borrowed
    )
    assert "最新版本不是编号最大的一版" in found_by_check("digests")


def test_the_state_of_the_audit_is_for_those_who_read_it(editor, chief):
    call_command("check_desk", stdout=open("/dev/null", "w"))  # noqa: SIM115
    names = [
        {problem.name for problem in problems(user, checks_made())} for user in (editor, chief)
    ]
    assert ["audit" in seen for seen in names] == [False, True]
    assert ["mails" in seen for seen in names] == [False, True]


def test_findings_of_other_columns_are_not_told():
    from django.contrib.auth.models import Group

    from chamber.models import User

    mine, other = making.column("甲栏"), making.column("乙栏")
    user = User.objects.create_user("ju", is_staff=True)
    role = Group.objects.get_or_create(name="编辑")[0]
    ColumnRole.objects.create(user=user, role=role, column=mine)
    making.article("published", column=other, body=linking("/no/"))
    call_command("check_desk", stdout=open("/dev/null", "w"))  # noqa: SIM115
    assert [p.count for p in problems(user, checks_made()) if p.name == "links"] == [0]
    assert [p.count for p in problems(people.editor(), checks_made()) if p.name == "links"] == [1]


def test_a_schedule_that_did_not_go_out_is_a_problem(editor, chief):
    entry = making.article("signed")
    past = timezone.now() - HOUR
    newest = making.newest(entry)
    Entry.objects.filter(pk=entry.pk).update(
        publish_due_at=past, scheduled=newest, scheduled_by=chief
    )
    assert [p.count for p in problems(editor, checks_made()) if p.name == "schedules"] == [1]
    Entry.objects.filter(pk=entry.pk).update(publish_due_at=timezone.now())
    assert [p.count for p in problems(editor, checks_made()) if p.name == "schedules"] == [0]


def test_every_problem_leads_to_its_entry(as_person, editor):
    entry = making.article("published", body=linking("/no/"))
    call_command("check_desk", stdout=open("/dev/null", "w"))  # noqa: SIM115
    page = as_person(editor).get("/desk/problems/").text
    assert f'href="/desk/series/article/{entry.pk}/change/"' in page
    assert "打不开（404）" in page


def test_the_page_costs_each_role_the_same_with_many_rows(as_person):
    def rows(number):
        series = making.series(f"系列{number}", in_column=making.column(f"栏{number}"))
        for state in ("draft", "submitted", "signed", "public"):
            entry = making.article(state, column=series.column, series=series)
            due(entry, -HOUR if number % 2 else HOUR)
            Notification.objects.create(user=people.admin(), text="甲", mail_failures=1)

    def cost(who):
        client = as_person(getattr(people, who)())
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/desk/").status_code == 200
        return len(caught)

    roles = ("editor", "first", "chief", "admin")
    rows(1)
    rows(2)
    one = {who: cost(who) for who in roles}
    for number in range(3, 7):
        rows(number)
    assert {who: cost(who) for who in roles} == one
    assert max(one.values()) <= 24


def test_words_that_search_does_not_find_are_listed(column):
    row = making.article("published", headline="储能沙龙开讲")
    assert found_by_check("search") == []
    SearchDocument.objects.filter(entry=row.pk).delete()
    assert "请运行 manage.py reindex" in found_by_check("search")[0]


def test_an_auditor_sees_no_text_and_no_way_that_is_closed(as_person):
    making.article("submitted", headline="未发布的稿件")
    page = start(as_person, people.auditor())
    assert "未发布的稿件" not in page.text
    assert "还没有角色" not in page.text
    assert "安全审计员" in page.text
    links = set(html.fromstring(page.text).xpath("//a[starts-with(@href, '/desk/')]/@href"))
    closed = [
        link for link in sorted(links) if as_person(people.auditor()).get(link).status_code == 403
    ]
    assert closed == []
    assert {"/desk/series/auditline/", "/desk/logins/"} <= links
    within = as_person(people.auditor()).get("/desk/series/auditline/")
    assert 'href="/desk/reports/"' in within.text
