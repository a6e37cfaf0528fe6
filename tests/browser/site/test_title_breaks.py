"""Lines of titles end between words: every title of the demonstration and 500 made of other words,
at five widths, as the headline of a page and in a list."""

import random
from pathlib import Path

import pytest
from django.core.management import call_command

from series.models import Column, Entry, Series
from series.text.language.segmenter import word_borders
from series.text.markup.page_parts import line_html, title_html
from series.text.typography.title_words import break_lines, stored_breaks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (320, 390, 768, 1280, 1920)
SHEETS = ("tokens", "base", "components", "prose", "showcase", "modes")
# Words that the demonstration's titles were not made of; a stroke where one word ends inside.
WHO = (
    "税务/部门 青年/创业者 制造/企业 外贸/公司 行业/协会 科研/院所 工程师 消费者 街道/办事处 志愿者"
)
DEED = "发布 签署 讨论 支持 改进 参观 组织 评选 调整 帮助 启动 完成"
WHAT = (
    "合作/协议 服务/指南 生产线 仓储/物流 海外/市场 人才/公寓 产品/质量 知识/产权 绿色/电力 供应链"
)
WHO, DEED, WHAT = WHO.split(), DEED.split(), WHAT.split()
NUMBER = "2024年 36家 第三届 1.5亿元 20余项 七批 12.5%".split()
QUOTED = "“一件事” “小巨人” 《白皮书》 “夜谈会” “开门红”".split()
# The offsets of a title at which a new line of it begins.
LINE_STARTS = """() => [...document.querySelectorAll('[data-title]')].map(one => {
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const starts = [];
  let at = 0, top = null;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let i = 0; i < node.length; i += 1, at += 1) {
      const range = new Range();
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      const box = [...range.getClientRects()].at(-1);
      if (!box || !box.width) continue;
      if (top !== null && box.top > top + 8) starts.push(at);
      top = top === null ? box.top : Math.max(top, box.top);
    }
  }
  return [one.dataset.title, starts];
})"""


def made_titles(count):
    """Return {title: the offsets between the words that it was made of}."""
    choose, found = random.Random(133), {}
    while len(found) < count:
        words = [choose.choice(WHO), choose.choice(DEED), choose.choice(WHAT)]
        words.insert(choose.randrange(4), choose.choice(NUMBER + QUOTED))
        if choose.random() < 0.5:
            words[-1] += "，"
            words += [choose.choice(WHO), choose.choice(DEED), choose.choice(WHAT)]
        single = "/".join(words).split("/")
        found["".join(single)] = {len("".join(single[:at])) for at in range(1, len(single))}
    return found


def page_of(titles, *, broken=True):
    """Return a page that shows each title as a headline and in a list."""
    known = stored_breaks(break_lines(titles)) if broken else {}
    rows = []
    for title in titles:
        marked, line = title_html(title, known), line_html(title, known)
        rows.append(
            f'<header class="title"><h1 data-title="{title}">{marked}</h1></header>'
            f'<p class="sub" data-title="{title}">{line}</p><ol class="rows"><li><div><h3>'
            f'<a href="/" data-title="{title}">{marked}</a></h3></div></li></ol>'
        )
    sheets = "".join(Path(f"static/site/{name}.css").read_text("utf-8") for name in SHEETS)
    return f"<!doctype html><style>{sheets}</style><div class='wrap'>{''.join(rows)}</div>"


def broken_words(page, titles, *, broken=True):
    """Return [width, title with a stroke] of each line that begins inside a word."""
    found = []
    page.set_content(page_of(list(titles), broken=broken))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for title, starts in page.evaluate(LINE_STARTS):
            shown = title.replace("  ", " ")
            allowed = titles[title]
            found += [
                f"{width} {shown[:at]}/{shown[at:]}"
                for at in starts
                if at not in allowed and " " not in shown[at - 1 : at + 1]
            ]
    return found


@pytest.mark.slow(reason="some 50 s: 590 titles at five widths; the words have quick tests")
def test_no_title_is_broken_inside_a_word(page):
    call_command("demo", commit=True, verbosity=0)
    names = [*Entry.objects.published().values_list("headline", flat=True)]
    names += Entry.objects.published().exclude(subtitle="").values_list("subtitle", flat=True)
    names += [*Series.objects.values_list("title", flat=True)]
    names += Column.objects.values_list("name", flat=True)
    shown = {title: word_borders(title) for title in names}
    made = made_titles(500)
    assert not set(made) & set(shown)
    assert broken_words(page, shown) == []
    assert broken_words(page, made) == []
    sample = dict(list(made.items())[:60])
    assert len(broken_words(page, sample, broken=False)) > 20  # control: without the words
