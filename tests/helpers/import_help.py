"""Running `import_article` as an operator does, and texts to run it on (own sentences)."""

import io
import json
from dataclasses import dataclass

from django.apps import apps
from django.core.management import CommandError, call_command

COLUMN = "新时代 新常商 新力量"
LEAD = "春回龙城,百业争先。常州市工商联走访企业、听取意见,把服务送到车间。"
PART = "三月以来,工作队走访企业42家,收集意见建议118条,其中76条当场答复。"
CLOSING = "下一步,常州市工商联将把走访中听到的难题逐条办结,让企业安心发展。"


@dataclass(frozen=True)
class Outcome:
    """What the operator sees: one receipt a text, the error stream, and whether it failed."""

    output: str
    errors: str
    failed: bool

    @property
    def receipts(self):
        return [json.loads(line) for line in self.output.splitlines()]

    @property
    def statuses(self):
        return [receipt["status"] for receipt in self.receipts]


def run(*arguments):
    """`manage.py import_article …`; a CommandError becomes text on the error stream."""
    output, errors, failed = io.StringIO(), io.StringIO(), False
    try:
        call_command("import_article", *map(str, arguments), stdout=output, stderr=errors)
    except CommandError as error:
        errors.write(f"{error}\n")
        failed = True
    return Outcome(output.getvalue(), errors.getvalue(), failed)


def run_json(*arguments):
    return run(*arguments, "--json")


def published_text(
    *,
    column=COLUMN,
    headline="走进车间送服务 听取心声解难题",
    day="2024-03-18",
    number="三",
    part=PART,
    source="市工商联",
):
    """A text as it is copied from a published page."""
    prefix = f"【{column}】" if column else ""
    date_line = f"发布日期:{day} " if day else ""
    return "\n".join(
        [
            f"{prefix}{headline} ——常州市工商联“服务企业月”工作展示({number})",
            f"{date_line}来源:{source} 浏览次数: 字号:【大 中 小】",
            LEAD,
            "上门问需,把脉会诊",
            part,
            "分类施策,逐条办结",
            "围绕融资、用工、用地三类问题,市工商联会同有关部门逐条研究,给出办理时限。",
            CLOSING,
        ]
    )


def simple_text(headline, *, day="2024-03-18", words=PART):
    """A text without series, for runs of many."""
    return "\n".join(
        [f"【{COLUMN}】{headline}", f"发布日期:{day} 来源:市工商联", LEAD, words, CLOSING]
    )


def write_text(folder, name, text, *, encoding="utf-8"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def archive_line(number=1, **changed):
    """One record of an archive; a key given as None is left out."""
    record = {
        "id": number,
        "title": f"第{number}家企业走访纪实",
        "date": f"2023-{1 + number % 12:02}-{1 + number % 28:02}",
        "source": "市工商联",
        "body": f"{LEAD}\n第{number}站来到一家新材料企业。{PART}\n{CLOSING}",
        "column": COLUMN,
        **changed,
    }
    return json.dumps({k: v for k, v in record.items() if v is not None}, ensure_ascii=False)


def write_archive(folder, lines, *, name="archive.jsonl"):
    return write_text(folder, name, "\n".join(lines) + "\n")


def everything_stored():
    """Every row of the project's tables: equal before and after means nothing was written."""
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in ("series", "chamber")
    }


def files_under(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []
