"""`manage.py suggest_tags`: JSON lines in, a JSON list a line out; one bad line stops no other."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from series.actions.tags.tags import name_tag
from series.models import Tag
from series.search.rarity import ENOUGH
from tests.helpers import people
from tests.helpers.corpus import Text, publish
from tests.helpers.samples.seed import seed_text

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
FORUM = {"title": "第五届常商论坛聚焦数字化转型", "body": "光伏企业到场。储能企业也到场。"}


def line(**fields):
    return json.dumps({**FORUM, **fields}, ensure_ascii=False).encode()


def suggested(tmp_path, *lines, **options):
    """(answers, what was said of bad lines, the last word or "")."""
    file = tmp_path / "texts.jsonl"
    file.write_bytes(b"\n".join(lines))
    out, err, last = io.StringIO(), io.StringIO(), ""
    try:
        call_command("suggest_tags", file, stdout=out, stderr=err, **options)
    except CommandError as error:
        last = str(error)
    return [json.loads(text) for text in out.getvalue().splitlines()], err.getvalue(), last


def test_every_line_is_answered_in_order(tmp_path):
    other = line(title="二十年磨一枚密封圈", body="密封圈虽小。做密封圈的人不少。")
    answers, said, last = suggested(tmp_path, line(), b"", other)
    assert [set(answers[0][:2]), answers[1][0]] == [{"数字化转型", "常商论坛"}, "密封圈"]
    assert (said, last) == ("", "")


def test_the_seed_gets_what_a_person_would_agree_with(tmp_path):
    whole = json.dumps({"title": "", "body": seed_text()}, ensure_ascii=False).encode()
    ((*tags,),), said, _ = suggested(tmp_path, whole)
    assert {"两个健康", "新能源之都", "532发展战略", "常商论坛"} <= set(tags)
    assert len(tags) <= 8
    assert said == ""


def test_the_site_s_own_topics_give_their_names(tmp_path):
    tag = name_tag(Tag(), name="数字化转型", by=people.admin())
    name_tag(tag, name="智改数转网联", by=people.admin())
    name_tag(Tag(), name="常商 论坛", by=people.admin())
    (tags,), _, _ = suggested(tmp_path, line())
    assert set(tags[:2]) == {"智改数转网联", "常商 论坛"}


def test_the_site_s_own_texts_say_what_is_rare(tmp_path):
    publish([Text(f"第{n}届常商论坛", ("光伏、光伏、光伏。",)) for n in range(ENOUGH)])
    (tags,), _, _ = suggested(tmp_path, line())
    assert "数字化转型" in tags
    assert not {"常商论坛", "光伏"} & set(tags)


def test_markup_is_read_as_its_text(tmp_path):
    plain = suggested(tmp_path, line(title="", body="双碳与常商论坛。\n常商论坛。"))
    marked = "<p>双碳与<b>常商</b>论坛。</p><script>乡村振兴</script><p>常商论坛。</p>"
    assert suggested(tmp_path, line(title="", body=marked)) == plain
    assert plain[0][0][0] == "常商论坛"


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (b"{", "不是完整的 JSON"),
        (b"[1]", "应是一个 JSON 对象"),
        (b"[" * 100_000, "不是完整的 JSON"),
        (b'{"title": 1}', "标题（title）应是文字"),
        (b'{"title": "x", "body": ["x"]}', "正文（body）应是文字"),
        (b'{"title": " ", "body": "\\u200b"}', "都没有文字"),
        (b'{"title": "\\ud800"}', "残缺的字符"),
        ('{"title": "常商论坛"}'.encode("gb18030"), "不是 UTF-8 编码"),
        (line(body="长" * 2_000_000), "超过 4 MB"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_answered(tmp_path, bad, sentence):
    answers, said, last = suggested(tmp_path, line(), bad, line())
    assert answers[1] is None
    assert answers[0] == answers[2] != []
    assert said.startswith("第2行：")
    assert sentence in said
    assert "有 1 行没有读懂" in last


def test_a_limit_is_kept_and_a_senseless_one_refused(tmp_path):
    assert len(suggested(tmp_path, line(), limit=1)[0][0]) == 1
    assert "须为 1 以上" in suggested(tmp_path, line(), limit=0)[2]


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="无法读取"):
        call_command("suggest_tags", tmp_path / "none.jsonl")


@pytest.mark.any_database
def test_a_database_without_tables_is_as_none(tmp_path):
    """And it is left as it was found."""
    (tmp_path / "chamber.sqlite3").touch()
    environment = {key: os.environ[key] for key in os.environ if key != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "manage.py", "suggest_tags"],
        input=line(),
        capture_output=True,
        cwd=ROOT,
        env={**environment, "CHAMBER_DATA": str(tmp_path)},
        check=True,
    )
    assert "常商论坛" in json.loads(done.stdout)
    assert (tmp_path / "chamber.sqlite3").stat().st_size == 0


def test_in_a_pipe_it_reads_standard_input_and_asks_no_database():
    done = subprocess.run(
        [sys.executable, "manage.py", "suggest_tags"],
        input=b"\n".join([line(), b"{", line()]),
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    first, wrong, last = (json.loads(text) for text in done.stdout.decode().splitlines())
    assert first == last
    assert "常商论坛" in first
    assert wrong is None
    assert done.returncode == 1
    assert "第2行" in done.stderr.decode()
