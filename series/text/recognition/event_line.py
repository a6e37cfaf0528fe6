"""Lines that say when and where something takes place: 时间：… above 地点：…."""

import re

_COUNT = r"[一二三四五六\d、.（）()]{0,4}\s*"
_KIND = r"(?:活动|会议|培训|举办|考试|报名|讲座)?\s*"
_TIME = re.compile(rf"{_COUNT}{_KIND}(?:时\s*间|日\s*期)\s*[:：]")
_PLACE = re.compile(
    rf"{_COUNT}{_KIND}(?:地\s*点|主\s*题|内\s*容|对\s*象|形\s*式|参加|名\s*额|主办|场\s*地|嘉\s*宾)"
)


def is_of_event(text: str, below: str) -> bool:
    """Tell whether a line says when something takes place, by itself and the line below."""
    return bool(_TIME.match(text) and _PLACE.match(below))
