"""What a mail program puts around a text that was sent.
Head lines, marks of quotation, signature."""

import re
from collections.abc import Sequence

from .around.covering_letter import find_covering_letter
from .credit_line import is_organization
from .written_dates import find_moments

_SENDER = re.compile(r"(?:发件人|寄件人|From)\s*[:：].*", re.IGNORECASE)
_HEAD = re.compile(
    r"(?:发件人|寄件人|发送时间|发件时间|发送日期|收件人|收信人|抄送|密送|主题|附件|日期|时间|重要性|回复"
    r"|From|To|Cc|Bcc|Sent|Date|Subject|Reply-To|Attachments?)\s*[:：].*",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"[-–—_=\s]*(?:原始邮件|转发(?:的)?(?:邮件(?:信息)?|消息)|邮件原件|Original Message|Forwarded message)[-–—_=:：\s]*"
    r"|Begin forwarded message[:：]?",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:[此本]?邮件)?(?:发自|来自|通过|Sent from)\s*(?:我的|my)?\s*.{0,24}(?:iPhone|iPad|手机|邮箱|邮件|客户端|Mail|Android|Outlook).{0,8}",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:此致|敬礼|顺?[祝颂]\S{0,2}(?:好|安|祺|利|绥|快乐|愉快|编安|商祺)|谢谢(?:编辑|老师|大家)?|(?:best |kind |warm )*(?:regards|wishes)|best|thanks|sincerely|cheers)"
    r"\s*[!！,，.。~]?",
    re.IGNORECASE,
)
_LONGEST_CLOSING = 20
_QUOTES = re.compile(r"(?:在|于|On\s).{4,80}(?:写道|写到|wrote)\s*[:：]", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:主题|Subject)\s*[:：]\s*(?P<words>.*)", re.IGNORECASE)
_ANSWER = re.compile(r"^(?:(?:转发|回复|答复|转|回|fwd?|re|投稿|来稿)\s*[:：]\s*)+", re.IGNORECASE)
_MARK = re.compile(r"(?:[ \t]*[>＞])+[ \t]?")
_MOST_HEAD, _FEWEST_HEAD = 12, 2
_NAME = re.compile(
    r"(?:发件人|寄件人|From)\s*[:：]\s*[\"“”'‘’]?(?P<name>[A-Za-z]+(?: [A-Za-z]+){1,3}|[^\s<＜\[（(\"“”'’@]{2,12})",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"--\s?|-{2,}\s*签名\s*-*")
_CONTACT = re.compile(
    r".{0,6}(?:电\s*话|手\s*机|Tel|Mobile|传\s*真|邮\s*箱|E-?mail|微信|地\s*址|邮\s*编|网\s*址)\s*[:：]?.{0,60}"
    r"|.*[\w.-]+@[\w.-]+.*|[\d\s()（）+/-]{7,40}",
    re.IGNORECASE,
)
_LONGEST_NOTE = 6  # lines
_LONGEST_SIGNED, _MOST_SIGNED = 40, 9


def find_mail_lines(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of a mail's head lines.
    The rule above them and the last line below too.

    A head has two lines or more side by side, and one names the sender.
    """
    found: set[int] = set()
    filled = [at for at, line in enumerate(lines) if line.strip()]
    run: list[int] = []
    for at in [*filled[:_MOST_HEAD], len(lines)]:
        line = lines[at].strip() if at < len(lines) else ""
        if _HEAD.fullmatch(line) or _RULE.fullmatch(line):
            run.append(at)
            continue
        if _is_head([lines[place].strip() for place in run]):
            found |= set(run)
        break
    head = [lines[at].strip() for at in sorted(found)]
    below = [at for at in filled if at not in found]
    letter = find_covering_letter(lines, below, subject_of(head))
    found |= _closing(lines, filled) if found else set()
    found |= letter
    found |= _covering_note(lines, filled, [lines[at].strip() for at in sorted(found)])
    found |= _signature(lines, filled, [lines[at].strip() for at in found])
    return frozenset(found | _quoted_below(lines, filled))


def _closing(lines: Sequence[str], filled: list[int]) -> set[int]:
    """Return the places of a mail's good-bye at its end.

    Wishes, the name below them, a rule, and what sent it: 祝好, Regards, 发自我的手机. A letter that
    was sent by mail keeps its own end, which office or day follows."""
    texts = [lines[at].strip() for at in filled]
    begin = len(texts)
    while begin > 1 and _END.fullmatch(texts[begin - 1]):
        begin -= 1
    wishes = next(
        (at for at in range(begin - 1, max(0, begin - 4), -1) if _CLOSING.fullmatch(texts[at])),
        None,
    )
    if wishes is not None and all(map(_is_of_sender, texts[wishes + 1 : begin])):
        begin = wishes
        while begin > 1 and _CLOSING.fullmatch(texts[begin - 1]):
            begin -= 1
    return set(filled[begin:])


def _is_of_sender(line: str) -> bool:
    """Tell whether a line below a wish is the sender's.
    Office and day sign a letter."""
    is_short = len(line) <= _LONGEST_CLOSING and not _is_text(line)
    return is_short and not (is_organization(line) or any(find_moments(line)))


def _covering_note(lines: Sequence[str], filled: list[int], head: list[str]) -> set[int]:
    """Return the places between a mail's head and the line that repeats its subject."""
    subject = subject_of(head)
    below = [at for at in filled if lines[at].strip() not in head][:_LONGEST_NOTE]
    title = next((at for at in below if subject and lines[at].strip() == subject), None)
    return {at for at in below if at < title} if title is not None else set()


def _signature(lines: Sequence[str], filled: list[int], head: list[str]) -> set[int]:
    """Return the places of the sender's signature at the end of a mail.

    It begins with -- or, where a head names the sender, with that name alone; without a head it
    holds a telephone or an address of mail. Below it stand short lines alone."""
    named = {found["name"] for line in head if (found := _NAME.match(line))}
    for place in range(max(1, len(filled) - _MOST_SIGNED), len(filled)):
        line = lines[filled[place]].strip()
        below = [lines[at].strip() for at in filled[place + 1 :]]
        marked, own = bool(_SIGNATURE.fullmatch(line)), line in named
        if not (marked or own) or any(map(_is_text, below)):
            continue
        if (marked and below and head) or any(map(_CONTACT.fullmatch, below)):
            return set(filled[place:])
    return set()


def _is_text(line: str) -> bool:
    return len(line) > _LONGEST_SIGNED or line.endswith(("。", "！", "？", "；"))


def _quoted_below(lines: Sequence[str], filled: list[int]) -> set[int]:
    """Return the places of an answered mail that is quoted to the end: 在…，X 写道：."""
    for place, at in enumerate(filled[1:], start=1):
        if _QUOTES.fullmatch(lines[at].strip()):
            below = filled[place + 1 :]
            return {at, *below} if all(_MARK.match(lines[line]) for line in below) else set()
    return set()


def _is_head(run: list[str]) -> bool:
    labelled = sum(bool(_HEAD.fullmatch(line)) for line in run)
    return labelled >= _FEWEST_HEAD and any(map(_SENDER.fullmatch, run))


def subject_of(lines: Sequence[str]) -> str:
    """Return the subject that a mail's head names, without 转发： and the like."""
    found = next(filter(None, (_SUBJECT.fullmatch(line.strip()) for line in lines)), None)
    return _ANSWER.sub("", found["words"].strip()) if found else ""


def without_marks(lines: Sequence[str]) -> tuple[list[str], int]:
    """Return the lines without marks of quotation, and how many had one.

    Marks go where two thirds of the lines begin with one: single ones are somebody's own.
    """
    marked = [bool(_MARK.match(line)) for line in lines]
    filled = sum(bool(line.strip()) for line in lines)
    if sum(marked) < 2 or sum(marked) * 3 < filled * 2:
        return list(lines), 0
    return [_MARK.sub("", line, count=1) for line in lines], sum(marked)
