"""公众号 in one .zip.

The text, a list of the pictures, and the pictures in order (decision 119).

WeChat takes JPG and PNG below 1 MB (decision 44), so that others are written anew and smaller.
"""

import io
import zipfile
from html import escape

from series.actions.media.picture_export import small_enough
from series.text.outputs.wechat import MOST_PICTURE

PAGE = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{}</title><body>{}</body></html>'
MOMENT = (2000, 1, 1, 0, 0, 0)  # the same text gives the same file
PNG = b"\x89PNG"
HOW = "用法：打开“正文.html”，全选、复制，粘贴到公众号编辑器；再按编号上传图片，换下同号的方框。"


def wechat_bundle(made) -> bytes:
    """Return the .zip of one text for WeChat."""
    article, out = made.wechat(), io.BytesIO()
    lines = [
        f"标题：{article.title or '（请自拟）'}",
        f"摘要：{article.digest or '（请自拟）'}",
        f"作者：{article.author or '（未填）'}",
        HOW,
    ]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for upload in article.uploads:
            lines.append(_add_picture(archive, made, upload.picture))
        _add(archive, "正文.html", PAGE.format(escape(article.full_title), article.html).encode())
        _add(archive, "清单.txt", "\r\n".join(lines).encode("utf-8-sig"))
    return out.getvalue()


def _add_picture(archive, made, shown):
    """Add one picture and return its line in the list."""
    picture = made.pictures.get(shown.src)
    data = picture and small_enough(picture, most=MOST_PICTURE)
    if not data:
        return f"图{shown.number}：没有放进来，文件找不到或压不到 1 MB 以下，请在图片库中核对"
    name = f"图{shown.number}.{'png' if data.startswith(PNG) else 'jpg'}"
    _add(archive, name, data)
    return f"{name}：{shown.alt or '（缺替代文字）'}"


def _add(archive, name, data):
    archive.writestr(zipfile.ZipInfo(name, MOMENT), data)
