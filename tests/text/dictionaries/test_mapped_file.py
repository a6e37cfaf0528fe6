import os
import stat
import subprocess
import sys
from array import array
from pathlib import Path

import pytest

from series.text.dictionaries import mapped_file
from series.text.dictionaries.double_array import build
from series.text.dictionaries.mapped_file import Content, open_or_build

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(mapped_file, "_folder", tmp_path / "dictionaries")
    return tmp_path / "dictionaries"


@pytest.fixture
def opened(folder):
    """Open the file, and tell what it holds and how often it was made."""
    made = []

    def numbers():
        made.append(True)
        return Content({"bytes": array("B", [1, 2, 3]), "n": array("d", [0.1])}, {"名": "常州"})

    def open_it(key="1"):
        found = open_or_build("some", key=key, build=numbers)
        return found and (list(found.arrays["n"]), found.facts, len(made))

    return open_it


def test_a_file_is_made_once_and_only_ours_to_read(opened, folder):
    assert opened() == ([0.1], {"名": "常州"}, 1)
    assert opened() == ([0.1], {"名": "常州"}, 1)
    assert [path.name for path in folder.iterdir()] == ["some"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "some").stat().st_mode) == 0o600


def test_another_version_makes_it_anew(opened):
    opened()
    assert opened(key="2") == ([0.1], {"名": "常州"}, 2)


@pytest.mark.parametrize("place", [0, 0.3, 0.6, 0.99])
def test_a_damaged_file_is_made_anew(opened, folder, place):
    opened()
    data = bytearray((folder / "some").read_bytes())
    data[int(len(data) * place)] ^= 1
    (folder / "some").write_bytes(data)
    assert opened() == ([0.1], {"名": "常州"}, 2)
    assert (folder / "some").read_bytes() != data


def test_half_a_file_and_an_empty_one_are_made_anew(opened, folder):
    opened()
    (folder / "some").write_bytes((folder / "some").read_bytes()[:60])
    assert opened()[2] == 2
    (folder / "some").write_bytes(b"")
    assert opened()[2] == 3


def test_without_a_folder_that_can_be_written_there_is_none(opened, folder, monkeypatch, caplog):
    folder.parent.joinpath("file").write_text("")
    monkeypatch.setattr(mapped_file, "_folder", folder.parent / "file" / "dictionaries")
    assert opened() is None
    assert "改用内存中的词典" in caplog.text
    monkeypatch.setattr(mapped_file, "_folder", None)
    assert opened() is None


def test_a_failure_leaves_nothing_behind(folder):
    def fail():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        open_or_build("some", key="1", build=fail)
    assert list(folder.iterdir()) == []


CUT = """
import sys
from series.text.dictionaries import mapped_file
from series.text.language import folding
mapped_file.configure(sys.argv[1])
print(folding.fold("龍城"), "opencc" in sys.modules)
"""


def test_two_processes_make_it_at_once(tmp_path):
    command = [sys.executable, "-W", "ignore", "-c", CUT, tmp_path / "dictionaries"]
    both = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=os.environ)
        for _ in range(2)
    ]
    assert [one.communicate()[0].split()[0] for one in both] == ["龙城", "龙城"]
    assert [path.name for path in (tmp_path / "dictionaries").iterdir()] == ["scripts"]
    third = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert third.stdout.split() == ["龙城", "False"]


def test_a_trie_knows_its_words_and_their_beginnings_and_nothing_else():
    trie, slots = build(["常州", "常商论坛", "AI", "𠮷"])
    for word in ("", "常", "常州", "常商", "常商论", "常商论坛", "A", "AI", "𠮷"):
        assert trie.slot_of(word) == slots[word]
    for other in ("州", "常州市", "商", "I", "AA", "\U0010ffff", "常\x00"):
        assert trie.slot_of(other) is None
