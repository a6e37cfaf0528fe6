import marshal
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from series.text.language import segmenter, vocabulary

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("term", vocabulary.all_spellings())
def test_a_protected_term_is_never_cut(term):
    assert term in segmenter.cut_words(f"我们围绕{term}开展工作")


def test_quotes_inside_a_term_do_not_cut_it():
    assert "532发展战略" in segmenter.cut_words("聚力“532”发展战略，再上台阶")


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


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_importing_the_door_does_not_load_jieba():
    assert (
        run("import series.text.language.segmenter, sys; print('jieba' in sys.modules)") == "False"
    )


def test_control_the_first_cut_loads_it(folder):
    code = (
        f"import series.text.language.segmenter as s, sys; s.configure({str(folder)!r});"
        "s.cut_words('秋天的原野'); print('jieba' in sys.modules)"
    )
    assert run(code) == "True"


def test_the_cache_lies_in_a_folder_of_ours_that_nobody_else_can_enter(tmp_path):
    folder = tmp_path / "jieba"
    run(
        f"import series.text.language.segmenter as s; s.configure({str(folder)!r}); s.cut_words('秋天的原野')"
    )
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert names(folder) == ["jieba.cache", "jieba.cache.seal"]


def test_a_cut_without_a_folder_is_refused_and_leaves_none_behind(tmp_path):
    code = "import series.text.language.segmenter as s; s.cut_words('秋天的原野')"
    refused = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert refused.returncode == 1
    assert "RuntimeError: Call segmenter.configure(folder)" in refused.stderr
    assert names(tmp_path) == []


OF_OURS = "import series.text.language.segmenter as s; s.configure({!r}); print('|'.join(s.cut_words('秋天的原野')))"
OF_JIEBA = (
    "import jieba; jieba.setLogLevel(60); jieba.dt.tmp_dir = {!r}; jieba.initialize();"
    "print('|'.join(jieba.lcut('秋天的原野')))"
)


@pytest.fixture(scope="module")
def cached(tmp_path_factory):
    """A folder with the cache and seal that a first cut leaves."""
    folder = tmp_path_factory.mktemp("cached") / "jieba"
    assert run(OF_OURS.format(str(folder))) == "秋天|的|原野"
    return folder


@pytest.fixture
def folder(cached, tmp_path):
    return Path(shutil.copytree(cached, tmp_path / "jieba"))


def doctor(folder):
    """Make 天的 the most frequent word, as one who may write the file can."""
    frequencies, total = marshal.loads((folder / "jieba.cache").read_bytes())
    frequencies["天的原"] = frequencies["天的"] = 10**9
    (folder / "jieba.cache").write_bytes(marshal.dumps((frequencies, total)))


def test_a_doctored_cache_is_built_anew(folder):
    whole = (folder / "jieba.cache").stat().st_size
    doctor(folder)
    assert run(OF_OURS.format(str(folder))) == "秋天|的|原野"
    assert (folder / "jieba.cache").stat().st_size == whole


def test_control_jieba_itself_believes_a_doctored_cache(folder):
    doctor(folder)
    assert run(OF_JIEBA.format(str(folder))) != "秋天|的|原野"


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_one_flipped_bit_is_noticed(folder, place):
    data = bytearray((folder / "jieba.cache").read_bytes())
    data[int(len(data) * place)] ^= 1
    (folder / "jieba.cache").write_bytes(data)
    assert run(OF_OURS.format(str(folder))) == "秋天|的|原野"
    assert (folder / "jieba.cache").read_bytes() != data


def test_a_whole_cache_is_kept_and_one_of_another_version_is_not(folder):
    before = (folder / "jieba.cache").stat().st_mtime_ns
    run(OF_OURS.format(str(folder)))
    assert (folder / "jieba.cache").stat().st_mtime_ns == before
    seal = folder / "jieba.cache.seal"
    seal.write_text("0.0 " + seal.read_text().split()[1])
    run(OF_OURS.format(str(folder)))
    assert (folder / "jieba.cache").stat().st_mtime_ns != before


def test_half_a_cache_and_none_are_built_anew(folder):
    cache = folder / "jieba.cache"
    size = cache.stat().st_size
    cache.write_bytes(cache.read_bytes()[: size // 2])
    assert run(OF_OURS.format(str(folder))) == "秋天|的|原野"
    assert cache.stat().st_size == size
    cache.unlink()
    assert run(OF_OURS.format(str(folder))) == "秋天|的|原野"
    assert cache.stat().st_size == size


def test_every_door_opens_where_warnings_are_errors_and_nothing_is_compiled(tmp_path):
    code = (
        f"import series.text.language.segmenter as s; s.configure({str(tmp_path / 'jieba')!r});"
        "print(all([s.cut_words('原野'), s.tagged_words('原野'), s.rarity('原野')]))"
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
    assert len(vocabulary.terms_in_use()) > 150
    assert len(set(vocabulary.all_spellings())) == len(vocabulary.all_spellings())
