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
