"""Words for the time until or since a due moment."""

from datetime import timedelta

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def how_long(rest: timedelta) -> str:
    """Return 还有 3 小时 before the moment, 逾期 1 天 after it.
    The unit is the largest whole one."""
    over = rest < timedelta(0)
    size = abs(rest)
    for unit, name in ((DAY, "天"), (HOUR, "小时"), (MINUTE, "分钟")):
        if size >= unit:
            return f"{'逾期' if over else '还有'} {size // unit} {name}"
    return "刚到期" if over else "马上到期"
