"""Find the key phrases of a text without a vocabulary.
Nouns and compounds such as 碳排放权交易.

jieba's words are joined where they stand side by side and may be parts of a term (decision 97). A
phrase's score is its count, less what its longer forms count (C-value), times the mean rarity of its
words, times a weight for the number of words; what stands in the headline counts three times, what
comes late counts less.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from statistics import mean

from . import segmenter
from .folding import fold
from .han import han

Token = tuple[str, str]  # a word and its part of speech

# Words that are no part of a term: they end a phrase.
BREAKS = frozenset(
    "研究 分析 影响 结果 方法 目的 结论 表明 结果表明 提出 采用 进行 利用 基于 探讨 探究 发现 通过 提高 提升 降低 实现 促进 "
    "具有 存在 作用 问题 过程 情况 方面 基础 条件 水平 程度 效果 特点 因素 关系 差异 变化 意义 价值 依据 样本 文章 论文 本文 "
    "资料 背景 领域 热点 趋势 现状 建立 构建 构造 加强 推动 开展 运用 选取 选择 选用 针对 结合 考虑 考察 比较 对比 观察 验证 "
    "实验 试验 测试 增加 减少 减小 改善 解决 需要 要求 认为 说明 显示 显著 得到 获得 获取 给出 介绍 总结 综述 展望 阐述 明确 "
    "确定 达到 成为 形成 产生 导致 造成 有效 有利于 能够 可以 不同 主要 重要 一定 相关 有关 较大 较小 较高 较低 较好 较强 最大 "
    "最高 现有 目前 当前 首先 其次 最后 实际 参考 指导 借鉴 启示 建议 对策 作为 属于 包括 包含 使用 使得 引起 保证 确保 避免 "
    "完成 组成 部分 数量 范围 时间 时期 阶段 工作 内容 国家 我国 中国 国内 国外 国内外 角度 视角 层面 优势 潜力 状况 状态 两组 "
    "有限 大量 提供 满足 适合 适应 适用 发挥 带来 推荐 实证 贡献 调查 描述 揭示 反映 体现 引入 引进 蕴含 扮演 聚焦 探索 寻求 "
    "相结合 本院 我院 无法 难以 一般 良好 明显 发生 措施 途径 关键 核心 理论 实践 现实 案例 对象 本研究 实施 实行 开发 展开 应用 "
    "设置 规律 指出 高度 传统 作者 改变 有助于 符合 保持 趋于 随着 增长 下降 上升 减弱 增强 加快 加入 加大 限制 扩大 缩小 深入 "
    "全面 完善 健全 坚持 必须 应当 应该 推进 组织 参加 举行 召开 举办 出席 主持 安排 落实 贯彻 学习 围绕 强调 希望 表示 活动 "
    "会议 座谈会 座谈 现场 嘉宾 领导 主题 精神 大家 今天 昨天 日前 近日 此次 本次 全市 我市 市委 市政府 取得 成绩 工作者 继续 "
    "支持 帮助 引导 团结 交流 走访 听取 意见 大事 好事 事情 地方 东西 时候 办法 用处 前景 前来 到场 来自 人次 场次 户数 万元 亿元 同比 环比 今年 去年 上年 年度 季度 上半年 下半年 个人 集体 "
    "致辞 揭牌 授牌 签约 仪式 方案 主持人 记者 通讯员 来源 编辑 责任编辑 发布 日期 用于 有用 不用".split()
)
# Words that are part of many terms and alone are none.
WEAK = frozenset(
    "发展 设计 建设 优化 改进 处理 计算 评价 分类 服务 管理 功能 性能 效率 质量 结构 指标 参数 数据 信息 技术 系统 环境 材料 "
    "资源 企业 社会 经济 教育 模型 算法 模式 机制 策略 特征 类型 能力 网络 方案 体系 制度 政策 区域 地区 城市 方式 手段 工艺 设备 "
    "装置 产品 生产 加工 理念 思想 文化 行为 控制 监测 检测 识别 预测 统计 学生 教师 学校 人员 单位 部门 行业 产业 市场 项目 工程 "
    "样品 细胞 基因 蛋白 浓度 温度 速度 强度 压力 空间 位置 表面 方向 距离 面积 密度 比例 含量 成本 价格 需求 供给 能量 护理 治疗 "
    "文献 任务 目标 角色 要素 体制 效应 关键词 高校 节点 意愿 程序 逻辑 动力 中心 主体 患者 病人 评分 临床 常规 会长 副会长 主席 "
    "副主席 书记 主任 局长 部长 市长 秘书长 董事长 总经理 理事 理事长 常委 委员 代表 专家 记者 负责人 员工 职工 企业家 平台 机构 "
    "成果 资金 订单 客户 国家 群众 党员 干部 公司 集团 协会 商会 联盟 力量 时代 品牌 标准 规模 特色 活力 优越性 小区 信纸 资本 "
    "党组织".split()
)
# Lone characters behind a term, which jieba takes for nouns: 软件设计中, 断电时.
BEHIND = frozenset("时内中后前上下间处等")
# Verbs of headlines that jieba takes for nouns when they stand alone: 联建·结·硕果.
LONE_VERBS = frozenset("结省迎促聚筑绘谋抓送讲盼赢")
# What stands before a word that says something, and behind a verb.
DEGREES = frozenset("最 很 更 太 较 挺 极 十分 非常 特别 比较 尤其 越来越".split())
COMPLEMENTS = ("不了", "不起", "得", "了", "着")
NOUNS = frozenset({"vn", "j", "l", "x", "g", "eng", "an"})
PARTS = frozenset({"v", "a", "b", "k", "zg", "z", "ag", "vg", "h"})
ENDINGS = frozenset("剂组体膜器机型法率性度")
SUFFIXES = frozenset({"k", "zg"})
LATIN_WORD = re.compile(r"[A-Z][A-Za-z]{2,}|[A-Z]{2,}")
ADDRESSES = tuple("女士 先生 师傅 厂长 老板 同志 老师 大姐 大叔 阿姨 校长 院长 所长 站长".split())
SHORTEST, LONGEST, MOST_WORDS = 2, 12, 5
LONGEST_SET_PHRASE = 4  # 恶性肿瘤, but not 十年磨一剑
POINTING = re.compile("[此这那其何哪谁某怎甚]")  # 如此这般 names nothing
IN_HEADLINE = 3
WORDS_WEIGHT = (1.2, 1.6, 1.4, 0.8, 0.4)  # of one word, of two, …
PLACE, LATER = 0.5, 0.03
VERB_FIRST, VERB_LAST, ONLY_INSIDE = 0.5, 0.9, 0.05
ONCE_IS_ENOUGH = range(60, 500)  # length of a text in which a phrase said once may be a key phrase
ENOUGH_TEXT = 20_000


@dataclass
class Phrases:
    """The phrases of one text.
    How often each is said, its words, where it stands first."""

    counts: Counter = field(default_factory=Counter)
    times: Counter = field(default_factory=Counter)  # without the headline's weight
    tokens: dict[str, list[Token]] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)

    def add(self, span: list[Token], *, weight: int, at: int) -> None:
        words = "".join(word for word, _ in span)
        self.counts[words] += weight
        self.times[words] += 1
        self.tokens[words] = span
        self.first.setdefault(words, at)


def keyphrases(headline: str, text: str) -> dict[str, float]:
    """Return {phrase: score} of a headline and a plain text, in simplified script."""
    phrases, at, praised = Phrases(), 0, set()
    for part, weight in ((headline, IN_HEADLINE), (text[:ENOUGH_TEXT], 1)):
        tokens = segmenter.tagged_words(simplified(part))
        praised |= _after_degrees(tokens)
        for run in _runs(tokens):
            at += 1
            for start, end in _spans(run):
                phrases.add(run[start:end], weight=weight, at=at)
    once = len(text) in ONCE_IS_ENOUGH
    inside = _longer_forms(phrases)
    return {
        phrase: _score(phrase, phrases, inside[phrase])
        for phrase, count in phrases.counts.items()
        if count > _too_seldom(phrases.tokens[phrase], once=once)
        and not (count == IN_HEADLINE and _says_something(phrases.tokens[phrase]))
        and _is_known(phrases.tokens[phrase], phrases.times[phrase])
        and phrase not in praised
    }


def _too_seldom(span: list[Token], *, once: bool) -> int:
    """Return the count at which a phrase is not yet proposed.

    收集意见 must be said twice, and outside a short text any phrase; 会场搬到 beside its headline.
    """
    if len(span) > 1 and span[-1][1] == "v":
        return 1 if once else IN_HEADLINE
    begins_with_verb = len(span) > 1 and span[0][1] == "v"
    return 0 if once and not begins_with_verb else 1


def _says_something(span: list[Token]) -> bool:
    """Tell whether a span is a sentence without its end: 灯会夜市·开张, 工商联·化解·纠纷.

    The headline alone does not make a term of it."""
    return len(span) > 1 and any(flag == "v" for _, flag in span[1:])


def simplified(text: str) -> str:
    """Return the text in simplified script; Latin letters keep their case."""
    return "".join(
        form if sign >= "\u3400" else sign for sign, form in zip(text, fold(text), strict=True)
    )


def _after_degrees(tokens: list[Token]) -> set[str]:
    """Return the words that a degree stands before: 最·费电 says something of a thing.

    Alone such a word names nothing; 更·绿色 may still be part of a term."""
    return {word for (before, _), (word, _) in pairwise(tokens) if before in DEGREES}


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the longest rows of words that may be parts of one term."""
    run: list[Token] = []
    for (word, flag), (after, _) in zip_longest(tokens, tokens[1:], fillvalue=("", "")):
        is_verb = len(word) == 1 and after.startswith(COMPLEMENTS)  # 关灯·省·不了
        if not is_verb and _may_be_part(word, flag):
            run.append((word, flag))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _may_be_part(word: str, flag: str) -> bool:
    if word in BREAKS or word in BEHIND or word in LONE_VERBS or "的" in word:
        return False
    if flag == "eng":
        return bool(LATIN_WORD.fullmatch(word))
    if flag == "zg":  # jieba's mark of lone characters, 很 and 着 among them
        return word in ENDINGS
    return bool(han(word)) and (flag.startswith("n") or flag in NOUNS or flag in PARTS)


def _spans(run: list[Token]) -> Iterator[tuple[int, int]]:
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + MOST_WORDS) + 1):
            if not _cuts_a_word(run, start, end) and _is_phrase(run[start:end]):
                yield start, end


def _cuts_a_word(run: list[Token], start: int, end: int) -> bool:
    """Tell whether a lone character beside the span belongs to it: 古·韵文·化 is no 韵文."""
    beside = (*run[max(0, start - 1) : start], *run[end : end + 1])
    if start and len(run[start][0]) == 1 and run[start][1] != "a":
        return True
    if (
        start
        and len(run[start - 1][0]) == 1
        and _in_dictionary(run[start - 1][0] + run[start][0][0])
    ):
        return True  # 出·海路 may be 出海·路
    return any(len(word) == 1 and flag not in ("v", "a") for word, flag in beside)


def _is_phrase(span: list[Token]) -> bool:
    (first, first_flag), (last, last_flag) = span[0], span[-1]
    if not SHORTEST <= sum(len(word) for word, _ in span) <= LONGEST:
        return False
    if len(span) == 1:
        return _is_term_alone(first, first_flag)
    if last in ADDRESSES:
        return False  # 传人邵女士, 周厂长
    if first_flag in ("k", "h", "zg", "ag", "vg") or (first_flag in ("v", "a") and len(first) == 1):
        return False
    if first_flag == "v" and not _is_noun(last_flag):
        return _is_pair_of_verbs(span)
    if any(flag == "v" and len(word) == 1 for word, flag in span):
        return False  # a sentence: 服务·企业·见·实效
    after_noun = _is_noun(first_flag)  # 老客·留住 is a sentence
    whole_word = len(last) > 1 and last_flag == ("b" if after_noun else "v")
    return _is_noun(last_flag) or last_flag in SUFFIXES or whole_word


def _is_pair_of_verbs(span: list[Token]) -> bool:
    """Tell whether a span is two verbs, as 需求响应.

    It must be repeated, as all that end in a verb."""
    return len(span) == 2 and all(flag == "v" and len(word) > 1 for word, flag in span)


def _is_term_alone(word: str, flag: str) -> bool:
    if flag == "eng":
        return True
    if flag == "l" and (len(word) > LONGEST_SET_PHRASE or POINTING.search(word)):
        return False
    return len(word) > 1 and _is_noun(flag) and word not in WEAK


def _is_noun(flag: str) -> bool:
    return flag.startswith("n") or flag in NOUNS


def _is_known(span: list[Token], count: int) -> bool:
    """Tell whether jieba's dictionary knows each word.
    A word that it guessed must be repeated: the headline alone does not make one."""
    guessed = [word for word, _ in span if len(word) > 1 and not _in_dictionary(word)]
    return not guessed or count > 1


def _in_dictionary(word: str) -> bool:
    return word.isascii() or segmenter.word_frequency(word) > 0


def _longer_forms(phrases: Phrases) -> dict[str, set[str]]:
    """Return {phrase: the longer phrases that hold it, word for word}."""
    found: dict[str, set[str]] = defaultdict(set)
    for phrase, span in phrases.tokens.items():
        words = [word for word, _ in span]
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                if end - start < len(words):
                    found["".join(words[start:end])].add(phrase)
    return found


def _score(phrase: str, phrases: Phrases, longer: set[str]) -> float:
    span, count = phrases.tokens[phrase], float(phrases.counts[phrase])
    held = [phrases.counts[other] for other in longer]
    if held:
        count -= (max(held) + mean(held)) / 2
    count = count if count > 0 else ONLY_INSIDE
    rarity = mean([segmenter.rarity(word) for word, _ in span if len(word) > 1] or [0.0])
    place = 1 + LATER * phrases.first[phrase]
    return count * rarity * WORDS_WEIGHT[len(span) - 1] * _form(phrase, phrases) / place


def _form(phrase: str, phrases: Phrases) -> float:
    """Return the weight of a phrase's form: places and verbs count less."""
    span, weight = phrases.tokens[phrase], 1.0
    if span[0][1] in ("v", "a"):
        weight *= VERB_FIRST
    if len(span) == 1 and span[0][1] == "ns":
        weight *= PLACE
    if len(span) > 1 and span[-1][1] == "v":
        weight *= VERB_LAST
    return weight
