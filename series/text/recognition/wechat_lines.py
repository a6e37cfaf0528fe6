"""The furniture of a WeChat page whose text was copied.
阅读原文, 在看, 点击蓝字关注 and the like.

Such lines go only where one stands that nothing but WeChat writes; what a sentence may be made of
(分享, 更多) goes at the top and at the end alone.
"""

import re

from .metadata_line import DATE
from .work_credits import read_work_credits

_SURE = re.compile(
    r"预览时标签不可点|收录于(?:合集|话题).{0,40}|微信扫一扫.{0,30}|轻触阅读原文|继续滑动看下一个"
    r"|(?:向上|上下|左右)滑动看下一个|喜欢此内容的人还喜欢|喜欢作者|名称已清空|轻点两下取消(?:赞|在看)"
    r"|.{0,6}(?:点击|戳|轻触|关注)?.{0,6}[点戳]击?(?:上方|下方|上面|↑|↓)?.{0,4}[“「]?蓝(?:色)?字(?:体)?[”」]?.{0,16}"
    r"|(?:点击)?(?:文末|左下角|下方)?[“「]?阅读原文[”」]?.{0,12}|[:：，,。\s]*视频\s*小程序\s*赞.{0,40}"
    r"|在小说阅读器(?:读本章|中沉浸阅读)|微信号\s*[:：]?\s*[A-Za-z][\w-]{4,20}|(?:人|\d+人)划线|该内容已被发布者删除"
    r"|(?:长按|识别|扫描?|扫码).{0,14}二维码.{0,14}|扫一扫.{0,14}(?:关注|小程序).{0,8}|Scan to Follow.{0,20}"
    r"|关注该公众号|使用小程序|可打开此内容，?使用完整服务",
    re.IGNORECASE,
)
_EDGES = re.compile(
    r"原创|已关注|关注|赞|在看|分享|收藏|点赞|留言|写留言|更多|去阅读|发消息|听全文|赞赏(?:作者)?|名片|知道了"
    r"|取消|允许|取消\s*允许|×\s*分析|重播|播放|暂停|观看更多|切换到(?:横屏|竖屏)模式|继续播放|全屏|退出全屏"
    r"|进度条，百分之\d+|\d+/\d+|\d\d:\d\d(?:\s*/\s*\d\d:\d\d)?|倍速(?:播放中)?|[\d.]+倍|超清|流畅|视频详情"
    r"|阅读\s*[\d.,万+]+(?:\s.{0,20})?|(?:分享|收藏|点赞|在看|赞|留言|转发)(?:[\s、,，和与·|]+(?:分享|收藏|点赞|在看|赞|留言|转发|评论)){1,4}"
    r"|Got It|Cancel(?:\s+Allow)?|Allow|修改于.{0,24}|发[表布]于\s?.{2,6}|个人观点，仅供参考|阅读全文"
    r"|(?:赞|在看|分享|收藏|留言|喜欢)\s*\d{1,6}|(?:点(?:分享|收藏|点?赞|在看)[\s、，,]*){2,6}"
    r"|(?:长按|扫码|扫描|扫一扫|识别|点击).{0,8}关注.{0,8}"
    r"|(?:求)?(?:点个)?(?:赞|在看|分享).{0,4}[↓👇]+|[↑↓👆👇⬇⬆\s]+"
    r"|[-—–·\s]*(?:THE\s*)?END[-—–·\s]*|#\S{1,20}\s*\d*个?",
    re.IGNORECASE,
)
_HEADER = re.compile(r"原创\s+\S.{0,30}|(?:在)?(?:[#＃]\S{1,20}\s*){1,6}\d{0,3}个?")
_CREDITS = re.compile(
    r"[（(\s]*(?:责任编辑|责编|编辑|编排|美编|审核|审稿|审签|校对|监制|监审|初审|复审|终审|编审|撰稿|文字|撰文|供稿"
    r"|图片|摄影|统筹|策划|总策划|出品|制作|排版|值班编委|值班主任|通讯员|作者|来源)[\s\u3000]*[:：丨|/／]\s*\S"
)
OTHER_TEXTS = re.compile(
    r"\W*(?:往期(?:推荐|回顾|精彩|精选|文章|内容|好文|阅读)|推荐阅读|大家(?:都|还)?在[看搜读]|看了又看|其他人还看了|相关(?:阅读|新闻|文章|报道|推荐|资讯)|延伸阅读|精彩(?:回顾|推荐)|猜[你您]喜欢"
    r"|[为给][你您]推荐|热门(?:文章|新闻|推荐)|更多(?:新闻|资讯|精彩|文章)|最新(?:文章|新闻|资讯))\W*"
)
TOP, BOTTOM, SENTENCE = 8, 25, 30


def find_wechat_lines(lines: list[str], *, is_wechat: bool = False) -> frozenset[int]:
    """Return the places of the lines that belong to the WeChat page around a text.
    `is_wechat`: it is known to come from there."""
    texts = [line.strip() for line in lines]
    sure = {at for at, text in enumerate(texts) if _SURE.fullmatch(text)}
    if not (is_wechat or sure) and not _has_edge_cluster(texts):
        return frozenset()
    filled = [at for at, text in enumerate(texts) if text]
    top, bottom = _around_text(texts, filled)
    sure |= {at for at in bottom if {*_beside(at, filled)} <= sure and len(texts[at]) <= 20}
    others = next((at for at in bottom if OTHER_TEXTS.fullmatch(texts[at])), len(texts))
    sure |= {at for at in bottom if at >= others}
    edges = {at for at in (*top, *bottom) if _EDGES.fullmatch(texts[at])}
    heads = {at for at in top if _HEADER.fullmatch(texts[at]) and not _heads_day(texts, at, top)}
    return frozenset(sure | edges | heads)


def _heads_day(texts: list[str], at: int, top: list[int]) -> bool:
    """Tell whether a line of an account stands between a title and its day.
    The text's reader takes them from there."""
    place = top.index(at)
    below = texts[top[place + 1]] if place + 1 < len(top) else ""
    return place > 0 and len(texts[at].split()) > 1 and bool(DATE.match(below))


def _beside(at: int, filled: list[int]) -> list[int]:
    """Return the filled lines right above and below a line.
    Itself where there is none: the name of the account stands between two appeals."""
    place = filled.index(at)
    return [filled[place - 1], filled[place + 1]] if 0 < place < len(filled) - 1 else [at]


def find_credits(lines: list[str]) -> frozenset[int]:
    """Return the places below a text that name who wrote, edited or checked it."""
    texts = [line.strip() for line in lines]
    _, bottom = _around_text(texts, [at for at, text in enumerate(texts) if text])
    return frozenset(
        at for at in bottom if _CREDITS.match(texts[at]) or read_work_credits(texts[at])
    )


def _around_text(texts: list[str], filled: list[int]) -> tuple[list[int], list[int]]:
    """Return the places before the first sentence and those behind the last."""
    sentences = [at for at in filled if len(texts[at]) > SENTENCE or texts[at].endswith("。")]
    first, last = (sentences[0], sentences[-1]) if sentences else (len(texts), -1)
    top = [at for at in filled[:TOP] if at < first]
    return top, [at for at in filled[-BOTTOM:] if at > last]


def _has_edge_cluster(texts: list[str]) -> bool:
    """Tell whether the end is a row of WeChat's buttons.
    Although no sure line is there."""
    end = [text for text in texts if text][-4:]
    buttons = [text for text in end if re.fullmatch(r"(?:分享|收藏|点赞|在看|赞|写留言)", text)]
    return len(set(buttons)) >= 2
