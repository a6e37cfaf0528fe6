"""Heads of manuscripts from the file to the entry: the words all have their place."""

import pytest

from series.models import Entry
from tests.helpers.import_help import COLUMN, LEAD, PART, run_json
from tests.helpers.samples.docx_builder import docx, paragraph

pytestmark = pytest.mark.django_db
CONTENTS = "目录\n一、范围……1\n二、要求……3\n一、范围"


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (
            "标题：会员走进工厂\n引题：两个健康进车间\n作者：李某山\n单位：示例市工商联\n正文：",
            "李某山",
        ),
        ("在会员大会上的讲话\n市工商联主席　王某山\n（2026年11月3日）\n同志们：", "王某山"),
        ("在会员大会上的讲话\n王某山\n（2026年11月3日）\n同志们：", "王某山"),
        ("会员走进工厂\n文/李某山 图/王某", "李某山"),
        ("会员走进工厂\n市工商联　李某山", "李某山"),
        (f"会员走进工厂\n{CONTENTS}", ""),
    ],
)
@pytest.mark.parametrize("ending", ["txt", "docx"])
def test_a_head_goes_in_whole(tmp_path, head, author, ending):
    lines = [*head.split("\n"), LEAD, PART]
    path = tmp_path / f"稿.{ending}"
    data = docx(*map(paragraph, lines)) if ending == "docx" else "\n".join(lines).encode()
    path.write_bytes(data)
    (found,) = run_json(path, "--column", COLUMN, "--commit").receipts
    assert (found["status"], found["han_equal"], found["left"]) == ("new", True, [])
    assert found["author"] == author
    body = Entry.objects.get().newest.content["body"]
    assert "……" not in body
    assert "正文：" not in body
