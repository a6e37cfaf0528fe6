import time

import pytest

from series.text.recognition.furniture_line import (
    glued_furniture,
    is_credit_below,
    is_furniture_line,
    opens_page_bottom,
)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "+1",
            "【纠错】",
            "评论（191）",
            "我要跟帖",
            "已输入0字",
            "赞 0 赏",
            "- THE END -",
            "END",
            "（完）",
        ),
        *(
            "转载请注明出处：示例日报",
            "首页 > 经济",
            "首页 » 新闻 » 正文",
            "关键字：会员",
            "加载中...",
            "1 2 下一页",
        ),
        *(
            "【1】【2】【3】【4】",
            "打印本页 关闭窗口",
            "上一篇：没有了",
            "分享到：微信 微博",
            "浏览次数：1024次",
        ),
        *(
            "安装示例新闻客户端",
            "点击上方蓝字关注我们",
            "图集",
            "苏ICP备00000000号",
            "热门推荐",
            "返回列表",
        ),
        *(
            "（原标题：商会走访车间）",
            "平台声明",
            "示例市工商联 > 新闻中心 > 工作动态",
            "Copyright © 示例网",
        ),
        "【版权声明】凡来源为示例网的内容，其版权均属示例网所有，未经书面授权，任何人不得转载。",
        "免责声明：本文仅代表作者个人观点，与本站无关，请读者仅作参考。",
        "您当前使用的浏览器版本过低，建议升级浏览器。",
        *(
            "《 示例日报 》（ 2025年03月12日 06 版）",
            "（《示例日报》第A02版）",
            "A+",
            "TOP",
            "写留言",
            "已有0人发表了评论",
        ),
        *(
            "本文链接：http://www.example.com/1.html",
            "更多精彩，请关注本微信公众号",
            "敬请关注示例商会官方微信",
            "你觉得这篇文章怎么样？",
            "点击进入“车间故事”>>",
            "正文已结束，您可以按alt+4进行评论",
            "本文是否解决了您的问题 已解决 未解决",
            "本文系示例网独家稿件，未经授权，不得转载。",
            "听全文",
            "00:00 / 03:21",
        ),
        "本篇文章来源于网络，仅供学习参考，如有侵权请联系删除！",
    ],
)
def test_lines_of_the_page(line):
    assert is_furniture_line(line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "关闭一家旧厂，开一家新厂",
            "打印机行业的一次转身",
            "分享发展成果",
            "相关阅读推广活动正在进行",
            "一、会议时间",
        ),
        *(
            "（一）人员",
            "各区商会：",
            "示例市工商联",
            "2025年3月12日",
            "声明书要写清楚三件事，交秘书处。",
            "推荐三家企业",
        ),
        *(
            "联系电话：0519-00000000",
            "联系人：王某",
            "附件：1.报名回执",
            "更多企业走出去",
            "地址：示例路1号",
        ),
        *(
            "扫一扫二维码缴费，老人也会用了。",
            "首页改版以后，办事更快了。",
            "凡事预则立，不预则废。",
            "关注民生",
        ),
        *(
            "下载企业服务APP的会员有三百家",
            "图为走访启动仪式。（刘某摄）",
            "以上是今年的安排。",
            "大中小企业融通发展",
        ),
        *(
            "更多企业关注绿色转型",
            "本文件由秘书处起草，报会长会议审议。",
            "这次走访有没有解决问题，要看回访。",
            "09:00 签到",
            "请关注政策变化的三个方面",
            "《示例日报》头版报道我市商会",
            "如何看待这次走访？",
            "图书编辑部走进车间",
            "本站式服务走进园区",
        ),
    ],
)
def test_control_lines_of_a_text(line):
    assert not is_furniture_line(line)
    assert not is_credit_below(line)
    assert not opens_page_bottom(line)


@pytest.mark.parametrize(
    "line",
    [
        "商会党支部、会员处供稿 摄影/张艳 编辑/苏芳",
        "文字：张一明",
        "审签：王五一",
        "素材来源：示例商会",
        "通 讯 员：张一明",
        "（编译：李建国 审校：王芳）",
        "撰稿丨张一明 审核丨李四平",
    ],
)
def test_credits_below_a_text(line):
    assert is_credit_below(line)


@pytest.mark.parametrize(
    ("line", "glued"),
    [
        ("约定在四月底之前答复。返回示例，查看更多", "返回示例，查看更多"),
        ("约定在四月底之前答复。（责任编辑：李某）", "（责任编辑：李某）"),
        ("约定在四月底之前答复。【纠错】", "【纠错】"),
        ("请编辑：改一下", ""),
    ],
)
def test_what_is_glued_to_the_last_sentence(line, glued):
    assert glued_furniture(line).strip() == glued


@pytest.mark.parametrize(
    "line",
    [
        "赞" * 5000,
        "【1】" * 40,
        "首页 > " * 60,
        "分享" * 60 + "x",
        "1 " * 60 + "x",
        "a>b" * 40,
        " " * 800 + "x",
    ],
)
def test_hostile_lines_are_read_in_no_time(line):
    start = time.perf_counter()
    for read in (is_furniture_line, is_credit_below, opens_page_bottom, glued_furniture):
        read(line)
    assert time.perf_counter() - start < 1
