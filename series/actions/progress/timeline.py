"""经过：the timeline of an entry, read from the audit, newest first."""

from dataclasses import dataclass

from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from series.actions.editorial.page_facts import facts_of
from series.models import AuditLine, Decision, Level, Result, Revision

DECISIONS = {
    f"{level.label}{decision.label}": (decision.label.removesuffix("修改"), level.label)
    for level in Level
    for decision in Decision
}
# Verb of the audit line → what the desk calls it.
PLAIN = {
    "送审": "送审",
    "认领": "认领",
    "放回": "放回",
    "改期限": "期限",
    "签字失效": "失效",
    "撤回送审": "撤回",
    "改后签": "改后签",
    "重排审核": "重排",
    "发布": "发布",
    "定时发布": "定时",
    "取消排期": "取消",
    "到时发布": "发布",
    "到时下线": "下线",
    "设定下线": "定下线",
    "取消下线": "不下线",
    "归档导入发布": "发布",
    "撤稿": "撤稿",
    "作废": "作废",
    "恢复稿件": "恢复",
    "转交稿件": "转交",
}
DECISIONS["发布转交"] = ("转交", "发布")  # handed over where all have signed
VERBS = (*DECISIONS, *PLAIN)
STEPS = Q(verb__in=VERBS) & (Q(result=Result.DONE) | Q(result=Result.FAILED, verb="到时发布"))
NOT_KEPT = "未发"  # a schedule that could not be kept
GOOD, BAD = ("通过", "发布"), ("退回", "撤回", "撤稿", "作废", "失效", NOT_KEPT)


@dataclass(frozen=True)
class TimelineEvent:
    """One event on an entry's way.
    `name` is a short word, `step` the review level, `words` the opinion or note."""

    name: str
    step: str
    person: str
    at: object
    number: int | None
    words: str
    digest: str
    absent: str = ""
    to: str = ""

    @property
    def tone(self):
        return "good" if self.name in GOOD else "bad" if self.name in BAD else ""


def lines_of(entry):
    """Return the audit lines of the entry's steps, newest first."""
    rows = AuditLine.objects.filter(STEPS, entry=entry)
    return rows.select_related("actor").order_by("-pk")


def steps_taken(entry):
    """Return [TimelineEvent] of the entry, newest first."""
    return _events(entry, list(lines_of(entry)))


def latest_steps(entry, *, limit, beside):
    """Return ([TimelineEvent], the audit line of the newest `beside` or None) in one query.

    At most `limit` events, newest first; `beside` is a Q of lines that are no steps.
    """
    rows = AuditLine.objects.filter(STEPS | beside, entry=entry).select_related("actor")
    first = Case(When(STEPS, then=1), default=0)
    lines = list(rows.order_by(first, "-pk")[: limit + 1])
    others = [line for line in lines if line.verb not in VERBS]
    steps = [line for line in lines if line.verb in VERBS]
    return _events(entry, steps[:limit]), others[0] if others else None


def _events(entry, lines):
    facts = facts_of(entry)
    if facts:
        revisions = {row.digest: row.number for row in facts.revisions}
    else:
        digests = {line.digest for line in lines}
        rows = Revision.objects.filter(entry=entry, digest__in=digests).order_by("-number")
        revisions = dict(rows.values_list("digest", "number"))
    return [_event(line, revisions.get(line.digest)) for line in lines]


def _event(line, number):
    name, level = DECISIONS.get(line.verb) or (PLAIN[line.verb], "")
    detail = line.detail
    if line.result == Result.FAILED:
        name, detail = NOT_KEPT, {"reason": detail["why"]}
    return TimelineEvent(
        name=name,
        step=level or detail.get("step", ""),
        person=str(line.actor) if line.actor else "程序",
        at=line.at,
        number=number,
        digest=line.digest,
        words=detail.get("opinion")
        or detail.get("note")
        or detail.get("reason")
        or _amendment_text(detail)
        or _moment_text(detail),
        absent=detail.get("stood_in_for", ""),
        to=detail.get("to", ""),
    )


def _amendment_text(detail):
    if "changed" not in detail:
        return ""
    changed = f"改 {detail['changed']} 字"
    if detail["level"] == Level.FIRST:
        return changed
    return f"{changed}，{'下级签字有效' if detail['keeps'] else '下级须重签'}"


def _moment_text(detail):
    for key, word in (("due", "到期"), ("at", "")):
        moment = parse_datetime(detail[key]) if detail.get(key) else None
        if moment:
            return f"{timezone.localtime(moment):%m-%d %H:%M} {word}".strip()
    return "不设期限" if "due" in detail else ""
