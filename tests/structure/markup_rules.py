"""What no template and no style sheet of ours may contain, as functions from text to findings."""

import re

COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.S)
LOGIC = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
TAG = re.compile(r"<[a-zA-Z][^<>]*>", re.S)
TEMPLATE_RULES = {
    "用了 |safe": re.compile(r"\|\s*safe(seq)?\b"),
    "关闭了自动转义": re.compile(r"\{%\s*autoescape\s+off"),
    "行内脚本": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", re.I),
    "行内样式": re.compile(r"<style\b", re.I),
    "外部资源": re.compile(
        r"<(?:script|link|img|iframe|source|video|audio|embed|object)\b[^>]*"
        r"""\b(?:src|srcset|href|data)\s*=\s*["']?\s*(?:https?:)?//""",
        re.I,
    ),
}
ATTRIBUTE_RULES = {
    "行内 style 属性": re.compile(r"\sstyle\s*=", re.I),
    "行内事件属性": re.compile(r"\son[a-z]+\s*=", re.I),
    "javascript: 链接": re.compile(r"""=\s*["']?\s*javascript:""", re.I),
}
BLOCKS = (
    "address|article|aside|blockquote|body|caption|dd|details|dialog|div|dl|dt|fieldset|figcaption|"
    "figure|footer|form|h[1-6]|head|header|html|legend|li|main|nav|ol|optgroup|option|p|section|"
    "select|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
BLOCK_START = re.compile(rf"<(?:{BLOCKS})\b")
BLOCK_EDGE = re.compile(rf"</?(?:{BLOCKS})\b")
START = re.compile(r"<(?P<name>[a-z][a-z0-9]*)(?:\{%.*?%\}|\{\{.*?\}\}|[^>])*?(?P<end>/?>)", re.S)
TYPED = re.compile(r"<textarea>[^<]*</textarea>")  # kept to the letter
VOID = frozenset("area br col hr img input link meta source".split())
LONG = 140
HEX_OR_FUNCTION = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(", re.I
)
NAMED = re.compile(
    r"(?<![-\w.#])(?:white|black|red|green|blue|gray|grey|silver|gold|orange|yellow|purple|pink|"
    r"brown|navy|teal|maroon|crimson|whitesmoke|ivory)(?![-\w(])",
    re.I,
)
DECLARATION = re.compile(r"(?P<property>[-\w]+)\s*:\s*(?P<value>[^;{}]+)")
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.S)
DATA_ADDRESS = re.compile(r"url\([^)]*\)")
CSS_STRING = re.compile(r""""[^"\n]*"|'[^'\n]*'""")
ONE_THING = re.compile(r"[^{};]*[{;]?|\}")


def template_findings(text):
    """The names of the rules that this template breaks."""
    shown = COMMENT.sub("", text)
    found = [name for name, rule in TEMPLATE_RULES.items() if rule.search(shown)]
    for tag in TAG.findall(LOGIC.sub(" ", shown)):
        found += [name for name, rule in ATTRIBUTE_RULES.items() if rule.search(tag)]
    return found


def layout_findings(text):
    """Lines that hide a template's structure: `number: what is wrong`.

    A block-level element begins a line of its own, two columns inside what holds it, and ends
    under its beginning, as a Django tag does. A long line may hold inline content alone: a break
    in it would be a space between Chinese characters."""
    plain = COMMENT.sub(_line_ends, text)
    bare = TYPED.sub(_line_ends, START.sub(_without_attributes, plain))
    ends = "|".join(sorted(set(re.findall(r"\{% end(\w+)", text)))) or "-"
    step = re.compile(
        r"<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?P<single>/>)?|"
        rf"\{{% (?:(?P<end>end)?(?P<name>{ends})|(?P<branch>elif|else|empty))\b"
    )
    found, within = [], []  # the indentation of each line that began what is open
    for number, (line, whole) in enumerate(
        zip(bare.split("\n"), plain.split("\n"), strict=True), start=1
    ):
        faults = [*_crammed(line, whole), *_indentation(line, step, within)]
        found += [f"{number}: {fault}" for fault in faults]
    return found


def _line_ends(match):
    return "\n" * match[0].count("\n")


def _without_attributes(match):
    """The tag alone, on as many lines as before."""
    if match["end"] == "/>":
        return f"<{match['name']}/>{_line_ends(match)}"
    margin = re.search(r"(?:\n *)?$", match[0][: -len(match["end"])])[0][1:]
    return f"<{match['name']}{_line_ends(match)}{margin}>"


def _crammed(line, whole):
    if len(BLOCK_START.findall(line)) > 1:
        yield "一行有两个块级元素"
    if len(whole) > LONG and BLOCK_EDGE.search(line):
        yield "一行太长"


def _indentation(line, step, within):
    """Faults of one line; `within` is brought from its beginning to its end."""
    indent = len(line) - len(line.lstrip())
    for match in step.finditer(line):
        first = match.start() == indent
        if match["close"] or match["end"]:
            began = within.pop()
            if first and indent != began:
                yield "结束没有对齐开始"
        elif match["branch"]:
            if first and indent != within[-1]:
                yield "结束没有对齐开始"
        else:
            if first and indent != (within[-1] + 2 if within else 0):
                yield "缩进不是两格"
            if match["tag"] not in VOID and not match["single"]:
                within.append(indent)


def colours(css):
    """Every colour that is written out in a declaration: `property: value`."""
    plain = CSS_COMMENT.sub("", css)
    found = []
    for match in DECLARATION.finditer(plain):
        value = DATA_ADDRESS.sub("", match["value"])
        if HEX_OR_FUNCTION.search(value) or NAMED.search(value):
            found.append(f"{match['property']}: {match['value'].strip()}")
    return found


def crowded(css):
    """The lines that hold more than the head of a rule, one declaration, or the end of a rule."""
    plain = CSS_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), css)
    bare = CSS_STRING.sub("", DATA_ADDRESS.sub("", plain))
    pairs = zip(css.split("\n"), bare.split("\n"), strict=True)
    return [written.strip() for written, line in pairs if not ONE_THING.fullmatch(line.strip())]
