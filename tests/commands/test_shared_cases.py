"""The inputs that failed when people from outside tried them, each with its right values.

They lie beside the project; without them nothing is asked. The assertions are those of the table:
` ;; ` joins conditions that all hold, ` || ` alternatives.
"""

import csv
import json
import re
from pathlib import Path

import pytest

from series.actions.media.cover_fonts import drawable
from series.models import Entry
from series.text.clipboard.paste import paste
from series.text.language.tag_names import split_tags
from series.text.markup import stored_html
from tests.helpers.import_help import run, run_json

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
TABLE = CASES / "expected.tsv"
COLUMN = "专栏"


def rows(*ways):
    if not TABLE.exists():
        return []
    with TABLE.open(encoding="utf-8", newline="") as table:
        lines = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        pytest.param(row["way"], row["file or query"], row["assertions"], id=row["file or query"])
        for row in lines
        if row["way"] in ways
    ]


def unescaped(text):
    return re.sub(
        r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})", lambda m: chr(int(m[1] or m[2], 16)), text
    )


def squeezed(text):
    return re.sub(r"[\s\u3000]", "", text)


class Result:
    """What one input became: the values by which the table asks."""

    def __init__(self, *, html, receipt="", values=None, reply=""):
        self.html = html
        self.lines = [line for line in stored_html.visible_text(html).split("\n") if line.strip()]
        self.body = squeezed(stored_html.visible_text(html))
        self.receipt = receipt
        self.values = values or {}
        self.reply = reply

    def holds(self, condition):
        return any(self._holds(one.strip()) for one in condition.split(" || "))

    def _holds(self, one):
        if one == "dropped":
            return bool(self.values.get("dropped"))
        if found := re.fullmatch(r"count (\w+)=(\d+)", one):
            return self.html.count(f"<{found[1]}>") == int(found[2])
        if found := re.fullmatch(r"line (.+)", one):
            return squeezed(found[1]) in map(squeezed, self.lines)
        if found := re.fullmatch(r"(\w+) (has|lacks|begins|ends) (.+)", one):
            return self._compares(*found.groups())
        name, _, wanted = one.partition("=")
        if name == "headings":
            return [squeezed(text) for text in self.values["headings"]] == [
                squeezed(text) for text in wanted.split("|") if text
            ]
        return squeezed(str(self.values[name])) == squeezed(wanted)

    def _compares(self, name, how, words):
        text = {
            "body": self.body,
            "html": self.html,
            "receipt": self.receipt,
            "reply": self.reply,
            "message": self.values.get("message", ""),
        }[name]
        if name != "html":
            text, words = squeezed(text), squeezed(words)
        return {
            "has": words in text,
            "lacks": words not in text,
            "begins": text.startswith(words),
            "ends": text.endswith(words),
        }[how]


def unmet(result, assertions):
    return [one for one in unescaped(assertions).split(" ;; ") if not result.holds(one.strip())]


@pytest.mark.parametrize(("way", "name", "assertions"), rows("import"))
def test_a_file_is_read_as_it_is_meant(way, name, assertions):
    path = CASES / name
    (found,) = run_json(path, "--column", COLUMN).receipts
    outcome = run(path, "--column", COLUMN, "--commit")
    entry = Entry.objects.select_related("newest").first()
    html = entry.newest.content["body"] if entry else ""
    values = {**found, "date": found["date"].replace("T", " "), "dropped": "丢弃" in outcome.output}
    result = Result(html=html, receipt=outcome.output + outcome.errors, values=values)
    assert unmet(result, assertions) == [], (found, html, outcome.output)


@pytest.mark.parametrize(("way", "name", "assertions"), rows("paste"))
def test_a_paste_is_read_as_it_is_meant(way, name, assertions):
    text = (CASES / name).read_text(encoding="utf-8")
    pasted = paste(text) if name.endswith(".html") else paste("", text)
    said = str(pasted.receipt)
    result = Result(html=pasted.html, receipt=said, reply=said)
    assert unmet(result, assertions) == [], (pasted.html, said)


@pytest.mark.parametrize(("way", "query", "assertions"), rows("search"))
def test_a_question_finds_what_it_means(client, way, query, assertions):
    run(CASES / "检索-样本.jsonl", "--publish", "--commit")
    ids = dict(Entry.objects.values_list("pk", "import_key"))
    page = client.get("/search/", {"q": unescaped(query)}).text
    shown = dict.fromkeys(re.findall(r'href="/articles/(\d+)/', page.partition("<main")[2]))
    names = [ids[int(key)].removeprefix("archive:") for key in shown]
    for one in assertions.split(" ;; "):
        if wanted := re.fullmatch(r"finds (\S+)", one.strip()):
            assert wanted[1] in names, names
        if counted := re.fullmatch(r"count=(\d+)", one.strip()):
            assert len(names) == int(counted[1]), names


@pytest.mark.parametrize(("way", "key", "assertions"), rows("entry"))
def test_an_entry_shows_what_its_author_wrote(client, way, key, assertions):
    run(CASES / "检索-样本.jsonl", "--publish", "--commit")
    entry = Entry.objects.get(import_key=f"archive:{key}")
    page = client.get(f"/articles/{entry.pk}/").text
    assert unmet(Result(html=page.partition("<main")[2]), assertions) == []


@pytest.mark.parametrize(("way", "key", "name"), rows("cover"))
def test_a_cover_never_shows_another_name(way, key, name):
    """A character that no font has leaves its place: “某履新” alone would be somebody else."""
    run(CASES / "检索-样本.jsonl", "--publish", "--commit")
    drawn = drawable(Entry.objects.get(import_key=f"archive:{key}").headline)
    assert drawn == f"〓{name}"


@pytest.mark.parametrize(("way", "query", "assertions"), rows("code"))
def test_hashtags_are_topics(way, query, assertions):
    typed = query.partition(":")[2]
    assert list(split_tags(typed)) == json.loads(assertions.removeprefix("="))


@pytest.mark.skipif(not TABLE.exists(), reason="没有外部用例")
def test_control_a_wrong_value_is_seen():
    path = CASES / "页面-日期无标签-a.html"
    (found,) = run_json(path, "--column", COLUMN).receipts
    result = Result(html="<p>别的</p>", values=found)
    assert unmet(result, "date=2025-03-13 ;; body has 没有的字 ;; count li=1") != []


# The ten failures of real pages: date, source, author, editor of each.
PAGES = {
    "01": ("2025-03-12T09:10", "示例日报", "", ""),
    "02": ("2025-03-12T08:42", "示例日报", "", ""),
    "03": ("2025-03-12T09:10", "示例日报", "李某山", ""),
    "04": ("2025-03-12", "示例日报", "", "文某"),
    "05": ("2025-03-12", "示例市工商联", "", ""),
    "06": ("2025-03-12", "示例日报", "", ""),
    "07": ("2025-03-12T09:10", "示例青年报", "石某", ""),
    "08": ("2025-03-12", "示例市发改委", "", ""),
    "09": ("2025-03-12", "示例日报", "", ""),
    "10": ("2025-03-12", "示例日报", "", ""),
    "11": ("2025-03-12", "示例日报", "", ""),
    "12": ("2025-03-12T08:49", "示例日报", "", ""),
}
TITLES = {"05": "示例市工商联关于印发会员走访工作办法的通知"}


@pytest.mark.skipif(not TABLE.exists(), reason="没有外部用例")
@pytest.mark.parametrize("number", PAGES)
def test_a_page_gives_its_facts_and_its_text_whole(number):
    path = CASES / "pages" / f"{number}.html"
    (found,) = run_json(path, "--column", COLUMN, "--commit").receipts
    facts = tuple(found[name] for name in ("date", "source", "author", "editor"))
    assert facts == PAGES[number]
    assert found["headline"] == TITLES.get(number, "会员走进工厂")
    assert (found["column"], found["kicker"]) == (COLUMN, "走进企业" if number == "11" else "")
    lines = stored_html.visible_text(Entry.objects.get().newest.content["body"]).split("\n")
    text = [line for line in lines if len(line) > 30]
    assert text[0].startswith("三月十日，天宁区商会")
    assert text[1].endswith("下个月再来问办得怎么样。")
    if number != "05":  # the notice keeps its number, salutation and signature
        assert [line for line in lines if line.strip()] == text
