from pathlib import Path

import pytest
from django.template import TemplateSyntaxError, engines
from django.template.loader import get_template

from tests.structure.escaping_rules import unescaped_doors
from tests.structure.markup_rules import layout_findings, template_findings

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.*"))


def test_there_are_templates_to_look_at():
    assert {"base.html", "404.html", "series/article.html"} <= set(TEMPLATES)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_compiles(name):
    assert get_template(name)


def test_control_a_template_that_does_not_compile_is_found():
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string("{% if entry %}")


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_breaks_a_rule(name):
    assert template_findings((FOLDER / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{{ entry.body|safe }}", "用了 |safe"),
        ("{% autoescape off %}{{ body }}{% endautoescape %}", "关闭了自动转义"),
        ('<p style="color:red">', "行内 style 属性"),
        ('<p class="{% if a > b %}x{% endif %}" style="top:0">', "行内 style 属性"),
        ('<a href="#" onclick="go()">', "行内事件属性"),
        ('<a href="javascript:go()">', "javascript: 链接"),
        ("<script>go()</script>", "行内脚本"),
        ("<style>p{}</style>", "行内样式"),
        ('<script src="https://cdn.example.org/a.js"></script>', "外部资源"),
        ('<img alt="" src="//cdn.example.org/a.png">', "外部资源"),
    ],
)
def test_control_each_rule_finds_its_breach(text, rule):
    assert template_findings(text) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "<script src=\"{% static 'site/site.js' %}\" defer></script>",
        '<a href="https://beian.miit.gov.cn/">{{ site.icp }}</a>',
        "{# |safe 不能用 #}<p>{{ words }}</p>",
        "<p>style = 风格</p>",
    ],
)
def test_what_is_allowed_is_not_reported(text):
    assert template_findings(text) == []


PAGES = [name for name in TEMPLATES if name.endswith(".html")]


@pytest.mark.parametrize("name", PAGES)
def test_a_template_is_indented_by_structure(name):
    assert layout_findings((FOLDER / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<ul><li>甲</li></ul>", "1: 一行有两个块级元素"),
        ("<dl>\n  <dt>甲</dt><dd>乙</dd>\n</dl>", "2: 一行有两个块级元素"),
        (f"<p>{'甲' * 140}</p>", "1: 一行太长"),
        ("<ul>\n<li>甲</li>\n</ul>", "2: 缩进不是两格"),
        ("{% if a %}\n<p>甲</p>\n{% endif %}", "2: 缩进不是两格"),
        ("<ul>\n  <li>甲</li>\n  </ul>", "3: 结束没有对齐开始"),
        ("{% if a %}\n  甲\n  {% else %}\n  乙\n{% endif %}", "3: 结束没有对齐开始"),
    ],
)
def test_control_a_hidden_structure_is_found(text, fault):
    assert layout_findings(text) == [fault]


@pytest.mark.parametrize(
    "text",
    [
        f"<p>\n  {{% if a %}}{'甲' * 140}<b>乙</b>{{% endif %}}\n</p>",
        '<a\n  class="btn"\n  {% if a %}rel="next"{% endif %}\n>甲</a>',
        '<textarea rows="3">\n{% if a %}{{ a }}{% endif %}</textarea>',
        "{# <ul><li> #}\n<p>{% if a %}甲{% else %}乙{% endif %}</p>",
    ],
)
def test_inline_content_may_be_long_and_typed_text_is_left_alone(text):
    assert layout_findings(text) == []


def test_markup_is_declared_safe_in_one_place():
    """Everything else goes through format_html or autoescaping."""
    found = {
        path.relative_to(ROOT).as_posix(): doors
        for app in ("series", "chamber")
        for path in sorted((ROOT / app).rglob("*.py"))
        if (doors := unescaped_doors(path.read_text(encoding="utf-8")))
    }
    assert found == {"series/safe_markup.py": ["mark_safe"]}


@pytest.mark.parametrize(
    ("source", "door"),
    [
        ("from django.utils.safestring import mark_safe\nmark_safe(x)", "mark_safe"),
        ("from django.utils import safestring as s\ns.mark_safe(x)", "mark_safe"),
        ("from django.utils.safestring import mark_safe as ms\nms(x)", "mark_safe"),
        ("from django.utils.safestring import SafeString\nSafeString(x)", "SafeString"),
        ("class Text(SafeText): pass", "SafeText"),
        ("class Text:\n    def __html__(self): return x", "__html__"),
        ("class Text:\n    __html__ = read", "__html__"),
        ("setattr(x, '__html__', read)", "__html__"),
        ("format_html(f'<p>{x}</p>')", "format_html"),
        ("format_html('<p>' + x)", "format_html"),
        ("format_html('<p>%s</p>' % x)", "format_html"),
        ("html.format_html(x)", "format_html"),
        ("def page(form):\n    form = x\n    return format_html(form)", "format_html"),
        ("format_html_join('', '<li>' + x, rows)", "format_html_join"),
        ("register.filter(is_safe=True)", "is_safe"),
        ("Engine(autoescape=False)", "autoescape"),
        ("Context({}, autoescape=False)", "autoescape"),
    ],
)
def test_control_each_door_past_escaping_is_found(source, door):
    assert unescaped_doors(source) == [door]


@pytest.mark.parametrize(
    "source",
    [
        "format_html('<p>{}</p>', x)",
        "PAGE = '<p>' '{}</p>'\nformat_html(PAGE, x)",
        "format_html_join(x, '{}', rows)",
        "Context({}, autoescape=True)",
        "register.filter(is_safe=False)",
    ],
)
def test_control_what_escapes_is_not_reported(source):
    assert unescaped_doors(source) == []
