"""撤稿证明: the certificate that a withdrawn or expired entry is nowhere to be found.

Every address where readers could meet it is visited (decision 41).
"""

import hashlib
import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from series.actions.audit.chain import record
from series.actions.errors import EditorialError
from series.models import AuditLine, Entry, Result, Series, Tag, TaggedEntry, Tally
from series.models.audit import PUBLICATION_VERBS, UNPUBLICATION_VERBS
from series.text.markup import stored_html

from .addresses import CLEAN, CLOSED, GONE, PublicAddress, Withdrawn

CHANNEL = "prove_withdrawn"
MOST_SENTENCES, SHORTEST, LONGEST = 6, 12, 60
SHORTEST_TITLE = 6  # a shorter one may stand anywhere by chance
SENTENCE = re.compile(r"[^。！？!?\n]+")
TAG = re.compile(r"<[^>]*>")
# Blanks, the folds of a calendar file among them, and the backslashes of its escapes.
BLANK = re.compile(r"\s+|\\(?=[,;\\])")


@dataclass(frozen=True)
class AddressAnswer:
    """The answer of an address; status 0 where there was none, `text` then says why."""

    status: int
    text: str = ""


Visit = Callable[..., AddressAnswer]  # visit(path, headers={…}, method="GET")
AddressesOf = Callable[[Withdrawn], Iterable[PublicAddress]]


@dataclass(frozen=True)
class AddressCheck:
    """The result for one address: what was `found` there, "" where nothing was."""

    name: str
    path: str
    status: int
    found: str


@dataclass(frozen=True)
class WithdrawalCertificate:
    """A certificate: its `lines`, and all `checks`."""

    lines: list[str]
    checks: list[AddressCheck]

    @property
    def found(self):
        """Return the checks that found something."""
        return [check for check in self.checks if check.found]


def prove_withdrawn(
    pk, *, addresses_of: AddressesOf, visit: Visit, where: str
) -> WithdrawalCertificate:
    """Visit every address of the entry `pk` and return the certificate.

    `addresses_of` returns the public addresses that may show an entry; `where` names in the
    certificate what was visited. Raises EditorialError where the entry is not withdrawn.
    """
    entry = Entry.objects.select_related("column", "series", "live").filter(pk=pk).first()
    if entry is None:
        raise EditorialError(f"没有第 {pk} 号稿，请核对稿号")
    line = _withdrawal_of(entry)
    needles, doubles = needles_of(entry)
    sentences = tuple(needle for name, needle in needles if name == "正文")
    checks = [_check_state(entry), *_check_counters(entry)]
    addresses = addresses_of(Withdrawn(entry, sentences))
    checks += [_check_address(address, entry, needles, visit) for address in addresses]
    lines = [*_head(entry, line, needles, doubles, where), *map(_check_line, checks)]
    return _sealed(entry, lines, checks)


def _withdrawal_of(entry):
    """Return the audit line that ended the entry's publication.
    None if it was published since.

    Raises EditorialError.
    """
    rows = AuditLine.objects.filter(
        entry=entry, verb__in=UNPUBLICATION_VERBS + PUBLICATION_VERBS, result=Result.DONE
    )
    line = rows.select_related("actor").order_by("-number").first()
    if line is None or line.verb not in UNPUBLICATION_VERBS:
        raise EditorialError(f"《{entry}》没有撤稿，也没有下线，无需证明")
    return line


def needles_of(entry):
    """Return ([(name, text)] that only this entry has, number of texts that others have too).

    A text that another public entry has too proves nothing about this one.
    """
    known = [("标题", entry.headline), ("摘要", entry.summary)]
    known += [("正文", sentence) for sentence in _sentences(stored_html.visible_text(entry.body))]
    others = Entry.objects.published().exclude(pk=entry.pk)
    own = [
        (name, text)
        for name, text in known
        if len(text) >= SHORTEST_TITLE and not others.filter(plain_text__contains=text).exists()
    ]
    return own, sum(len(text) >= SHORTEST_TITLE for _, text in known) - len(own)


def _sentences(plain):
    """Return up to six sentences, spread over the text."""
    sentences = [match[0].strip()[:LONGEST] for match in SENTENCE.finditer(plain)]
    long = [sentence for sentence in sentences if len(sentence) >= SHORTEST]
    step = max(1, len(long) // MOST_SENTENCES)
    return list(dict.fromkeys(long[::step]))[:MOST_SENTENCES]


def _check_address(address, entry, needles, visit):
    answer = visit(address.path, headers=dict(address.headers), method=address.method)
    if answer.status == 0 or answer.status >= 500:
        found = f"未能检查：{answer.text[:80] if answer.status == 0 else '程序出错'}"
    else:
        found = "、".join(_faults(address, answer, entry, needles))
    return AddressCheck(address.name, address.path, answer.status, found)


def _faults(address, answer, entry, needles):
    if address.wants == CLOSED:
        if answer.status not in (404, 410):
            yield "仍可打开"
        return
    if address.wants == GONE and answer.status != 410:
        yield "没有回答 410"
    shown = without_markup(answer.text)
    repeated = without_markup(address.but)
    for name, text in needles:
        if without_markup(text) in shown and without_markup(text) not in repeated:
            yield f"仍有{name}"
    if address.also and without_markup(address.also) in shown:
        yield "仍认得这个条件"
    if address.wants == CLEAN and entry.get_absolute_url() in without_blanks(answer.text):
        yield "仍有地址"


def without_blanks(text):
    """Return the text without blanks; a calendar file may break its lines anywhere."""
    return BLANK.sub("", html.unescape(text))


def without_markup(text):
    """Return the letters of HTML, of XML with HTML inside, or of a calendar file."""
    return BLANK.sub("", TAG.sub("", html.unescape(html.unescape(text))))


def _check_state(entry):
    found = f"数据库中是“{entry.get_visibility_display()}”" if entry.is_public else ""
    return AddressCheck("状态", "", 0, found)


def _check_counters(entry):
    """Return the check of the counters that lists print, against the entries themselves."""
    public = Entry.objects.published()
    tagged = TaggedEntry.objects.filter(content_object=entry.pk)
    wrong = ["话题列表"] if tagged.exclude(published_at=None).exists() else []
    for tag in Tag.objects.filter(items__content_object=entry.pk):
        if tag.published_count != public.filter(tagged__tag=tag).count():
            wrong.append(f"话题“{tag}”")
    for series in Series.objects.filter(pk=entry.series_id):
        if series.published_count != public.filter(series=series).count():
            wrong.append(f"系列“{series}”")
    listed = public.listed().filter(column=entry.column_id, kind=entry.kind)
    tallies = Tally.objects.filter(column=entry.column_id, kind=entry.kind)
    if sum(tallies.values_list("count", flat=True)) != listed.count():
        wrong.append(f"专栏“{entry.column}”")
    return [AddressCheck("篇数", "", 0, f"{'、'.join(wrong)}仍算上它" if wrong else "")]


def _head(entry, line, needles, doubles, where):
    person = line.actor or "程序"
    reason = line.detail.get("reason") or "到了设定的下线时间"
    marks = "、".join(
        f"{name} {hashlib.sha256(text.encode()).hexdigest()[:12]}" for name, text in needles
    )
    yield "撤稿证明"
    yield f"稿件：第 {entry.pk} 号稿《{entry}》，{entry.get_kind_display()}，{entry.column}"
    yield f"{line.verb}：{_time(line.at)}，{person}，审计第 {line.number} 条（链值 {line.seal[:16]}）"
    yield f"原因：{reason}"
    yield f"检查：{_time(timezone.now())}，{where}"
    yield f"查找：地址 {entry.get_absolute_url()}；{marks or '（没有独有的文字）'}"
    if doubles:
        yield f"说明：另有 {doubles} 处文字也见于其他公开稿件，不作为依据"


def _time(moment):
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}"


def _check_line(check):
    answered = f"　{check.path}　{check.status or ''}".rstrip("　") if check.path else ""
    return f"{'✗' if check.found else '✓'} {check.name}{answered}：{check.found or '未发现'}"


@transaction.atomic
def _sealed(entry, lines, checks):
    """Return the certificate with its digest, and record the digest in the audit."""
    found = [check for check in checks if check.found]
    if found:
        names = "、".join(dict.fromkeys(check.name for check in found))
        lines.append(f"结论：{len(checks)} 处中有 {len(found)} 处仍能找到：{names}")
    else:
        lines.append(f"结论：{len(checks)} 处均未发现")
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    line = record(
        "撤稿证明",
        by=None,
        channel=CHANNEL,
        entry=entry,
        result=Result.FAILED if found else Result.DONE,
        report=digest,
        places=len(checks),
        found=len(found),
    )
    lines += [f"以上各行的 sha256：{digest}", f"记入审计第 {line.number} 条"]
    return WithdrawalCertificate(lines, checks)
