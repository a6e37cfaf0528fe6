"""The README tells the truth: its commands run, its words stand in the code, its links lead on."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[2]
README, OPERATIONS, GLOSSARY = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "docs/operations.md", "docs/glossary.md")
)
MOST_LINES = 160  # one page that somebody reads
OWN = {name for name, app in get_commands().items() if app.split(".")[0] in ("series", "chamber")}
BODY = "市工商联组织企业家走进园区，就技术改造和用工难题交换意见，双方约定每季度见一次面。"


def section(title, *, of=OPERATIONS):
    return of.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def cells(text, place):
    """The words in backticks in one column of the section's tables."""
    rows = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("| ")]
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row[place])]


def test_the_readme_is_one_page():
    assert len(README.splitlines()) <= MOST_LINES


def test_every_daily_command_exists():
    names = {name.split()[0] for name in cells(section("每天用到的", of=README), 0)}
    assert names
    assert names - OWN == set()


def test_every_operator_command_is_listed_and_every_listed_one_exists():
    listed = {name.split()[0] for name in cells(section("运维命令"), 0)}
    targets = {name for name in listed if name == "make"}
    assert listed - targets == OWN


def test_every_make_target_of_the_table_exists_and_the_other_way_round():
    named = {name.split()[1] for name in cells(section("运维命令"), 0) if name.startswith("make ")}
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"^\.PHONY:(.*)$", makefile, re.MULTILINE)[1].split())
    assert named == targets - {"help", "install", "install-dev", "install-node"}


def test_every_option_that_the_readme_names_is_known():
    known = set()
    for name in OWN:
        app = get_commands()[name]
        parser = load_command_class(app, name).create_parser("manage.py", name)
        known |= {flag for action in parser._actions for flag in action.option_strings}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README + section("运维命令")))
    assert named <= known


def test_every_setting_of_the_table_is_read():
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "chamber").rglob("*.py")
    )
    names = cells(section("设置（环境变量）"), 0)
    assert len(names) > 8
    assert [name for name in names if f'"{name}"' not in source] == []


def test_every_english_word_of_the_glossary_stands_in_the_code():
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for app in ("series", "chamber")
        for path in (ROOT / app).rglob("*.py")
    )
    words = [word.split(".")[-1] for word in cells(GLOSSARY, 1)]
    assert [word for word in words if not re.search(rf"\b{word}\b", code)] == []


PAGES = ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file(page):
    path = ROOT / page
    links = re.findall(r"\]\(((?!https?:)[^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_file_that_the_recipes_name_exists():
    text = (ROOT / "docs/developing.md").read_text(encoding="utf-8")
    names = re.findall(r"`((?:series|tests|templates|static|chamber)/[\w/.]+)`", text)
    assert len(names) > 25
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_the_index_of_the_docs_names_each_of_them():
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    assert [page for page in PAGES[1:] if f"({Path(page).name})" not in index] == ["docs/README.md"]


def test_every_folder_of_the_map_exists():
    names = re.findall(r"^(\w[\w/]*/)", section("文件夹", of=README), re.MULTILINE)
    assert len(names) > 8
    assert [name for name in names if not (ROOT / name).is_dir()] == []


@pytest.mark.django_db
@pytest.mark.parametrize("line", re.findall(r"manage\.py (import_article [^#\n]+)", README))
def test_the_recipes_of_the_import_run(line, tmp_path, monkeypatch, capsys):
    page = f"【龙城商讯】商会换届\n发布日期：2024-05-06 来源：市工商联\n{BODY}\n"
    (tmp_path / "文稿.txt").write_text(page, encoding="utf-8")
    (tmp_path / "稿件夹").mkdir()
    (tmp_path / "稿件夹" / "一.txt").write_text(page, encoding="utf-8")
    entry = {"id": 1, "title": "商会换届", "date": "2024-05-06", "source": "市工商联", "body": BODY}
    archive = json.dumps({**entry, "column": "龙城商讯"}, ensure_ascii=False)
    (tmp_path / "旧站.jsonl").write_text(archive + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    call_command(*[word.strip('"') for word in re.findall(r'"[^"]+"|\S+', line)])
    said = capsys.readouterr().out
    assert "新增 1" in said
    assert ("预演" in said) == ("--commit" not in line)
