"""Source, author and editor as a line beside a text names them, labelled or not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from series.text.language.folding import as_written, simplify

from .interface_words import is_interface_line, is_prompt

# Between two pieces of a line that the page sets in elements of their own.
APART = "\x1f"
_GAP = rf"[\s{APART}]*"
_ENDS = rf"\s{APART}|｜，,。；;：:\"“”'‘’「」（）()\[\]【】〔〕<>〉《》！!？?"
_WORK = r"记\s*者|通\s*讯\s*员|信\s*息\s*员|实习生|撰稿人|供稿人|作者|评论员"
_KINDS = "全媒体|融媒体|首席|见习|特约|实习|特派|驻站|编辑"
_PAPER = r"(?:《[^《》]{2,16}》|本报|本网|本刊|本台|[\u4e00-\u9fff]{2,12}?(?:报|网|社|台|刊|新闻|客户端|在线|频道|电视|融媒)(?:[-－—·/][\u4e00-\u9fff]{2,10}?)?)"
_ROLE = rf"(?:{_PAPER}\s*)?(?:{_KINDS})*(?:{_WORK})"
# What stands before a byline: a mark of the paper, 文 and 图.
_MARK = r"[□■◇◆●○◎▲△▼☆★※✎*·•—\s-]*"
_BY_TEXT = r"(?:文图|图文|文\s*[/／·、]\s*图|图\s*[/／·、]\s*文|文字?(?=\s*[/／丨|｜:：·\s]))"
# A reporter whose paper or department is named by any word: 南都记者, 职工通讯员.
_OTHER_ROLE = (
    r"[\u4e00-\u9fff]{2,10}(?:[-－—·][\u4e00-\u9fff]{2,10})?(?:记者|通讯员|信息员|撰稿人?)"
)
_REPORT = r"(?:整理|综合|摄影|采写|现场|联合|独家|编译|文|图|并摄|[/／])*(?:报[道导]|摄影|整理|并摄|文图|图文|文/图|[/／]摄)"
_LABELS = {
    "editor": r"[责責]\s*任?\s*[编編]\s*[辑輯]?|网络编辑|[编編]\s*[辑輯]|(?<![A-Za-z])(?:Editors?|(?:Web|Photo|Copy) editors?)(?=\s*[:：])",
    "source": r"(?:信息|文章|稿件|新闻|内容|本文|消息|素材|推广)?[来來]\s*源(?:单位|于)?|(?<![A-Za-z])(?:From|Source)(?=\s*[:：])|稿\s*源|出处|转载?自|摘自|原载|供稿(?:单位|部门|科室|处室|人)?|信息提供|(?:提供|报送|来稿|作者)(?:单位|部门|科室|处室)|(?<![\u4e00-\u9fff])单位(?=\s*[:：])|发布(?:机构|单位|机关|部门|处室|科室)|发文机[关构]|制发机关",
    "author": rf"文\s*[/／·、&]?\s*图|图\s*[/／·、&]?\s*文|作\s*者|撰\s*稿人?|撰\s*文|采\s*写|文\s*字|(?:本报|本网|本刊|本台)?(?:{_KINDS})*(?:{_WORK})|文(?=\s*[/／丨|｜:：])|(?<![A-Za-z])(?:Author|Reporter|Writer)s?(?=\s*[:：])",
    "other": r"(?<![A-Za-z])(?:Time|Date|Views?|Hits?|Clicks?|Reads?)(?=\s*[:：])|发布(?:日期|时间|人|者)?|(?:发稿|录入|上传|刊发|上网)(?:日期|时间)|更新(?:日期|时间)|日期|时间|浏览|点击|阅读|字\s*[号体]|字体|打印|分享|摄影|审核|审定|核稿|校核|校对|签发|初审|复审|终审|监制|统筹|图片|责任?校|主编|审校|二审|三审|一审|视觉|制图|设计|策划|出品|评论|关键[词字]|标签|扫码|纠错|参与|收藏|声明|图(?=\s*[/／丨|｜:：])",
}
_LABEL = re.compile("|".join(f"(?P<{role}>{words})" for role, words in _LABELS.items()))
_COLON = re.compile(rf"{_GAP}[】\])]?{_GAP}[:：/／丨|｜]{_GAP}|{_GAP}】{_GAP}")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊"
    "秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮"
    "柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿"
    "桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海"
    "阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁都普阙浦戈薄雍邸羊况亓修芮终祥闾伏逯但洪邰竺濮寿郏充利印束幸幺"
    "赖萧裘茅钮戎荀嵇贲糜隗郗郦宦蒯巢湛"
)
DOUBLE_SURNAMES = frozenset(
    "欧阳 上官 司马 诸葛 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 东方 端木 宇文 长孙 淳于 独孤 南宫 轩辕 闻人 澹台 万俟 呼延 赫连 拓跋 完颜 纳兰 申屠 濮阳 钟离 鲜于 西门 仲孙".split()
)
_FIELDS = ("source", "author", "editor")
_AREA = re.compile("[省市区县镇乡村路街]$")
# What stands in the place of a name and names nobody.
_NOBODY = re.compile(
    r"(?:本站|本网|本网站|网站)?(?:原创|转载|整理|编辑部?|讯)?|网络(?:转载|整理)?|互联网|未知|不详|佚名|匿名|无|暂无|其[他它]|admin|administrator|管理员|超级管理员|系统管理员|未填写?|小编|编者",
    re.IGNORECASE,
)
_STAFF_NUMBER = re.compile(r"[_ ]?[A-Z]{1,4}\d{1,6}$")
_QUOTES = "“”\"'‘’《》「」"
_VALUE = re.compile(rf"[{_QUOTES}\[【〔]?([^{_ENDS}]+)")
_LATIN = re.compile(r"[A-Za-z][A-Za-z.&' -]{1,38}[A-Za-z.]")
_LATIN_NAME = r"[A-Z][A-Za-z.'-]*(?:\s[A-Z][A-Za-z.'-]*){1,3}"
_LATIN_AND = re.compile(r"\s?,\s?(?:and\s)?|\sand\s|\s?&\s?|、")
_LATIN_PEOPLE = re.compile(
    rf"{_LATIN_NAME}(?:(?:{_LATIN_AND.pattern}){_LATIN_NAME})+(?=\s*[)）]?\s*$)"
)
_DATE_BEGINS = re.compile(r"(?:19|20)\d{2}\s*[-/.年]|\d{1,2}:\d{2}")
_NAME = re.compile(
    r"[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,8})*|[\u3400-\u9fff]{1,6}(?:·[\u3400-\u9fff]{1,8})+"
)
_CLOSED = re.compile(r"[】\]〕](?=.)")
_LONGEST_BYLINE = 60
_SPLIT = re.compile(rf"[、，,；;/／&＆\s{APART}]+")
_ROLE_WORD = re.compile(rf"{_ROLE}|{_REPORT}$")
_AFTER_NAMES = re.compile(rf"[\s、，]+{_REPORT}$")
_ROLE_OF_PAPER = re.compile(_OTHER_ROLE)
_ORGANIZATION = re.compile(
    r".*(?:报|网|社|台|刊|局|会|委|办|部|厅|院|所|馆|校|团|联|协|处|室|组|站|司|厂|集团|政府|中心|新闻|频道|客户端|在线|之声|发布|融媒体?|观察|周刊|杂志|公司|视线|法治|财经|公众号|头条|网站|商会|资讯|传媒|大学|学院|医院|支部|(?:宣传|组织|人事|教务|财务|信息|科技|业务|法规)科|分会|论坛|研究|时报|平台|新媒体|com|cn)"
)
_SHORT_OFFICES = frozenset(
    "商会 党委 公司 农会 农委 安委 计委 经委 时报 商报 党报 文联 党办 文办 安办 党校 党组 班组 车站".split()
)
_PERSON_ORGANIZATION = re.compile(
    rf"(?P<names>[\u3400-\u9fff]{{1,4}}(?:[\s、，]+[\u3400-\u9fff]{{1,4}}){{0,5}})\s*[/／]\s*(?P<org>[^{_ENDS}]{{2,20}})"
)
_BYLINE = re.compile(
    rf"{_MARK}[（(【\[]?\s*(?:{_BY_TEXT}\s*[/／丨|｜:：·]?\s*)?(?:{_ROLE}|{_OTHER_ROLE}(?=[\s:：])|作者|撰文|采写|撰稿)?\s*[/／丨|｜:：]?\s*(?P<names>[^：:。！？]{{2,60}}?)\s*[）)】\]]?"
)
_BEGINS_BYLINE = re.compile(
    rf"{_MARK}[（(【\[]?\s*(?:{_ROLE}|{_OTHER_ROLE}[\s:：]|{_BY_TEXT}\s*[/／丨|｜:：]|作\s*者|撰\s*[文稿]|采\s*写)"
)
_WRITER_NOTE = re.compile(
    r"[（(]\s*(?:本文)?作者\s*[:：]?\s*(?P<name>[\u3400-\u9fff·]{2,4}?)?\s*[,，]?\s*(?:系|为|单位|是)[^（）()]{0,60}[）)]|"
    r"[（(]\s*(?:本文)?作者\s*[:：]?\s*(?P<alone>[\u3400-\u9fff·]{2,4})\s*[）)]"
)
_NAMES_INSIDE = r"\s*[:：]?\s*(?P<names>[^（）()。：:]{2,40})[）)]"
_ENCLOSED = re.compile(rf"[（(]\s*{_ROLE}{_NAMES_INSIDE}")
_WRITTEN_AT = re.compile(
    rf"[【\[（(]\s*{_BY_TEXT}\s*[/／丨|｜:：]\s*(?P<names>[^【】\[\]（）()。]{{2,40}})[】\]）)]"
)
_ENCLOSED_BY_OTHER = re.compile(
    rf"[（(]\s*(?:{_OTHER_ROLE}|{_BY_TEXT}\s*[/／]?|撰稿|供稿|采写){_NAMES_INSIDE}"
)
_REPORTED_BY_NAMES = re.compile(
    r"^\s*(?:本[报网站刊台]|[^（(。]{2,10}[社网报台媒])[^（(。]{0,12}[讯訊电電]\s*[（(](?P<names>[^（）()。：:]{2,30})[）)]"
)
_LABELLED_BRACKETS = re.compile(
    r"[（(]((?=[^（()）]*(?:记者|作者|撰文|撰稿|采写|通讯员)\s*[:：/])[^（()）。！？]{4,60})[）)]"
)
_REPORTED = re.compile(
    rf"(?:电|讯|报道)\s*[（(]\s*(?:{_ROLE}|通讯员)\s*[:：]?\s*(?P<names>[^（）()。：:]{{2,40}})[）)]"
)


# 〔記者林怡君／雲州報導〕 begins a text; names and place may stand without a mark between them.
_REPORTED_AT = re.compile(
    r"\s*[（(〔【\[]\s*(?:[\u4e00-\u9fff]{2,8}\s*)?(?:特派|特约|实习)?记者\s*(?P<names>[\u3400-\u9fff]{2,3}(?:\s*[、，,\s]\s*[\u3400-\u9fff]{2,3})*)"
    r"\s*[/／]?\s*[\u4e00-\u9fff]{2,8}?\s*(?:(?:\d{1,2}月)?\d{1,2}日)?(?:报[道导]|电)\s*[）)〕】\]]"
)
# 《示例日报》记者 X, （示例晚报首席记者 X）; 本报 and 本网 name no paper.
_OF_PAPER = re.compile(
    rf"(?:^{_MARK}[（(【\[]?|[（(【\[])\s*(?:《(?P<titled>[^《》]{{2,16}})》|(?P<paper>(?!本)[\u4e00-\u9fff]{{2,10}}?(?:报|周刊|电视台|通讯社|新闻社|新闻网|在线|网)))"
    rf"\s*(?:{_KINDS}|融媒|全媒)*记\s*者(?=[\s:：\u3400-\u9fff])"
)
_REPORTED_FROM = re.compile(r"\s*[/／]\s*[\u4e00-\u9fff]{2,8}报[道导]\s*$")


@dataclass(frozen=True)
class Credits:
    """What a line names; empty where it names nothing."""

    source: str = ""
    author: str = ""
    editor: str = ""


def read_credits(pieces: Sequence[str]) -> Credits:
    """Return what the labels of a line name. Each value ends with its own element."""
    written = APART.join(piece.strip() for piece in pieces if piece.strip())
    text = simplify(written)
    found: dict[str, str] = {}
    labels = _field_labels(text)
    for at, label in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(text)
        words = _after_colon(text[label.end() : end])
        supplied = label[0].startswith("供稿") and leading_names(words)
        role = "author" if supplied else label.lastgroup or ""
        value = _value(role, words)
        if value and role in _FIELDS:
            if label[0].startswith(("责", "責")):
                found[role] = value
            if role == "author" and not supplied:
                found[role] = join_persons(found.get(role, ""), value)
            found.setdefault(role, value)
    return _restored(Credits(**found), text, written)


def _restored(credits: Credits, simple: str, text: str) -> Credits:
    """Return credits that were found in a simplified text, in its own script."""
    names = (getattr(credits, name) for name in _FIELDS)
    return Credits(*(as_written(name, simple, text) for name in names))


def join_persons(first: str, second: str) -> str:
    """Return the persons of two labels, each once.

    The first value where one names no persons."""
    names = [persons_of(words) for words in (first, second)]
    return "、".join(dict.fromkeys([*names[0], *names[1]])) if all(names) else first or second


def _field_labels(text: str) -> list[re.Match]:
    """Return the labels that begin a field.
    In “记者 王芳 通讯员 李强” the second one is part of the names."""
    begins: list[re.Match] = []
    for label in _LABEL.finditer(text):
        among_names = label["author"] and begins and begins[-1]["author"]
        if _is_label(text, label) and not (among_names and not _COLON.match(text, label.end())):
            begins.append(label)
    return begins


def _is_label(text: str, label: re.Match) -> bool:
    """Tell whether a word labels what follows.
    A colon, or a piece or gap of its own."""
    begins = (
        label.start() == 0
        or text[label.start() - 1] in f" \t\u3000\xa0{APART}|｜【[（(，,。；;/·　□■◇◆●○▲△☆★"
    )
    colon = _COLON.match(text, label.end())
    if label.lastgroup == "other":
        return bool(begins or colon)
    if colon:
        return begins or label.lastgroup != "author" or ":" in colon[0] or "：" in colon[0]
    apart = text[label.end() : label.end() + 1] in ("", " ", "\u3000", "\xa0", APART, "《")
    return begins and apart


def _after_colon(text: str) -> str:
    colon = _COLON.match(text)
    return text[colon.end() if colon else 0 :].lstrip(f" \u3000\xa0{APART}")


def _value(role: str, text: str) -> str:
    return organization_name(text) if role == "source" else person_or_office(text)


def organization_name(text: str) -> str:
    """Return the name that a value begins with; "" where it begins with none."""
    if latin := _LATIN.match(text):
        return "" if is_nobody(latin[0].strip()) else latin[0].strip()
    match = _VALUE.match(text)
    name = match[1] if match else ""
    if begins := _DATE_BEGINS.search(name):
        name = name[: begins.start()]
    if _NOBODY.fullmatch(name):
        return ""
    name = _STAFF_NUMBER.sub("", name).strip("_-—/／·、.…*《》 \u3000")
    return name if 2 <= len(name) <= 30 and not name.isdigit() else ""


def person_or_office(text: str) -> str:
    """Return the persons that a value begins with, else the office that it names."""
    text = _CLOSED.split(text)[0]  # 【作者：X】【关闭】
    if people := _LATIN_PEOPLE.match(text):
        return "、".join(_LATIN_AND.split(people[0].strip()))
    office, _, rest = text.strip().partition(" ")
    names = leading_names(text) or (_persons(rest) if is_organization(office) else [])
    if names:
        return "、".join(names)
    name = organization_name(_ROLE_WORD.sub("", text, count=1).strip())
    return name if re.search(r"[\u3400-\u9fffA-Za-z]", name) and len(name) <= 20 else ""


def leading_names(text: str) -> list[str]:
    """Return the persons' names at the beginning, single characters joined to their neighbour."""
    names: list[str] = []
    half = ""
    written, text = text, simplify(text)
    bare = _REPORTED_FROM.sub("", _AFTER_NAMES.sub("", text.strip()))
    tokens = _SPLIT.split(bare)
    for token in tokens[1:] if _ROLE_OF_PAPER.fullmatch(tokens[0]) else tokens:
        bare = _ROLE_WORD.sub("", token).strip("（）()【】[]：: ")
        if len(bare) == 1 and bare >= "\u3400":
            half, bare = ("", half + bare) if half else (bare, "")
        if bare and (_is_no_name(bare) or is_organization(bare) or not _NAME.fullmatch(bare)):
            break
        names += [bare] if bare else []
    return [as_written(name, text, written) for name in dict.fromkeys(names)]


def _is_no_name(word: str) -> bool:
    of_page = is_interface_line(word) or is_prompt(word)
    return of_page or is_nobody(word) or is_field_label(word)


def reported_from(text: str) -> str:
    """Return what names behind a slash from where was reported: ／雲州報導."""
    found = _REPORTED_FROM.search(simplify(text))
    return text[found.start() :] if found else ""


def is_field_label(text: str) -> bool:
    """Tell whether a text is a field's label alone, also without a colon."""
    bare = simplify(text.strip(" \u3000\xa0:："))
    label = _LABEL.fullmatch(bare) or _LABEL.fullmatch(bare + "：")
    return 2 <= len(bare) <= 8 and bool(label)


def all_names(text: str) -> list[str]:
    """Return the names of a text that holds persons' names and roles alone; else nothing."""
    names = leading_names(text)
    bare = _REPORTED_FROM.sub("", simplify(text))
    rest = re.sub(rf"^{_OTHER_ROLE}(?=\s)|{_ROLE}|{_REPORT}$|[、，,；;/／\s{APART}]", "", bare)
    return names if rest == simplify("".join(names)) else []


def _persons(text: str) -> list[str]:
    """Return the names of a text where each begins with a surname: 走进车间 is none."""
    names = all_names(text)
    return names if all(begins_with_surname(name) for name in names) else []


def persons_of(text: str) -> list[str]:
    """Return the persons of a text that holds their names and roles alone; else nothing."""
    return _persons(text)


def are_persons(text: str) -> bool:
    """Tell whether a text holds names of persons that begin with surnames, and nothing else."""
    return bool(_persons(text))


def begins_with_surname(name: str) -> bool:
    first = simplify(name[:2])
    return first[:1] in SURNAMES or first in DOUBLE_SURNAMES or "·" in name


def is_nobody(name: str) -> bool:
    """Tell whether a word stands in the place of a name and names nobody.
    未知, 本站, admin."""
    return bool(_NOBODY.fullmatch(simplify(name)))


def is_organization(name: str) -> bool:
    """Tell whether a word ends like the name of an office.
    刘会 is a person, 商会 is none."""
    name = simplify(name)
    person = len(name) == 2 and begins_with_surname(name) and name not in _SHORT_OFFICES
    return bool(_ORGANIZATION.fullmatch(name)) and not person


def read_byline(line: str) -> Credits:
    """Return author and source of a line that is a byline.
    本报记者 X Y, X/示例报, 文丨X."""
    written = line.strip()
    line = simplify(written)
    return _restored(_byline_of(line), line, written)


def _byline_of(line: str) -> Credits:
    pair = _PERSON_ORGANIZATION.fullmatch(line)
    if pair and not (is_organization(pair["names"]) or is_field_label(pair["names"])):
        named = _persons(pair["names"])
        office = pair["org"] if is_organization(pair["org"]) else ""
        if named and office:
            return Credits(source=office, author="、".join(named))
    if (reported := _REPORTED_FROM.search(line)) and (
        names := _persons_among(line[: reported.start()])
    ):
        return Credits(author=names)
    if len(line) > _LONGEST_BYLINE or not _BEGINS_BYLINE.match(line):
        return Credits()
    match = _BYLINE.fullmatch(line)
    return Credits(author="、".join(_persons(match["names"]))) if match else Credits()


def paper_of_reporter(text: str) -> str:
    """Return the paper that a byline, or one in brackets, names before its reporter."""
    if "记" not in text and "記" not in text:
        return ""
    simple = simplify(text)
    if not (found := _OF_PAPER.search(simple)):
        return ""
    begins = found.start() == 0 and len(text) <= _LONGEST_BYLINE
    named = (begins and _byline_of(simple.strip()).author) or _author_inside(simple)
    return as_written(found["titled"] or found["paper"], simple, text) if named else ""


def author_inside(text: str) -> str:
    """Return the author that running text names in brackets: （作者X系…）, …讯（记者 X Y）."""
    simple = simplify(text)
    return as_written(_author_inside(simple), simple, text)


def _author_inside(text: str) -> str:
    if note := _WRITER_NOTE.search(text):
        return note["name"] or note["alone"] or ""
    for form in (_REPORTED, _ENCLOSED):
        names = leading_names(match["names"]) if (match := form.search(text)) else []
        if names and (form is _REPORTED or all(map(begins_with_surname, names))):
            return "、".join(names)
    match = _WRITTEN_AT.search(text)
    if match and (names := _persons_among(match["names"])):
        return names
    if reported := _REPORTED_AT.match(text):
        return "、".join(_persons(reported["names"]))
    match = _ENCLOSED_BY_OTHER.search(text) or _REPORTED_BY_NAMES.search(text)
    return "、".join(_persons(match["names"])) if match else _labelled_inside(text)


def _labelled_inside(text: str) -> str:
    """Return the persons behind a label in brackets: （示例网 记者：X 编译：Y）."""
    authors = (read_credits([match[1]]).author for match in _LABELLED_BRACKETS.finditer(text))
    return next((names for names in authors if _persons(names)), "")


def is_person(text: str) -> bool:
    """Tell whether a text is one name of a person by its form.
    A surname, two or three characters."""
    name = text.strip()
    return 2 <= len(name) <= 3 and not is_organization(name) and bool(_persons(name))


def _persons_among(text: str) -> str:
    """Return words that name no office where each is like a person's name."""
    names = [token for token in _SPLIT.split(text.strip()) if not is_organization(token)]
    whole = all(2 <= len(name) <= 3 and _persons(name) for name in names)
    return "、".join(names) if whole else ""


def persons_alone(line: str) -> str:
    """Return the persons of a line that holds nothing else.
    Two names, or one of three characters, since 时政 and 武进区 begin with a surname too."""
    tokens = _SPLIT.split(line.strip())
    sure = len(tokens) > 1 or (len(tokens[0]) == 3 and not _AREA.search(tokens[0]))
    persons = sure and not any(map(is_organization, tokens)) and _persons_among(line)
    return persons or ""
