"""Export of the audit and of lists of entries; every export leaves an audit line."""

import json
from itertools import islice

from django.db.models import F, OuterRef, Subquery

from series.actions.audit.chain import record
from series.actions.progress.stages import stages_of
from series.models import AuditLine
from series.models.entry import TEXTS_OF_ENTRY
from series.models.revision import ReadableJSON

from .xlsx import Worksheet

AT_ONCE = 1000
NOBODY = "程序或未登录者"
AUDIT_COLUMNS = (
    *("编号", "时间", "人员", "账号", "动作", "结果", "稿件编号", "稿件", "对象"),
    *("途径", "地址", "详情", "全文摘要", "链值"),
)
AUDIT_WIDTHS = {
    **{"时间": 17, "动作": 18, "稿件": 40, "对象": 40},
    **{"详情": 50, "全文摘要": 20, "链值": 20, "地址": 18},
}
ENTRY_COLUMNS = (
    *("编号", "类型", "引题", "标题", "副题", "专栏", "系列", "期号", "作者", "责任编辑"),
    *("来源", "状态", "进度", "最近保存", "保存人", "发布时间", "首次发布", "下线时间", "稿签号"),
)
ENTRY_WIDTHS = {
    **{"标题": 50, "副题": 30, "专栏": 24, "系列": 24, "来源": 20, "稿签号": 16},
    **dict.fromkeys(("最近保存", "发布时间", "首次发布", "下线时间"), 17),
}


def record_export(what, *, by, form, rows, chosen, channel="desk", revision=None):
    """Record an export: its name, the file's format, how many rows, and the filter.

    `chosen` is the filter as plain JSON; `revision` is the text, where one was exported.
    """
    about = {"entry": revision.entry, "digest": revision.digest} if revision else {}
    detail = {"form": form, "rows": rows, "chosen": chosen, **about}
    record("导出", by=by, channel=channel, object=what, **detail)


def audit_table(lines):
    return Worksheet("审计记录", AUDIT_COLUMNS, _audit_rows(lines), widths=AUDIT_WIDTHS)


def _audit_rows(lines):
    lines = lines.select_related("actor", "entry").defer(*TEXTS_OF_ENTRY)
    for line in lines.iterator(AT_ONCE):
        yield (
            *(line.number, line.at, who(line), line.actor.username if line.actor else ""),
            *(line.verb, line.get_result_display(), line.entry_id),
            *(str(line.entry or ""), line.object, line.channel, line.address or ""),
            *(json.dumps(line.detail, ensure_ascii=False), line.digest, line.seal),
        )


def who(line):
    return str(line.actor) if line.actor else NOBODY


def write_jsonl(lines, file, *, most=None):
    """Write each audit line as JSON with everything under its seal, oldest first.

    `seal` is the SHA-256 of `sealed`, written as JSON with sorted keys, without spaces and with
    Chinese as itself; `sealed.previous` is the seal of the line whose number is one less. The
    address stands beside it, because it is not kept as long (decision 111). Returns how many lines
    were written.
    """
    before = AuditLine.objects.filter(number=OuterRef("number") - 1).values("seal")[:1]
    rows = lines.order_by("number").annotate(previous=Subquery(before))
    rows = rows.annotate(name=F("actor__username"), headline=F("entry__headline"))
    written = 0
    for line in islice(rows.iterator(AT_ONCE), most):
        facts = {
            "sealed": line.sealed_facts(line.previous or ""),
            "seal": line.seal,
            "address": line.address or "",
            "names": {"actor": line.name or "", "entry": line.headline or ""},
        }
        text = json.dumps(facts, ensure_ascii=False, cls=ReadableJSON) + "\n"
        file.write(text.encode())
        written += 1
    return written


def entries_table(rows):
    """Return the worksheet of these entries as the desk lists them.
    Titles and dates, no text."""
    rows = rows.select_related("series", "source", "newest__created_by").prefetch_related("column")
    return Worksheet("稿件", ENTRY_COLUMNS, _entry_rows(rows), widths=ENTRY_WIDTHS)


def _entry_rows(rows):
    iterator = rows.iterator(AT_ONCE)
    while chunk := list(islice(iterator, AT_ONCE)):
        stages = stages_of(chunk)
        for row in chunk:
            yield _entry_row(row, stages[row.pk].name)


def _entry_row(row, stage):
    return (
        *(row.pk, row.get_kind_display(), row.kicker, str(row), row.subtitle),
        *(str(row.column), str(row.series or ""), row.number, row.author, row.editor),
        *(str(row.source or ""), row.get_visibility_display(), stage, row.newest.created_at),
        *(str(row.newest.created_by or "导入程序"), row.published_at, row.first_published_at),
        *(row.expires_at, row.slip),
    )
