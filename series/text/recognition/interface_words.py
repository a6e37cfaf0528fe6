"""Lines of a page's buttons and counters, known by their words."""

import re

from series.text.language.folding import simplify

# Each of these words says alone that a line belongs to the page.
_SURE = (
    "打印 列印 关闭 收藏 分享 纠错 复制 返回 顶部 字号 字体 微信 朋友圈 微博 QQ 空间 语音 播报 朗读 放大 缩小 下载 举报 投诉 转发 推荐 "
    "豆瓣 人人网 更多 听新闻 听全文 全文 暂停 播放 倍速 展开 收起 top 繁體 繁体 简体 English PDF Word 点赞 打赏 赞赏 支付宝 "
    "扫码 扫一扫 扫描 二维码 手机版 电脑版 移动版 客户端 视力 保护色 护眼 夜间模式 阅读模式 无障碍 长者模式 关怀版 默认 反馈 "
    "浏览 点击 阅读 访问 人气 热度 评论 留言 在看 喜欢 发表于 发布于 更新于 修改于 编辑于 打印时间 打印日期 手机看 手机阅读 海报 "
    "Share Tweet Close Print Email Subscribe Comments 登录 注册 钉钉 抖音 快手 小红书 知乎 邮件 Facebook Twitter LinkedIn Weibo WeChat 切换 显示 隐藏 "
    "上一页 下一页 点阅 订阅 按赞 字级 书签 末页 尾页 已读 未读 有帮助 没帮助 没有帮助 "
    "楼主 只看该作者 只看楼主 只看TA 只看大图 倒序浏览 正序浏览 电梯直达 显示全部楼层 来自手机 加好友 发消息 收听TA 使用道具"
    " 上一篇 下一篇 上一版 下一版 上一条 下一条 版面导航 版面概览"
).split()
# These only stand between them.
_AMONG = (
    "我要 我 原文 一键 有奖 到 至 于 本页 此页 本文 此文 本稿 本篇 本站 当前 网页 页面 窗口 文章 链接 连结 网址 列表 首页 上一级 上级 上页 底部 加入 好友 "
    "新浪 腾讯 大 中 小 大小 默认o 量 数 次数 率 共 已有 已 有 次 人 条 个 位 赞 赏 踩 顶 查看 观看 手机 版 保护 色 看 听 go back to on via this article story page link Copy Save more Read "
    "生成 请 使用 用 页 第 字 收听 约 大约 预计 需 需要 分钟 分 秒 字数 超大 标准 正常 回复 电子报 楼层 指定楼层 跳转到 来自 Android iPhone A a T 万 w ： 倍 内容 声音 男声 女声 开始 停止 继续 确定 取消 提交 重置 首"
    " 回 目录 友善 友好"
).split()
_MARKS = r"[\s\d:：|｜·•/＋+\-—_,，.、。()（）\[\]【】〔〕〖〗<>《》＜＞“”\"'▶►≡↑↓→←▲▼☆★♡♥👍\u200d\ufe0f]"


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_LINE = re.compile(rf"(?:{_any_of([*_SURE, *_AMONG])}|{_MARKS})++", re.IGNORECASE)
_SAYS_SO = re.compile(_any_of(_SURE), re.IGNORECASE)
# 微信：12345678 says where to write to.
_CONTACT = re.compile(
    r"(?:微信|QQ|邮件|钉钉|抖音|快手)[^\d\s]{0,2}\s*[:：]?\s*\d{5}", re.IGNORECASE
)
# What a button beside a name invites to: 返回搜狐，查看更多.
_PROMPT = (
    r"(?:返回[^\s、，,。；]{1,8}|(?:查看|打开|点击|进入|前往|下载|展开|阅读)[^\s、，,。；]{0,6}"
    r"(?:更多|全文|原文|详情|专题|首页|客户端|评论|APP|网页|网站))"
)
_PROMPT_WORD = re.compile(_PROMPT, re.IGNORECASE)
_PROMPTS_BEHIND = re.compile(rf"(?:[\s\u3000、，,|｜/]+{_PROMPT})+\s*$", re.IGNORECASE)
_TYPE_SIZES = re.compile(r"[\s大中小:：|｜/\[\]【】()（）·、]+|(?:A\s?[+\-＋－]?\s*){2,3}")


def is_interface_word(word: str) -> bool:
    """Tell whether a word beside a date is a button's: 停止, 大, 全文."""
    return bool(_LINE.fullmatch(simplify(word)))


def is_prompt(word: str) -> bool:
    """Tell whether a word is a button's that leads elsewhere: 返回首页, 查看更多."""
    return bool(_PROMPT_WORD.fullmatch(simplify(word)))


def prompts_behind(text: str) -> str:
    """Return the buttons that lead elsewhere behind a value; "" without any."""
    found = _PROMPTS_BEHIND.search(simplify(text))
    return text[found.start() :] if found else ""


def is_interface_line(line: str) -> bool:
    """Tell whether a line is made of a page's buttons and counters.
    打印本页 关闭, 浏览：32 点赞：5, 扫码查看手机版."""
    line = simplify(line)
    if not _LINE.fullmatch(line) or _CONTACT.search(line):
        return False
    return bool(_SAYS_SO.search(line)) or bool(_TYPE_SIZES.fullmatch(line))
