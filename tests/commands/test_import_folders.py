"""Folders, and everything that is refused with one sentence and leaves nothing behind."""

import os
import zipfile

import pytest

from series.models import Entry, Series
from tests.helpers.import_help import (
    everything_stored,
    files_under,
    published_text,
    run,
    run_json,
    simple_text,
    write_text,
)

pytestmark = pytest.mark.django_db


@pytest.mark.slow(reason="4 s: a hundred texts; single bad inputs stay")
def test_of_a_hundred_texts_three_bad_ones_stay_out(tmp_path):
    for number in range(100):
        write_text(tmp_path, f"{number:03}.txt", simple_text(f"第{number + 1}次走访企业纪实"))
    write_text(tmp_path, "010.txt", "")
    (tmp_path / "020.txt").write_bytes(bytes(range(256)) * 40)
    write_text(tmp_path, "030.txt", published_text(day="2099-01-01"))
    outcome = run(tmp_path, "--commit")
    assert outcome.failed
    assert Entry.objects.count() == 97
    for name in ("010.txt", "020.txt", "030.txt"):
        assert f"{name}：" in outcome.errors
    assert outcome.errors.count(".txt：") == 3
    assert "共 100 篇：新增 97" in outcome.output


def test_folder_is_read_in_order_without_hidden_and_foreign_files(tmp_path):
    folder = tmp_path / "in"
    write_text(folder / "b", "1.txt", simple_text("子文件夹里的一篇文字"))
    write_text(folder, "a.txt", simple_text("最先读到的一篇文字"))
    write_text(folder, ".hidden.txt", simple_text("藏着的一篇文字"))
    write_text(folder / ".git", "2.txt", simple_text("藏着的另一篇文字"))
    write_text(folder, "说明.pdf", "%PDF")
    outcome = run_json(folder)
    assert [r["headline"] for r in outcome.receipts] == [
        "最先读到的一篇文字",
        "子文件夹里的一篇文字",
    ]
    assert "说明.pdf" in outcome.errors


def test_links_out_of_the_folder_are_not_followed(tmp_path):
    outside = write_text(tmp_path / "outside", "secret.txt", simple_text("文件夹以外的一篇文字"))
    write_text(tmp_path / "in", "a.txt", simple_text("文件夹里的一篇文字"))
    (tmp_path / "in" / "b.txt").symlink_to(outside)
    (tmp_path / "in" / "c").symlink_to(outside.parent)
    outcome = run_json(tmp_path / "in")
    assert [r["headline"] for r in outcome.receipts] == ["文件夹里的一篇文字"]
    assert "b.txt" in outcome.errors
    assert run_json(outside).statuses == ["new"]


def fifty_megabytes(folder):
    path = folder / "big.txt"
    with path.open("wb") as file:
        file.write("常州市工商联走访企业。\n".encode() * 1000)
        file.truncate(50 * 1024 * 1024)
    return path


def bomb(folder):
    path = folder / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", b"0" * 300 * 1024 * 1024)
    return path


def truncated_docx(folder):
    path = bomb(folder)
    path.write_bytes(path.read_bytes()[:2000])
    return path


def encrypted_docx(folder):
    """Word keeps a manuscript with a password in an old compound file."""
    path = folder / "secret.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000))
    return path


def endless_link(folder):
    path = folder / "a.txt"
    path.symlink_to(path)
    return path


BAD = {
    "missing": (lambda folder: folder / "none.txt", "找不到"),
    "empty": (lambda folder: write_text(folder, "a.txt", ""), "空"),
    "blank": (lambda folder: write_text(folder, "a.txt", " \n \n"), "空"),
    "binary": (lambda folder: write_text(folder, "a.txt", "\x00\x01PNG" * 99), ""),
    "other ending": (lambda folder: write_text(folder, "a.pdf", "%PDF"), "不认识"),
    "big": (fifty_megabytes, "5 MB"),
    "empty docx": (lambda folder: write_text(folder, "a.docx", ""), "空"),
    "text as docx": (lambda folder: write_text(folder, "a.docx", published_text()), ""),
    "encrypted docx": (encrypted_docx, "密码"),
    "endless link": (endless_link, "读取时出错"),
    "bomb": (bomb, ""),
    "truncated docx": (truncated_docx, ""),
    "empty folder": (lambda folder: folder, "没有可读的文件"),
    "only a headline": (lambda folder: write_text(folder, "a.txt", "【专栏】只有标题"), ""),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_gets_one_sentence_and_nothing_is_written(tmp_path, settings, kind):
    make, said = BAD[kind]
    path, before = make(tmp_path), everything_stored()
    outcome = run_json(path, "--commit")
    assert outcome.failed
    assert outcome.statuses == ["refused"]
    sentence = outcome.receipts[0]["message"]
    assert said in sentence
    assert any("\u4e00" <= c <= "\u9fff" for c in sentence)
    assert "Error" not in sentence
    assert "程序未能处理" not in sentence
    assert "\n" not in sentence
    assert everything_stored() == before
    assert files_under(settings.MEDIA_ROOT) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="超级用户不受权限限制")
def test_unreadable_file_is_refused(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text())
    path.chmod(0)
    outcome = run(path)
    assert outcome.failed
    assert "没有读取权限" in outcome.errors


def test_a_long_source_is_named_and_the_text_goes_in(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text(source="市" * 81))
    outcome = run(path, "--commit")
    assert not outcome.failed, outcome.errors
    assert "来源有 81 个字，最多 80 个，没有填入" in outcome.output
    assert Series.objects.exists()


def test_long_fields_are_refused_with_a_sentence(tmp_path):
    path = write_text(tmp_path, "a.txt", published_text(headline="题" * 130))
    outcome = run(path, "--commit")
    assert outcome.failed
    assert not Series.objects.exists()
