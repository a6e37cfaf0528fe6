import subprocess
import sys

import pytest

from series.search import warming

CUT = """
import sys, django
django.setup()
{}
loaded = [name for name in ("jieba", "pypinyin", "opencc") if name in sys.modules]
print(",".join(loaded))
"""


def loaded_after(code):
    done = subprocess.run(
        [sys.executable, "-c", CUT.format(code)],
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": ""},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture(scope="module")
def made_files():
    """The shared files are there: whoever makes them loads every library."""
    loaded_after("from series.search import warming; warming.switch_on().join(60)")


def test_a_command_loads_no_dictionary():
    assert loaded_after("import series.search.searching, series.search.guessing") == ""


WARM = """
from series.search import warming
{}
warming.switch_on().join(60)
from series.text.language import folding, pinyin, segmenter
assert folding._table.cache_info().currsize and pinyin._known.cache_info().currsize
assert segmenter._cutter is not None
"""


def test_the_server_opens_them_beside_its_first_answers_and_loads_only_the_code_of_jieba(
    made_files,
):
    assert loaded_after(WARM.format("")) == "jieba"


@pytest.mark.slow(reason="a process that loads every dictionary: the control of the test before")
def test_control_without_the_shared_files_it_loads_all():
    code = "from series.text.dictionaries import mapped_file; mapped_file.configure(None)"
    assert loaded_after(WARM.format(code)) == "jieba,pypinyin,opencc"


WALKED = """
import gc
from series.search import warming
{}
print(len(gc.get_objects()), end=" ")
"""


def walked_after(code):
    """How many objects a full collection walks."""
    return int(loaded_after(WALKED.format(code)).split()[0])


@pytest.mark.slow(reason="a process that loads every dictionary; the one before it stays")
def test_the_garbage_collector_does_not_walk_the_dictionaries(made_files):
    """Each walk of theirs would be a pause of a tenth of a second for whoever reads."""
    assert walked_after("warming.switch_on().join(60)") < 20_000


@pytest.mark.slow(reason="a process that loads every dictionary: the control of the test before")
def test_control_it_would():
    code = "from series.search.composing import load_dictionaries, mapped_file; mapped_file.configure(None); load_dictionaries(); warming.folding.fold('')"
    assert walked_after(code) > 100_000


def test_the_thread_ends_with_the_process():
    thread = warming.switch_on()
    assert thread.daemon
    thread.join(60)
    assert not thread.is_alive()
