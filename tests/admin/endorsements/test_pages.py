"""联署 at the desk: verified, taken out, added from paper, exported; phones only for who may."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from chamber.credit_code import check_character
from series.actions.endorsements.endorsing import EndorsementDraft, endorse
from series.actions.endorsements.settings import CONSENT, change_settings
from series.models import AuditLine, Endorsement, EndorsementSettings
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
PHONE = "13900139000"


def code(number):
    first = f"91320400{number:09}"
    return first + check_character(first)


@pytest.fixture
def call():
    row = making.initiative("public")
    values = {"signers": "both", "goal": 200, "names_public": True, "keep_days": 180}
    change_settings(row, consent=CONSENT, by=people.editor(), **values)
    return row


@pytest.fixture
def endorsed(call):
    endorse(call.pk, EndorsementDraft(False, "王小明", phone=PHONE, pledge="=先改一条线"))
    return Endorsement.objects.get()


@pytest.fixture
def editor(as_person):
    return as_person(people.editor())


def page(client, call, query="", **post):
    address = f"/desk/endorsements/{call.pk}/{query}"
    answer = client.post(address, post, follow=True) if post else client.get(address)
    return answer.content.decode()


def test_a_call_is_opened_with_its_settings(editor, call):
    EndorsementSettings.objects.all().delete()
    assert "还没有开放联署" in page(editor, call)
    post = {"do": "settings", "signers": "both", "goal": "300", "keep_days": "90"}
    text = page(editor, call, consent="只用于核实。", **post)
    assert "联署设置已存" in text
    kept = EndorsementSettings.objects.get(pk=call.pk)
    assert (kept.goal, kept.keep_days, kept.consents.first().text) == (300, 90, "只用于核实。")
    assert call.headline in editor.get("/desk/endorsements/").content.decode()


def test_rows_are_verified_and_taken_out(editor, call, endorsed):
    assert "请先勾选联署" in page(editor, call, do="verify")
    assert "已核实 1 条" in page(editor, call, do="verify", row=endorsed.pk)
    assert "不予计入须写明原因" in page(editor, call, do="refuse", row=endorsed.pk)
    text = page(editor, call, do="refuse", row=endorsed.pk, reason="号码不通")
    assert "已不予计入 1 条" in text
    assert "号码不通" in page(editor, call, "?state=refused")
    assert "没有这样的联署" in page(editor, call, "?state=verified")


def test_a_phone_is_masked_and_shown_on_request_with_a_line(as_person, call, endorsed):
    text = page(as_person(people.editor()), call)
    assert "139****9000" in text
    assert PHONE not in text
    assert "看号码" not in text
    asked = {"do": "phone", "of": endorsed.pk}
    refused = as_person(people.editor()).post(f"/desk/endorsements/{call.pk}/", asked)
    assert refused.status_code == 403
    assert PHONE in page(as_person(people.chief()), call, **asked)
    assert AuditLine.objects.filter(verb="查看联署电话").count() == 1


def test_rows_are_found_by_name_code_and_whole_phone(editor, call, endorsed):
    for question in ("小明", PHONE, "139 0013 9000"):
        assert "王小明" in page(editor, call, f"?q={question}")
    assert "没有这样的联署" in page(editor, call, "?q=9000")


def test_paper_is_added_once_and_a_wrong_code_is_named(editor, call):
    text = page(editor, call, do="add", name="常州某公司", code=code(1)[:-1] + "I")
    assert "第18位“I”不对：这里不用字母I，是不是1？" in text
    assert "已补录“常州某公司”" in page(editor, call, do="add", name="常州某公司", code=code(1))
    assert "没有重复计入" in page(editor, call, do="add", name="常州某公司", code=code(1))
    assert EndorsementSettings.objects.get(pk=call.pk).verified == 1


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile("联署.xlsx", file.getvalue())


def test_a_workbook_says_what_became_of_each_line(editor, call):
    heading = ["名称", "电话", "统一社会信用代码", "公开名称"]
    rows = [
        ["甲公司", 13800138000, code(1), "是"],
        ["乙公司", None, code(2), None],
        ["甲公司又一次", None, code(1).lower(), "是"],
        [None, None, None, None],
        ["丙公司", None, "12", "是"],
        ["李四", "1380013", None, "是"],
        ["王五", None, None, "是"],
    ]
    text = page(editor, call, do="upload", sheet=workbook(heading, *rows))
    assert "补录 2 条，已有 1 条，有问题 3 行" in text
    assert "第6行：统一社会信用代码应是18位，现在是2位" in text
    assert "第7行：“1380013”不是电话号码" in text
    assert "第8行：请填写统一社会信用代码或手机号" in text
    assert Endorsement.objects.get(credit_code=code(1)).phone == "13800138000"
    assert (EndorsementSettings.objects.get(pk=call.pk).named) == 1


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("a.xlsx", b"PK no"), "这不是 .xlsx 表格"),
        (SimpleUploadedFile("a.xlsx", b"name,code"), "这不是 .xlsx 表格"),
        (workbook(["名称"]), "缺少：统一社会信用代码、电话"),
        (workbook([]), "缺少：名称"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(editor, call, file, said):
    file.seek(0)
    assert said in page(editor, call, do="upload", sheet=file)
    assert Endorsement.objects.count() == 0


def exported(client, call, query=""):
    answer = client.get(f"/desk/endorsements/{call.pk}/export.xlsx{query}")
    if answer.status_code != 200:
        return answer.status_code
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_an_export_masks_phones_and_defuses_formulas(editor, call, endorsed):
    heading, row = exported(editor, call)
    assert row[heading.index("电话")] == "139****9000"
    assert row[heading.index("打算做的一件事")].lstrip("'").startswith("=先改")
    assert exported(editor, call, "?full=1") == 403
    assert AuditLine.objects.filter(verb="导出").count() == 1


def test_others_get_no_page(as_person, client, call):
    assert client.get(f"/desk/endorsements/{call.pk}/").status_code == 302
    assert as_person(people.first()).get(f"/desk/endorsements/{call.pk}/").status_code == 403
