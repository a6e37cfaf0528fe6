"""Chinese characters that are read in a way of their own as surnames.
单 is shan, elsewhere dan.

Those whose two readings differ by the tone alone are left out: sounds have no tones.
"""

import re

READINGS = dict(
    pair.split(":")
    for pair in (
        "曾:zeng 单:shan 仇:qiu 解:xie 查:zha 区:ou 盖:ge 朴:piao 翟:zhai 秘:bi 员:yun 召:shao 种:chong "
        "缪:miao 乜:nie 折:she 乐:yue 覃:qin 繁:po 祭:zhai 洗:xian 郇:xun 隗:wei 阚:kan 藏:zang 卜:bu "
        "薄:bo 莘:shen 郗:chi 句:gou 佴:nai 牟:mu 蔚:yu 尉:yu 颉:xie 逢:pang 纥:he 炅:gui 郄:xi 宓:fu "
        "瞿:ju 粘:nian 谌:shen 任:ren 盛:sheng 褚:chu 俞:yu 宿:su 逄:pang 冼:xian 訾:zi 眭:sui 隽:juan "
        "撒:sa 笪:da 仉:zhang 亓:qi 钭:tou 呙:guo 昝:zan 厍:she 睢:sui 阙:que 雒:luo 佘:she 晁:chao "
        "臧:zang 哈:ha 盍:he 柏:bai 车:che 叶:ye 沈:shen 燕:yan 应:ying 葛:ge 宁:ning 石:shi 陶:tao "
        "逯:lu 郏:jia 芈:mi 郤:xi 妫:gui 於:yu 鄢:yan 靳:jin 费:fei 皮:pi 贾:jia 夏:xia 万:wan"
    ).split()
)
COMPOUND = {
    "尉迟": ("yu", "chi"), "万俟": ("mo", "qi"), "长孙": ("zhang", "sun"), "澹台": ("tan", "tai"),
    "单于": ("chan", "yu"), "鲜于": ("xian", "yu"), "令狐": ("ling", "hu"), "皇甫": ("huang", "fu"),
    "乐正": ("yue", "zheng"), "亓官": ("qi", "guan"), "拓跋": ("tuo", "ba"), "谷浑": ("yu", "hun"),
    "呼延": ("hu", "yan"), "夏侯": ("xia", "hou"), "漆雕": ("qi", "diao"), "宿勤": ("su", "qin"),
}  # fmt: skip
# Behind other characters these two are nearly always no surname: 天宁区, 会员.
_ENDINGS = "区员"
_HAN = "\u3400-\u9fff"
_BEFORE_A_NAME = "长记任理师与和及家士授人事总席谈对同问访见说"
_PLACE = re.compile(
    f"(?:{'|'.join(COMPOUND)})"
    f"|[{''.join(sorted(set(READINGS) - set(_ENDINGS)))}](?=[{_HAN}])"
    f"|(?:(?<![{_HAN}])|(?<=[{_BEFORE_A_NAME}]))[{_ENDINGS}](?=[{_HAN}])"
)


def surname_readings(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return (offset, syllables) of each possible surname of a text, in order."""
    return [
        (match.start(), COMPOUND.get(match[0]) or (READINGS[match[0]],))
        for match in _PLACE.finditer(text)
    ]
