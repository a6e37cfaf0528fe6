"""What needs no browser: the lock file, the kinds of pages, medians, tables, the Nu checker."""

import json
import shutil

import pytest

from tests.audit import lighthouse, lock, nu, tools
from tests.audit.__main__ import conclusion, told
from tests.audit.controls import GOOD, with_part
from tests.audit.pages import kind_of
from tests.audit.report import Finding, Outcome, table
from tests.smoke import ROOT

pytestmark = pytest.mark.any_database
each_lock = pytest.mark.parametrize("path", lock.LOCKS, ids=lambda path: path.parent.name)


@each_lock
def test_the_lock_file_names_no_host(path):
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert '"resolved"' not in text
    assert lock.without_hosts(text) == text


def test_a_host_in_a_lock_file_would_go():
    """Control."""
    row = {"version": "1", "resolved": "https://example.org/a.tgz", "integrity": "sha512-x"}
    cleaned = lock.without_hosts(json.dumps({"packages": {"node_modules/a": row}}))
    assert "://" not in cleaned
    assert '"sha512-x"' in cleaned


@each_lock
def test_every_package_is_pinned_and_has_its_digest(path):
    wanted = json.loads(path.with_name("package.json").read_text(encoding="utf-8"))
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    for name, version in (wanted["dependencies"] | wanted.get("overrides", {})).items():
        assert packages[f"node_modules/{name}"]["version"] == version
    named = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    listed = wanted["dependencies"].items()
    assert [pair for pair in listed if f"| {pair[0]} | {pair[1]} |" not in named] == []
    assert [name for name, row in packages.items() if name and "integrity" not in row] == []


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "home"),
        ("/articles/12/", "article"),
        ("/articles/?year=2024", "articles"),
        ("/tags/%E5%B8%B8/", "tag"),
        ("/archive/2024/06/", "month"),
        ("/about/", "/about/"),
    ],
)
def test_pages_are_sorted_by_kind(path, kind):
    assert kind_of(path) == kind


def report(performance, **others):
    scores = {"performance": performance, **others}
    audit = {"score": 0.5, "title": "题", "details": {"items": [{"node": "img"}]}}
    refs = [{"id": "a", "weight": 1}]
    return {
        "categories": {name: {"score": s, "auditRefs": refs} for name, s in scores.items()},
        "audits": {"a": audit},
    }


def test_performance_is_the_median_and_the_rest_is_measured_once():
    reports = [report(0.5, seo=1), report(1), report(0.97)]
    assert lighthouse.judged(reports) == {"performance": 97, "seo": 100}
    assert "img" in lighthouse.reasons(reports, "performance")


def test_a_run_without_a_score_counts_nothing():
    assert lighthouse.judged([report(None)]) == {"performance": 0}


def test_a_finding_fails_the_audit_and_a_remark_does_not(capsys):
    remarked = Outcome("甲", remarks=["看一看"])
    assert conclusion([remarked]) == 0
    assert conclusion([remarked, Outcome("乙", findings=[Finding("/", "坏")])]) == 1


def test_a_tool_that_cannot_run_fails_the_audit(capsys):
    def deed():
        raise tools.ToolError("没有 java：请安装")

    assert conclusion([told("html", deed)]) == 1
    assert "请安装" in capsys.readouterr().out


def test_columns_stand_under_each_other():
    assert list(table(("网页", "分"), [("a", 100), ("首页文章", 9)])) == [
        "网页      分",
        "a         100",
        "首页文章  9",
    ]


@pytest.fixture
def checker():
    if not tools.VNU.is_file() or shutil.which("java") is None:
        pytest.skip("未安装 vnu-jar 或 Java：先运行 make audit")


@pytest.mark.usefixtures("checker")
def test_the_nu_checker_finds_an_invalid_element():
    bad = with_part("<p><blink>闪</blink></p><ul><p>错位</p></ul>")
    messages = nu.judged({"/": GOOD.encode(), "/bad/": bad.encode()})
    errors = [(page, nu.words(m)) for page, m in messages if nu.is_error(m)] if messages else []
    assert {page for page, _ in errors} == {"/bad/"}
    assert any("blink" in words for _, words in errors)


@pytest.mark.usefixtures("checker")
def test_the_nu_checker_finds_a_wrong_declaration():
    sheets = {"good.css": b".a { color: red }", "bad.css": b".a { colour: red }"}
    found = [(sheet, nu.words(m)) for sheet, m in nu.judged(sheets, "CSS") if nu.is_error(m)]
    assert [sheet for sheet, _ in found] == ["bad.css"]
    assert "colour" in found[0][1]


def test_every_style_sheet_is_given_to_the_nu_checker():
    sheets = {sheet.relative_to(ROOT).as_posix() for sheet in nu.style_sheets()}
    assert {"static/site/base.css", "static/desk/desk.css"} <= sheets


def test_lighthouse_looks_at_the_named_pages_alone():
    """A page that is not there is a finding, and no other page is opened."""
    outcome = lighthouse.check("http://127.0.0.1:9", {"home": "/"}, pages=["missing"])
    assert [finding.page for finding in outcome.findings] == ["missing"]
    assert outcome.rows == []
