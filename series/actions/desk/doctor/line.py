"""One line of the examination of an installation."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Health(StrEnum):
    OK = "正常"
    WARNING = "注意"
    ERROR = "错误"


@dataclass(frozen=True)
class HealthLine:
    """What was looked at, how it is, and, unless it is well, what to do."""

    name: str
    health: Health
    text: str

    def __str__(self):
        return f"{self.health}　{self.name}：{self.text}"


def well(name, text):
    return HealthLine(name, Health.OK, text)


def warning(name, text):
    return HealthLine(name, Health.WARNING, text)


def error(name, text):
    return HealthLine(name, Health.ERROR, text)


def in_words(span: timedelta) -> str:
    """Return a span of time in the largest unit that fits."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} 分钟"
    return f"{minutes // 60} 小时" if minutes < 48 * 60 else f"{minutes // 1440} 天"
