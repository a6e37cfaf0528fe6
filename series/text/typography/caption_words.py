"""The words by which a caption is known: 图为…, 图1：…, ▲…, …摄, …供图."""

import re

LONGEST_CAPTION, LONGEST_PLAIN = 150, 45
_SIDE = "[上下左右前后中题配附插组首]"
_NUMBER = r"\s*(?:\d{1,3}(?:[-—–.－]\d{1,3})?|[一二三四五六七八九十]{1,3})"
_BEGINS = re.compile(
    rf"[（(\[【〔]?\s*(?:[▲△▼▽⬆⬇↑↓☝👆]\s*\S"
    rf"|图片?{_NUMBER}(?:\s*[:：．.、/／丨|）)】〕\]]|[\s\u3000]+|[是为](?!了)|(?=[\u4e00-\u9fff])(?![个张月年日届次强家]))"
    rf"|图片?\s*[:：/／丨|]"
    rf"|图片?(?:为(?!了|准|主|名)|是(?!否)|示|注|说明\s*[:：]|集\s*[:：])"
    rf"|{_SIDE}图(?:片)?(?:{_NUMBER})?\s*(?:[:：/／丨|，,）)】]|为(?!了)|是(?!否))"
    rf"|(?:资料|示意|效果|现场|活动|合影)?(?:图片|照片|图)\s*[)）】\]]"
    rf"|资料(?:图|照片)(?![库书])|照片(?:为(?!了)|[:：])|(?:现场|效果|示意|合影)图\s*(?:[:：。]|$))"
)
_WHO = r"[\u3400-\u9fffA-Za-z·\s、,，/]{1,30}"
_ENDS = re.compile(
    r"(?:(?<![拍录航跟偷抢])摄(?:影)?(?:报道)?|供图|提供图片|(?:图片|照片)提供|制图|资料图(?:片)?|资料照片|新华社发|(?:图|供图|摄)\s*[/／])"
    r"\s*[。.]?\s*[)）】\]〕]?\s*[。.]?$"
    rf"|(?:摄影(?:报道)?|供图|图片来源|图源|来源图片|制图|摄)\s*[/／:：丨|]\s*{_WHO}[)）】\]〕]?\s*$"
    rf"|(?:^|[\s\u3000。])图\s*[/／丨|]\s*{_WHO}$"
    rf"|[（(【\[]\s*(?:图|图片|照片)\s*[/／:：丨|]?\s*(?:来源)?\s*[:：]?\s*{_WHO}[)）】\]〕]\s*$"
    r"|[（(【\[][^（）()【】]{0,20}(?:资料图片?|供图|摄|提供)[)）】\]〕]\s*[。.]?$"
)
_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[章节部条]|\d{1,2}[.．、)）]"
    r"|[IVX]{1,4}[.、]|0\d\b|PART"
)
_NO_CAPTION = re.compile(
    r"[-—–·\s]*(?:THE\s*)?END\b|[-—–\s]*完[-—–\s]*$|.{0,12}(?:二维码|关注我们|关注公众号|扫码|扫一扫|阅读原文|点击|长按)"
    r"|\s*(?:来源|作者|编辑|责编|责任编辑|审核|校对|监制|撰稿|统筹|出品|文字|主办|时间|地点|日期|记者|通讯员|编审|初审|复审|终审)"
    r"\s*[:：丨|/／]|\d{4}\s*[-年./]",
    re.IGNORECASE,
)
_ENDS_SENTENCE = tuple("：:；;，,、？?！!")
_NOTHING = re.compile(
    r"(?:图片?|图像|照片|image|img|picture|pic|photo|screenshot|微信图片)?[\s_\-]*[0-9a-f_\-\s()（）]*"
    r"(?:\.(?:jpe?g|png|gif|webp|bmp))?",
    re.IGNORECASE,
)


def is_caption_line(text: str) -> bool:
    """Tell whether a line's words say that it is a caption.
    Or a picture's credit."""
    line = text.strip()
    if not 2 <= len(line) <= LONGEST_CAPTION:
        return False
    return bool(_BEGINS.match(line) or _ENDS.search(line))


def may_be_caption(text: str) -> bool:
    """Tell whether a line that looks like a caption can be one.
    Short, no heading, no credits."""
    line = text.strip()
    if not 2 <= len(line) <= LONGEST_PLAIN or line.endswith(_ENDS_SENTENCE):
        return False
    whole = line.count("。") == 0 or (line.count("。") == 1 and line.endswith("。"))
    return whole and not _HEADING.match(line) and not _NO_CAPTION.match(line)


def says_nothing(alt: str) -> bool:
    """Tell whether an alternative text describes nothing: empty, a file's name or its hash."""
    return bool(_NOTHING.fullmatch(alt.strip()))
