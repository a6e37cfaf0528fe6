"""The words that a text or a question is about.
By them results are found and ranked.

What asks (多少, 怎样, 是谁) and what only joins stands in no text that answers, and where such a
word is rare it would count for more than the subject. Decisions 67 and 134.
"""

from collections import Counter
from math import log

from . import segmenter, vocabulary
from .folding import fold
from .index_form import squeeze
from .tag_suggestions import TOO_COMMON

MOST = 12
ENOUGH_TEXT = 20_000
IN_HEADLINE = 4
FAMILIAR = 6.0  # rarity of a protected term, which jieba's table does not know
LONGEST = 12
MOST_ASKED = 12
# They make a line a question.
ASKING = frozenset(
    "多少 多大 多长 多高 多远 多久 多深 多重 什么 什么样 怎么 怎么样 怎样 如何 为什么 为何 为啥 哪 哪儿 哪里 "
    "哪个 哪些 哪年 哪一年 哪位 哪种 哪家 哪天 哪一天 谁 是谁 几 几个 几年 几月 几号 几点 几家 几位 几次 是否 "
    "能否 可否 何时 何地 何人 何处 什么时候 有没有 是不是 能不能 可不可以 吗 呢 么 咋 请问 多多少".split()
)
# They join, and tell of no subject.
JOINING = frozenset(
    "的 了 是 在 有 和 与 及 或 被 把 从 到 对 为 于 以 而 也 都 还 就 又 再 很 最 个 这 那 它 他 她 我 你 "
    "这个 那个 这些 那些 一个 一下 一共 总共 当时 现在 知道 告诉 可以 应该 需要 进行 通过 因为 所以 如果 "
    "但是 以及 其中 关于 对于 我们 你们 他们 它们 时候 开始 上 下 中 里 会 能 要 让 给 着 过 得 地 之 其".split()
)
ENDINGS = "?？吗呢么"


def index_words(headline: str, text: str, *, most: int = MOST) -> list[str]:
    """Return at most `most` words of a text by frequency times rarity, the highest first.
    Only the text's first 20,000 characters are read."""
    counts: Counter = Counter()
    for part, weight in ((headline, IN_HEADLINE), (text[:ENOUGH_TEXT], 1)):
        for word, count in Counter(segmenter.cut_words(part)).items():
            if 2 <= len(word) <= LONGEST and not word.isdecimal():
                counts[word] += weight * count
    terms = vocabulary.in_use().by_spelling
    scores = {
        word: (1 + log(count)) * (FAMILIAR if word in terms else segmenter.rarity(word))
        for word, count in counts.items()
        if word not in TOO_COMMON
    }
    return sorted(scores, key=lambda word: (-scores[word], word))[:most]


def asks(line: str) -> bool:
    """Tell whether the line is written as a question."""
    line = fold(line)
    bare = line.rstrip("。！!. ")
    return bare.endswith(tuple(ENDINGS)) or not ASKING.isdisjoint(segmenter.cut_words(line))


def telling_words(line: str) -> list[str]:
    """Return the squeezed words that tell what a line is about.

    At most MOST_ASKED, the rarest. Where jieba leaves a character alone beside such a word, the two
    together are a word as well: 王 and 小明 are cut apart in one sentence and whole in another.
    """
    words: dict[str, None] = {}
    before = ""
    for word in segmenter.cut_words(fold(line)):
        run = "" if word in ASKING or word in JOINING else squeeze(word)
        if run and before and 1 in (len(run), len(before)):
            words[before + run] = None
        if len(run) > 1:
            words[run] = None
        before = run
    chosen = sorted(words, key=lambda word: -segmenter.rarity(word))[:MOST_ASKED]
    return [word for word in words if word in chosen]
