import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from series.text import segmenting, vocabulary

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("term", vocabulary.terms())
def test_a_protected_term_is_never_cut(term):
    assert term in segmenting.words(f"我们围绕{term}开展工作")


def test_quotes_inside_a_term_do_not_cut_it():
    assert "532发展战略" in segmenting.words("聚力“532”发展战略，再上台阶")


def test_control_jieba_alone_cuts_a_term():
    code = "import jieba; jieba.setLogLevel(60); print('|'.join(jieba.lcut('创新设立常商论坛')))"
    cut = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    assert "常商论坛" not in cut.stdout.split("|")


def run(code, **environment):
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    ).stdout.strip()


def test_importing_the_door_does_not_load_jieba():
    assert run("import series.text.segmenting, sys; print('jieba' in sys.modules)") == "False"


def test_control_the_first_cut_loads_it():
    code = "import series.text.segmenting as s, sys; s.words('秋天的原野'); print('jieba' in sys.modules)"
    assert run(code) == "True"


def test_the_cache_lies_in_a_folder_of_ours_that_nobody_else_can_enter(tmp_path):
    folder = tmp_path / "jieba"
    run(f"import series.text.segmenting as s; s.configure({str(folder)!r}); s.words('秋天的原野')")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["jieba.cache"]


def test_without_configuration_every_process_uses_one_private_folder(tmp_path):
    for _ in range(2):
        run("import series.text.segmenting as s; s.words('秋天的原野')", TMPDIR=str(tmp_path))
    (folder,) = tmp_path.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["jieba.cache"]


@pytest.mark.parametrize("trap", ["open", "link"])
def test_a_folder_that_others_could_have_prepared_is_not_used(tmp_path, trap):
    taken = tmp_path / f"series-words-{os.getuid()}"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    if trap == "open":
        taken.mkdir()
        taken.chmod(0o777)
    else:
        taken.symlink_to(elsewhere)
    run("import series.text.segmenting as s; s.words('秋天的原野')", TMPDIR=str(tmp_path))
    assert list(taken.iterdir()) == []
    assert len(list(tmp_path.glob("series-words-*/jieba.cache"))) == 1


def test_every_door_opens_where_warnings_are_errors_and_nothing_is_compiled(tmp_path):
    code = (
        "import series.text.segmenting as s;"
        "print(all([s.words('原野'), s.tagged_words('原野'), s.rarity('原野')]))"
    )
    out = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)},
    )
    assert (out.stdout.strip(), out.stderr) == ("True", "")


def test_every_line_of_the_vocabulary_has_a_known_kind_and_stands_once():
    assert len(vocabulary.entries()) > 150
    assert len(set(vocabulary.terms())) == len(vocabulary.terms())
