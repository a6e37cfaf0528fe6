"""Descriptions of pictures: those that a person wrote, without names of files and of machines."""

import re

# What cameras, phones and programs call a picture before its number.
_NAMES = (
    "IMG|DSC[FN]?|DCIM|PIC|MVIMG|PXL|VID|SNAP|CIMG|SAM|WP|mmexport|wx_camera|Snipaste|Screenshot"
    "|image|img|picture|photo|pic|figure|shape|object|group|rectangle|clip_image|paste|pasted image"
    "|ink|untitled|download|temp|tmp|logo|(?:WPS|微信|企业微信|QQ|钉钉)?(?:图片|截图|截屏|照片|图像)"
    "|图|屏幕截图|屏幕快照|图形|矩形|文本框|组合|对象|幻灯片|剪贴画|形状|未命名|无标题|下载"
)
_PROMPTS = (
    "descript(?:ion)?|alt|title|(?:图片|图像)(?:描述|说明)|(?:请)?输入图片(?:描述|说明)"
    "|图片加载失败|在这里插入图片描述"
)
_MACHINE = tuple(
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        rf"(?:{_NAMES})(?:[\dA-Fa-f\s_\-()（）.:~+]|副本|copy|年|月|日)*",
        r"[0-9a-f]{16,}",
        r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        r"[\W\d_]+",
        _PROMPTS,
        r"(?:data:|https?:|file:|blob:|[a-z]:\\).*",
        r"(?=[\w+/=-]{20,}\Z)(?=.*\d)[A-Za-z0-9+/=_-]+",
    )
)
# What Office's machine writes: “图片包含 人员, 室内”, “…, Description automatically generated”.
_GENERATED = re.compile(
    r"[\s,，.。]*(?:AI\s?生成的内容可能不正确。?|AI-generated content may be incorrect\.?|已自动生成说明|自动生成的说明"
    r"|描述已自动生成|Description automatically generated(?: with .{1,20} confidence)?)\s*\Z",
    re.IGNORECASE,
)
_CONTAINS = re.compile(r"(?:图片|图像|照片)包含[\s,，].*", re.DOTALL)
_ENDING = re.compile(r"\.(?:jpe?g|png|gif|bmp|tiff?|webp|heic|emf|wmf|svg)\Z", re.IGNORECASE)


def written_description(words: str) -> str:
    """Return a picture's description on one line; empty where no person wrote it.

    The name of a file, a hash, a counter and a machine's guess describe nothing.
    """
    plain = " ".join(words.split())
    if _GENERATED.search(plain) or _CONTAINS.fullmatch(plain):
        return ""
    name = _ENDING.sub("", plain)
    named_file = name != plain and not re.search(r"[\u4e00-\u9fff]{4}", name)
    return "" if named_file or any(form.fullmatch(name) for form in _MACHINE) else plain
