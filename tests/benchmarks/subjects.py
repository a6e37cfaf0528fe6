"""Texts of many subjects, and a question about each as people ask it, in words of their own.

A fact is told in one way and asked for in another: nobody who asks how long a bridge is writes the
sentence that says so. The same seed gives the same texts and questions.
"""

from dataclasses import dataclass
from random import Random

from tests.helpers.corpus import SENTENCES, Text, dictionary

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "文德明远志宏秀兰建国永昌桂芬海涛玉成晓东振华庆余思源立群"
PLACES = (
    "西夏墅",
    "孟河",
    "奔牛",
    "横山桥",
    "洛阳镇",
    "漕桥",
    "嘉泽",
    "湟里",
    "薛家",
    "春江",
    "雪堰",
    "礼嘉",
)
# What it is called, what its text says, what is asked.
SUBJECTS = (
    ("{a}{b}大桥",
     "{x}跨越{p}段运河，{y}年动工，全长{n}米，桥面宽{k}米，双向六车道。建成以后，两岸往来不再绕行。",
     ("{x}全长多少米？", "{x}是哪一年开始建的？", "请问{x}有几条车道")),
    ("{a}{b}快线",
     "{x}起自{p}，止于{q}，线路全长{k}公里，设站{s}座，{y}年开通试运营，日均客流{n}人次。",
     ("{x}全长多少公里？", "{x}一共有几个站？", "{x}从哪里到哪里？")),
    ("{w}",
     "{x}，{p}人，早年在{a}厂做学徒，{y}年当选为{b}协会会长。他推动同业订立章程，主持会务{s}年。",
     ("{x}是怎么当上{b}协会会长的？", "{x}年轻的时候做过什么？", "{b}协会的会长{x}是哪里人？")),
    ("{a}{b}食品公司",
     "{x}创办于{y}年，注册资本{n}万元，主营{c}制品，产品远销{k}个国家，员工{m}人，总部设在{p}。",
     ("{x}什么时候成立的？", "{x}主要卖什么东西？", "{x}有多少名员工？")),
    ("{a}{b}湖",
     "{x}在{p}以南，水面{k}平方公里，平均水深{s}米。{y}年退渔还湖以后，候鸟增至{n}种。",
     ("{x}的面积有多大？", "{x}有多深？", "为什么{x}的鸟多起来了？")),
    ("《{a}{b}志》",
     "{x}由{w}编纂，{y}年刊行，共{s}卷，记{p}一带的{c}与{d}，今存抄本藏于市图书馆。",
     ("{x}的作者是谁？", "{x}总共有多少卷？", "{x}现在收藏在哪儿？")),
    ("{a}{b}学堂",
     "{x}由{w}捐资兴建，{y}年开学，首届招收学生{n}名，设{c}、{d}两科，校址在{p}。",
     ("{x}是谁出钱办的？", "{x}第一年招了多少学生？", "{x}都开什么课？")),
    ("{a}{b}饼",
     "{x}是{p}的点心，以{c}为馅，相传始于{y}年，入炉烤{s}分钟，外皮酥松，{w}一家已传{k}代。",
     ("{x}是用什么做馅的？", "{x}要烤多久？", "{x}传了几代人了？")),
    ("{a}{b}机",
     "{x}由{w}团队研制，{y}年通过验收，每小时可处理{c}{n}吨，能耗下降{k}%，已在{p}投用。",
     ("{x}能耗降低了多少？", "{x}是谁研制出来的？", "{x}一个小时能处理多少吨{c}？")),
    ("{a}{b}节",
     "{x}每年在{p}举行，为期{s}天，{y}年由{w}发起，最多的一届有{n}人参加，{c}比赛最受欢迎。",
     ("{x}每年办几天？", "{x}最开始是谁搞起来的？", "来{x}的人最多有多少？")),
    ("{a}{b}古宅",
     "{x}建于{y}年，坐落于{p}，三进{s}间，占地{n}平方米，主人{w}以{c}起家，{k}年前修缮一新。",
     ("{x}是什么年代造的？", "{x}有多少间房？", "{x}原来的主人靠什么发家？")),
    ("{a}{b}基金",
     "{x}由{w}于{y}年设立，首期规模{n}万元，每年资助{k}名{c}专业的学生，秘书处设在{p}。",
     ("{x}一年能帮多少学生？", "{x}第一期有多少钱？", "怎样才能联系到{x}，它在哪里办公？")),
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A question and the position of the text that answers it."""

    question: str
    place: int


def texts_and_questions(count: int, asked: int, *, seed: int = 5) -> tuple[list[Text], list[Asked]]:
    """Return so many texts of some 300 to 900 characters, and questions about some of them.

    Every other text is one about the same words, so that a name alone does not decide.
    """
    chance, known = Random(seed), dictionary()
    shared = chance.sample(known, 150)  # what the names are made of
    found, questions = [], []
    for place in range(count):
        name, fact, ways = SUBJECTS[place % len(SUBJECTS)]
        about = _details(chance, shared, known)
        about["x"] = name.format(**about)
        found.append(_text(chance, about, fact.format(**about), known))
        questions.append(Asked(chance.choice(ways).format(**about), place))
    return found, chance.sample(questions, asked)


def _details(chance, shared, known):
    a, b = chance.sample(shared, 2)
    c, d = chance.sample(known, 2)
    p, q = chance.sample(PLACES, 2)
    return {
        "a": a, "b": b, "c": c, "d": d, "p": p, "q": q,
        "w": chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2)),
        "y": chance.randint(1880, 2024), "n": chance.randint(200, 9999),
        "m": chance.randint(50, 3000), "k": chance.randint(11, 99), "s": chance.randint(3, 30),
    }  # fmt: skip


def _text(chance, about, fact, known):
    """Return a text with the fact in one of its paragraphs, and talk of the same words around."""
    fill = [*(about[key] for key in "abcd"), *chance.sample(known, 6)]
    paragraphs = []
    for _ in range(chance.randint(2, 5)):
        words = dict(zip("abcde", chance.sample(fill, 5), strict=True))
        lines = [
            line.format(
                **words, host=about["p"] + "商会", day=chance.randint(1, 30),
                n=chance.randint(2, 900), m=chance.randint(1000, 99999), k=chance.randint(2, 30),
            )
            for line in chance.sample(SENTENCES, 3)
        ]  # fmt: skip
        paragraphs.append("".join(lines))
    paragraphs.insert(chance.randint(0, len(paragraphs)), fact)
    return Text(_headline(chance, about), tuple(paragraphs))


def _headline(chance, about):
    lines = ("{x}的故事", "话说{x}", "走近{x}", "{p}见闻之{k}", "{a}与{b}")
    return chance.choice(lines).format(**about)
