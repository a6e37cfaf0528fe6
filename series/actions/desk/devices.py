"""A browser in words, from what it says of itself: “Chrome，Windows 电脑”."""

SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "鸿蒙设备"),
    ("Android", "安卓设备"),
    ("Windows", "Windows 电脑"),
    ("Macintosh", "Mac 电脑"),
    ("Linux", "Linux 电脑"),
)
# In order: most browsers also name the one that they were made from.
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("Edg", "Edge"),
    ("QQBrowser", "QQ 浏览器"),
    ("360SE", "360 浏览器"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)


def device_words(agent) -> str:
    """Return the browser and the system that a User-Agent names."""
    browser = _first_of(BROWSERS, agent)
    system = _first_of(SYSTEMS, agent)
    return "，".join(filter(None, (browser, system))) or "未知设备"


def _first_of(names, agent):
    return next((word for mark, word in names if mark in agent), "")
