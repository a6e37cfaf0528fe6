"""Redirects from a file of two columns: each row is added or told why not."""

import io

import pytest
from openpyxl import Workbook

from series.actions.audit.registers import differences, record_states, told_states
from series.actions.errors import EditorialError
from series.actions.site.redirect_import import MOST_BYTES, MOST_ROWS, import_redirects
from series.models import AuditLine, Redirect
from tests.helpers import making, people

pytestmark = pytest.mark.django_db
ROWS = [
    ("旧地址", "新地址"),
    ("/old/a.html", "/feeds/"),
    ("/old/关于.html", "/pages/about/"),
    ("", ""),
    ("/old/b.html", "/nowhere/"),
    ("/articles/", "/feeds/"),
    ("/old/a.html", "/archive/"),
    ("/old/c.html", "https://evil.example/"),
]


def as_csv(encoding):
    return "\r\n".join(",".join(row) for row in ROWS).encode(encoding)


def as_xlsx():
    book, file = Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


FILES = {
    "utf-8": ("a.csv", lambda: as_csv("utf-8")),
    "with a mark": ("a.CSV", lambda: as_csv("utf-8-sig")),
    "gb18030": ("a.csv", lambda: as_csv("gb18030")),
    "xlsx": ("a.xlsx", as_xlsx),
}


@pytest.mark.parametrize("form", FILES)
def test_each_row_is_added_or_told_why_not(client, form):
    making.flatpage("public")
    people.chief()
    record_states()
    name, data = FILES[form]
    receipt = import_redirects(name, data(), by=people.chief())
    assert [row.old_path for row in receipt.added] == ["/old/a.html", "/old/关于.html"]
    assert [number for number, *_ in receipt.refused] == [5, 6, 7, 8]
    whys = "".join(why for *_, why in receipt.refused)
    for words in ("本站没有", "现有的地址", "已有跳转", "别的网站"):
        assert words in whys
    assert client.get("/old/关于.html")["Location"] == "/pages/about/"
    line = AuditLine.objects.get(verb="导入跳转")
    assert (line.detail["rows"], line.detail["refused"]) == (2, 4)
    assert list(differences(told_states())) == []


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"/a,/feeds/", "请上传 .csv 或 .xlsx"),
        ("a.csv", b"", "空的"),
        ("a.csv", "旧地址,新地址".encode(), "没有地址"),
        ("a.csv", b"x" * (MOST_BYTES + 1), "超过 2 MB"),
        ("a.csv", b"/a,/feeds/\n" * (MOST_ROWS + 1), "最多导入"),
        ("a.xlsx", b"PK\x03\x04 broken", "损坏"),
        ("a.xlsx", b"no workbook", "损坏"),
        ("a.csv", b"PK\x03\x04\0\0", "压缩文件"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(name, data, sentence):
    with pytest.raises(EditorialError, match=sentence):
        import_redirects(name, data, by=people.chief())
    assert not Redirect.objects.exists()


def test_only_those_who_publish_everywhere_import():
    with pytest.raises(EditorialError, match="终审人员或管理员"):
        import_redirects("a.csv", as_csv("utf-8"), by=people.editor())
