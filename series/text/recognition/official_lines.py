"""The single lines of an official document: its mark, number, secrecy, copies, printing (GB/T 9704).

Each function looks at one line; blanks do not count, since writers space these lines out.
"""

import re
from datetime import date

from series.text.language.han import parse_numeral

MARK, NUMBER, SIGNER, SECRECY, ISSUE, COMPILED, RULE = (
    "发文机关标志", "发文字号", "签发人", "份号、密级和紧急程度", "期号", "编印", "红线",
)  # fmt: skip
COPIES_TO, PRINTED, KEYWORDS, NOTE, TYPIST = "抄送", "印发", "主题词", "附注", "校对和印数"
ROLES = frozenset(
    {MARK, NUMBER, SIGNER, SECRECY, ISSUE, COMPILED, COPIES_TO, PRINTED, KEYWORDS, NOTE, TYPIST}
)

_DAY = r"\d{4}年\d{1,2}月\d{1,2}日|[二一][〇○零Ｏ0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
ORGANIZATION = re.compile(
    r"[\u4e00-\u9fff（）()“”·、]{2,40}(?:联合会|委员会|工商联|总?商会|协会|学会|联盟|办公室|办公厅|政府"
    r"|[局厅部院会委处科办]|中心|总队|公司|集团|党组|党委|支部|支队|秘书处|领导小组|指挥部|银行|法院|检察院)"
)
OFFICE = re.compile(
    r".{2,40}(?:办公室|办公厅|秘书处|秘书科|文秘科|综合[处科室部]|行政[处科室]|局办|委办|会办)"
)
# Who edits a bulletin, with a name that only some offices have.
_EDITORS = re.compile(
    r"[\u4e00-\u9fff（）()]{2,36}(?:编辑部|编辑室|编委会|秘书组|综合组|联络组|专班|[科股])"
)
# Kinds of documents in which a title ends.
KINDS = (
    "通知|决定|决议|命令|令|公报|公告|通告|意见|通报|报告|请示|批复|议案|函|纪要|办法|规定|细则|方案|规划|计划"
    "|要点|总结|制度|章程|条例|规则|准则|规范|标准|指引|指南|预案|名单|名录|目录|说明|讲话|致辞|倡议|倡议书|一封信|公开信|慰问信"
    "|建议|提案|汇报|情况|安排|清单|简介|须知|公示|协议|议程|日程|回执|启事|声明|贺信|感谢信|邀请函|措施|分工"
)
_ENDS_AS_TITLE = re.compile(rf"(?:{KINDS})(?:[（(][^（）()]{{1,12}}[）)])?")
_IN_SENTENCE = re.compile("[的了是在把被将又还没么]|一[份个件次]")  # in no office's name
_NUMBER = r"[\u4e00-\u9fffA-Za-z]{1,20}[〔\[【（(﹝［〖](?:19|20)\d{2}[〕\]】）)﹞］〗]第?[\d×xXＸ*＊]{0,5}(?:[-—]\d+)?号"
_NUMBER_LINE = re.compile(
    rf"(?:发文字号|文号|编号)?[:：]?(?P<number>{_NUMBER})(?:[（(]?(?:签发人?|会签人?)[:：].{{0,30}})?"
    r"(?:[（(](?:特急|加急|急件|特提|平急)[）)])?"
)
_NUMBER_IN_BRACKETS = re.compile(rf"[（(](?:{_NUMBER})[）)]")
_ORDER_NUMBER = re.compile(r"(?:20\d{2}年)?第[\d〇○零一二三四五六七八九十百]{1,5}号")
_SIGNER = re.compile(r"(?:签发人?|会签人?|签发领导)[:：][\u4e00-\u9fff、，·]{0,30}")
_SECRECY_PART = (
    r"(?:份号[:：]?)?(?:№|No\.?|NO\.?)?\d{6}|(?:密级|秘密等级)?[:：]?(?:绝密|机密|秘密|内部资料|内部)"
    r"(?:[★☆*]?(?:[\d一二三五十]{1,2}(?:年|个月)|长期|启封前|解密前))?[★☆]?|(?:紧急程度|等级)?[:：]?(?:特急|加急|急件|平急|特提|紧急)"
    r"|(?:保密期限)[:：]\S{1,6}|注意保存"
)
_SECRECY = re.compile(rf"(?:[★☆]?(?:{_SECRECY_PART})[,，、]?)+")
_RULE = re.compile(r"[—–_\-═─━﹍＿=~*★☆●◆■·.]{2,}|[★☆]")
_COUNT = r"[\d〇○零一二三四五六七八九十百]{1,5}"
_ISSUE = re.compile(
    rf"[（(〔]?(?:20\d{{2}}年?)?(?:总)?第?{_COUNT}[期次辑号][）)〕]?(?:[（(]?总第?{_COUNT}期[）)]?)?"
    rf"|[〔\[（(]20\d{{2}}[〕\]）)]第?{_COUNT}[期号次](?:[（(]?总第?{_COUNT}期[）)]?)?"
)
_COMPILED_BY = re.compile(rf"(?:主办|编印|编发|编)?(?:{_DAY})?\Z")
_BULLETIN = re.compile(
    r".{0,40}(?:纪要|简报|简讯|信息|快报|专报|专刊|内参|动态|动向|情况(?:通报|反映|交流)|通讯|要情|要闻|[周月季]报|工作交流|参考)"
)
_MINUTES = re.compile(r".{0,40}纪要")
_ORDER = re.compile(
    r".{2,40}(?:令|命令|公告|通告|公报)(?:（第[\d一二三四五六七八九十百]{1,5}号）)?"
)
_PRINTED = re.compile(
    rf"(?P<who>.{{0,40}}?)(?:{_DAY})(?:印发|印制|编印|印刷|印)(?:[（(]?共印?\d+份[）)]?)?"
    r"|(?:印发|印制)(?:机关|单位|日期|时间)?[:：].{2,40}"
)
_COPIES_TO = re.compile(r"(?:抄送|抄报|抄发|分送|分发|主送|抄送单位|抄送机关|报送|发送)[:：].*")
_SENT = re.compile(r"[报送发][:：].*")
# 报：区委领导　送：各镇街商会: several may stand in a line.
_SENT_LABEL = re.compile(r"(?:^|[\s。；;])(?:报送?|送|发送?|抄[送报发]|分[送发])[:：]")
_RECEIVER = re.compile(
    r"各[^各到把给了的]{1,16}|[^到把给了的内]{0,14}(?:领导|主席|书记|[省市区县镇州院局处部会社校]长|(?:秘书|董事|理事|监事)长|主任|常委|委员|委员会|单位|部门|成员|班子"
    r"|[局委办部院会联处室科站社]|政府|企业|代表|顾问|秘书|机关|中心|街道|[省市区县镇乡]|人员|存档?)"
)
_BETWEEN_RECEIVERS = re.compile(r"[、，,；;。\s]+")
_KEYWORDS = re.compile(r"主题词[:：].*")
_NOTE = re.compile(
    r"[（(]?(?:此件.{0,24}|(?:政府)?信息公开(?:选项|形式|属性|方式|类别)?[:：].{2,10}|公开(?:方式|属性|选项|形式|类型|范围)[:：].{2,10})[）)]?"
)
_TYPIST = re.compile(
    r"(?:(?:打字|校对|录入|排版|打印|核稿|拟稿|承办(?:人|单位)?|经办人?|责任校对|校核|印数|份数)[:：][\u4e00-\u9fff\d]{1,12}份?[;；，,。]?)+"
    r"|[（(]?共?印(?:刷|发|制)?\d{1,5}份[）)]?|[（(]共\d{1,5}份[）)]"
)
_PASSED = re.compile(r"[（(].{0,60}(?:通过|修订|修正|施行|印发|批准|公布|发布|\d日)[）)]")
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[㈠-㈩]|第[一二三四五六七八九十百\d]{1,5}[章条节部]|\d{1,2}[.．、]"
)
_ENDS_OTHERWISE = tuple("。；;:：，,！？!?…")
_YEAR_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
_DAY_PARTS = re.compile(r"(.{4})年(.{1,2})月(.{1,3})日")
_LETTER_WORD = re.compile(r"[（(](?:函|通知|通报|批复|报告|请示|便函|情况通报)[）)]$")
_SEAL = re.compile(r"[（(]\s*(?:盖章|印章|公章|章|代章|印)\s*[）)]")
_APART = re.compile(r"\s{2,}|[\t\u3000]+")
LONGEST_TITLE_LINE = 80


def squeezed(line: str) -> str:
    return "".join(line.split())


def written_day(line: str) -> date | None:
    """Return the day that fills a line, in digits or Chinese numerals.
    None for another line."""
    plain = squeezed(line)
    if not re.fullmatch(_DAY, plain):
        return None
    year, month, day = _DAY_PARTS.fullmatch(plain).groups()
    try:
        return date(
            int(year.translate(_YEAR_DIGITS)), parse_numeral(month) or 0, parse_numeral(day) or 0
        )
    except ValueError:
        return None


def printed_day(line: str) -> date | None:
    """Return the day of a line “…办公室 2025年3月12日印发”; None for another line."""
    plain = squeezed(line)
    found = re.search(_DAY, plain) if _PRINTED.fullmatch(plain) else None
    return written_day(found[0]) if found else None


def head_role(line: str) -> str:
    """Return the role of a line above the title that shows it by itself.
    Empty for others."""
    plain = squeezed(line)
    if _SECRECY.fullmatch(plain):
        return SECRECY
    if _NUMBER_LINE.fullmatch(plain):
        return NUMBER
    if _SIGNER.fullmatch(plain):
        return SIGNER
    return RULE if _RULE.fullmatch(plain) else ""


def is_number(line: str) -> bool:
    """Tell whether a line holds the number of a document alone, in brackets or not."""
    plain = squeezed(line)
    return bool(_NUMBER_LINE.fullmatch(plain) or _NUMBER_IN_BRACKETS.fullmatch(plain))


def is_order_number(line: str) -> bool:
    return bool(_ORDER_NUMBER.fullmatch(squeezed(line)))


def is_issue(line: str) -> bool:
    """Tell whether a line is the number of an issue.
    Office and day may stand behind it."""
    plain = squeezed(line)
    if _ISSUE.fullmatch(plain):
        return True
    rest = _without_issue(line)
    return rest != plain and (is_compiled(rest) or written_day(rest) is not None)


def _without_issue(line: str) -> str:
    """Return what stands behind the number of an issue; else the line."""
    first, *rest = _APART.split(line.strip())
    return squeezed("".join(rest)) if rest and _ISSUE.fullmatch(squeezed(first)) else squeezed(line)


def compiling_office(line: str) -> str:
    """Return the office in a line that names one, with a day or not.
    Empty for another line."""
    name = _COMPILED_BY.sub("", _without_issue(line))
    return name if is_organization(name) or _EDITORS.fullmatch(name) else ""


def compiled_day(line: str) -> date | None:
    """Return the day in a line that names an office and a day.
    None for another line."""
    found = re.search(_DAY, squeezed(line))
    return written_day(found[0]) if found else None


def is_compiled(line: str) -> bool:
    """Tell whether a line names an office and a day, as bulletins do.
    时间：… names the day of a meeting."""
    return bool(compiling_office(line)) and compiled_day(line) is not None


def is_file_mark(line: str) -> bool:
    """Tell whether a line is the mark “某某联合会文件”, or the word 文件 that ends one."""
    plain = squeezed(line)
    return (
        plain.endswith("文件")
        and len(plain) <= 60
        and not re.search(r"[。，：:；《》]|^关于", plain)
    )


def is_named_mark(line: str) -> bool:
    """Tell whether a line is such a mark with the whole name of one organization."""
    office = squeezed(line).removesuffix("文件")
    return is_file_mark(line) and is_organization(office) and not _IN_SENTENCE.search(office)


def is_order_mark(line: str) -> bool:
    return bool(_ORDER.fullmatch(squeezed(line)))


def is_bulletin_mark(line: str) -> bool:
    return bool(_BULLETIN.fullmatch(squeezed(line)))


def is_minutes(line: str) -> bool:
    return bool(_MINUTES.fullmatch(squeezed(line)))


def is_organization(line: str) -> bool:
    plain = squeezed(line)
    return not plain.startswith("关于") and bool(ORGANIZATION.fullmatch(plain))


def is_letter_mark(line: str) -> bool:
    """Tell whether a line names an organization as the mark of a letter: “某某联合会（函）”."""
    return is_organization(_LETTER_WORD.sub("", squeezed(line)))


def signers_of(line: str) -> list[str]:
    """Return the organizations that a line of a signature names; empty for another line."""
    plain = _SEAL.sub("", line).strip()
    parts = [squeezed(part) for part in _APART.split(plain) if part.strip()]
    if len(parts) > 1 and all(map(is_organization, parts)):
        return parts
    return [squeezed(plain)] if is_organization(plain) else []


def marked_issuers(line: str) -> list[str]:
    """Return the organizations that a line of a mark names, without the word 文件."""
    return signers_of(re.sub(r"文\s*件\s*\Z", "", line))


def signed_line(line: str) -> tuple[str, date] | None:
    """Return issuer and day of a line that holds both; None for another line."""
    plain = squeezed(_SEAL.sub("", line))
    found = re.search(rf"(?:{_DAY})\Z", plain)
    before = plain[: found.start()] if found else ""
    day = written_day(found[0]) if found else None
    return (before, day) if day and is_organization(before) else None


def is_office(line: str) -> bool:
    """Tell whether a line names an office that prints documents."""
    return bool(OFFICE.fullmatch(squeezed(line)))


def foot_role(line: str) -> str:
    """Return the role of a line below the text that shows it by itself.
    Empty for others."""
    plain = squeezed(line)
    for role, form in (
        (COPIES_TO, _COPIES_TO),
        (PRINTED, _PRINTED),
        (KEYWORDS, _KEYWORDS),
        (NOTE, _NOTE),
        (TYPIST, _TYPIST),
    ):
        if form.fullmatch(plain):
            return role
    return ""


def is_sent(line: str) -> bool:
    """Tell whether a line is 报：…, 送：… or 发：… of a bulletin."""
    return bool(_SENT.fullmatch(squeezed(line)))


def names_receivers(line: str) -> bool:
    """Tell whether a line says who gets a bulletin: 报：区委领导　送：各镇街商会.

    送：一袋米，一份心意 names nobody."""
    if not _SENT_LABEL.match(line.strip()):
        return False
    received = [words.strip("。；; ") for words in _SENT_LABEL.split(line.strip())[1:]]
    receivers = [_BETWEEN_RECEIVERS.split(words) for words in received]
    return all(all(map(_RECEIVER.fullmatch, names)) for names in receivers)


def is_salutation(line: str) -> bool:
    """Tell whether a line addresses the receivers: it is short and ends with a colon."""
    plain = squeezed(line)
    return 2 < len(plain) <= 120 and plain.endswith(("：", ":")) and "。" not in plain


def may_be_title(line: str) -> bool:
    """Tell whether a line can be one of a title."""
    plain = squeezed(line)
    return (
        1 < len(plain) <= LONGEST_TITLE_LINE
        and not plain.endswith(_ENDS_OTHERWISE)
        and not _HEADING.match(plain)
        and not _PASSED.fullmatch(plain)
        and written_day(plain) is None
    )


def is_finished_title(line: str) -> bool:
    """Tell whether a title ends here: with a kind of document, all brackets closed."""
    plain = squeezed(line)
    found = _ENDS_AS_TITLE.search(plain[-22:])
    closed = all(plain.count(a) == plain.count(b) for a, b in ("《》", "（）", "“”", "〈〉"))
    return closed and bool(found) and bool(re.search(rf"{_ENDS_AS_TITLE.pattern}$", plain))


def join_title(lines: list[str]) -> str:
    """Return the lines of an official title as one, without the blanks of its layout."""
    title = ""
    for line in lines:
        words = " ".join(line.split())
        words = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", words)
        gap = title[-1:].isascii() and title[-1:].isalnum() and words[:1].isascii()
        title += f" {words}" if title and gap and words[:1].isalnum() else words
    return title
