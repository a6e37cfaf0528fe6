"""Lines that say when, where and with whom something takes place: 时间：… above 地点：…."""

import re

_COUNT = r"[一二三四五六\d、.（）()]{0,4}\s*"
_KIND = r"(?:活动|会议|培训|举办|考试|报名|讲座)?\s*"
_TIME = re.compile(rf"{_COUNT}{_KIND}(?:时\s*间|日\s*期)\s*[:：]")
_PLACE = re.compile(
    rf"{_COUNT}{_KIND}(?:地\s*点|主\s*题|内\s*容|对\s*象|形\s*式|参加|名\s*额|主办|场\s*地|嘉\s*宾)"
)

_MEETING = re.compile(
    r"(?:会议|活动|培训|讲座|举办|召开|开会|本次)?(?:时间|日期|地点|地址|场地|主持(?:人|领导)?|召集人|参加|参会|与会|出席|列席|缺席|请假"
    r"|记录|整理|汇报|主讲|议题|议程|主题|内容|对象|形式|方式|联系人|联系电话)(?:人员?|领导|单位|对象|者|情况)?[:：].*"
)


def is_meeting_line(line: str) -> bool:
    """Tell whether a line labels a fact of a meeting: 地点：…, 主持：…, 出席人员：…."""
    return bool(_MEETING.fullmatch("".join(line.split())))


def is_of_event(text: str, below: str) -> bool:
    """Tell whether a line says when something takes place, by itself and the line below."""
    return bool(_TIME.match(text) and _PLACE.match(below))
