"""A page as a content system builds it, and what a reader must find in it."""

from dataclasses import dataclass

HEADLINE = "会员企业走进横山桥学车间管理"
FIRST = "三月十日上午，三十多位会员企业的厂长走进横山桥镇的两家工厂，看新装的生产线。"
MIDDLE = "车间主任把排产、用工、能耗三本账摊开来讲，哪一步省了钱，哪一步走过弯路，都说得明白。"
LAST = "商会秘书处把大家的提问整理成清单，交给三个工作组，约定在四月底之前逐条答复。"
BODY = f"<p>{FIRST}</p><p>{MIDDLE}</p><p>{LAST}</p>"
SITE = "示例市工商联"
NAVIGATION = (
    '<ul class="nav"><li><a href="/">网站首页</a></li><li><a href="/gzdt/">工作动态</a></li>'
    '<li><a href="/tzgg/">通知公告</a></li><li><a href="/zcfg/">政策法规</a></li></ul>'
)
FURTHER = (
    '<div class="xg"><h3>相关新闻</h3><ul><li><a href="/1">行业商会交流用工经验</a><span>2025-01-02</span></li>'
    '<li><a href="/2">青年企业家座谈会举行</a><span>2025-01-03</span></li></ul></div>'
)
FOOT = (
    "<div class=foot><p>主办单位：示例市工商业联合会　技术支持：示例科技有限公司</p>"
    "<p>苏ICP备00000000号　网站标识码：3200000000</p></div>"
)


@dataclass(frozen=True)
class Layout:
    """One layout. The empty string or None means that the page does not say it."""

    name: str
    body: str
    head: str = ""
    window: str = f"{HEADLINE}_{SITE}"
    headline: str = HEADLINE
    day: str = "2025-03-12"
    clock: str | None = None
    source: str = ""
    author: str = ""
    editor: str = ""
    begins: str = FIRST
    ends: str = LAST
    lacks: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{self.window}</title>{self.head}</head>'
            f"<body>{self.body}</body></html>"
        )
