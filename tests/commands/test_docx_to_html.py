"""`manage.py docx_to_html`: what comes out, where, and what is said about bad files."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from series.text.documents import docx_guard
from tests.helpers.samples.docx_builder import cell, docx, long_text, paragraph, picture, png, table

RELATIONS = {"rPng": ("image", "media/image1.png"), "rEmf": ("image", "media/image2.emf")}
MEDIA = {"word/media/image1.png": png(), "word/media/image2.emf": b"EMF"}


def run(path) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("docx_to_html", str(path), stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


def test_html_on_one_side_and_remarks_on_the_other(tmp_path):
    path = tmp_path / "稿件.docx"
    path.write_bytes(
        docx(
            paragraph("同心同行", style="a3"),
            paragraph("第一部分", style="1"),
            paragraph("　　" + long_text()),
            table([cell("甲"), cell("乙")]),
            paragraph(picture("rPng", alt="会场")),
            paragraph(picture("rEmf")),
            relations=RELATIONS,
            extra=MEDIA,
        )
    )
    out, err = run(path)
    lines = out.splitlines()
    assert lines[:3] == ["<h1>同心同行</h1>", "<h2>第一部分</h2>", f"<p>{long_text()}</p>"]
    assert lines[3] == "<table><tbody><tr><td>甲</td><td>乙</td></tr></tbody></table>"
    assert lines[4].startswith('<figure><img src="picture:')
    assert err == "未收入：无法保存的图片 1 幅（EMF）\n"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", docx_guard.OLD_OR_LOCKED),
        (b"plain text", docx_guard.NOT_WORD),
        (docx(paragraph("字"))[:300], docx_guard.BROKEN),
    ],
)
def test_bad_file_is_one_sentence(tmp_path, data, sentence):
    path = tmp_path / "坏稿.docx"
    path.write_bytes(data)
    with pytest.raises(CommandError) as caught:
        run(path)
    assert str(caught.value) == f"坏稿.docx：{sentence}"
    assert caught.value.returncode == 1


def test_missing_file(tmp_path):
    with pytest.raises(CommandError, match=r"找不到文件 .*无此稿\.docx，请检查路径"):
        run(tmp_path / "无此稿.docx")


def test_folder_instead_of_a_file(tmp_path):
    with pytest.raises(CommandError, match="找不到文件"):
        run(tmp_path)


def test_file_as_large_as_no_manuscript_is_not_even_read(tmp_path):
    path = tmp_path / "巨稿.docx"
    with path.open("wb") as stream:
        stream.truncate(60 * 1024 * 1024)
    with pytest.raises(CommandError, match="超过 50 MB"):
        run(path)
