"""The fields that WeChat asks for beside the text, its limits and our warnings."""

from collections.abc import Iterable
from dataclasses import dataclass

from series.text.typography import shortening

from . import wechat_html
from .document import Document, DocumentPicture, DocumentTable, Paragraph, walk
from .gbt9704 import LetterFields

# 草稿箱 draft_add and uploadimg, read in November 2026.
MOST_TITLE, MOST_AUTHOR, MOST_DIGEST = 32, 16, 128
MOST_CHARACTERS, MOST_BYTES = 20_000, 1024 * 1024
MOST_PICTURE = 1024 * 1024
PICTURE_FORMS = ("jpg", "png")


@dataclass(frozen=True)
class Upload:
    """A picture to upload.
    `bytes` is 0 and `extension` empty where its file is not known."""

    picture: DocumentPicture
    address: str
    extension: str = ""
    width: int = 0
    height: int = 0
    bytes: int = 0

    @property
    def fault(self) -> str:
        """Return why WeChat refuses the picture as it is; empty where it takes it."""
        number = self.picture.number
        if not self.extension:
            return f"图{number}的文件找不到，请在图片库中核对"
        if self.extension not in PICTURE_FORMS:
            return (
                f"图{number}是 {self.extension.upper()} 格式，公众号只收 JPG 和 PNG，请另存后上传"
            )
        if self.bytes >= MOST_PICTURE:
            return f"图{number}有 {self.bytes / MOST_PICTURE:.1f} MB，公众号要求小于 1 MB，请压缩后上传"
        return ""


@dataclass(frozen=True)
class WechatArticle:
    """An article for WeChat.
    `full_title` is the title on the site; `title` is a suggestion for the field, empty where
    the headline cannot be divided."""

    full_title: str
    title: str
    digest: str
    author: str
    html: str
    plain: str
    uploads: tuple[Upload, ...]
    lint: tuple[str, ...]


def wechat_article(
    document: Document,
    fields: LetterFields,
    *,
    summary: str,
    author: str,
    root: str,
    uploads: Iterable[Upload],
) -> WechatArticle:
    """Return all fields of one article for WeChat."""
    headline, subtitle = fields.headline, fields.subtitle
    title = shortening.short_title(headline, most=MOST_TITLE)
    whole = "　".join(filter(None, (fields.kicker, headline, f"——{subtitle}" if subtitle else "")))
    written = wechat_html.wechat_page(document, fields, root=root, titled=title != whole)
    digest = shortening.lead_sentences(summary, running_paragraphs(document), most=MOST_DIGEST)
    uploads = tuple(uploads)
    lint = (
        *_title_faults(headline, title, subtitle),
        *_field_faults(digest, author),
        *_size_faults(written),
        *_picture_faults(uploads),
        *_link_notice(document),
    )
    return WechatArticle(
        whole, title, digest, author, written, wechat_html.visible_lines(written), uploads, lint
    )


def running_paragraphs(document: Document) -> list[str]:
    """Return the paragraphs of the body itself, without headings and salutation."""
    lines = (part for part in document.parts if isinstance(part, Paragraph) and not part.level)
    return [line.text for line in lines if not line.text.endswith(("：", ":"))]


def _title_faults(headline, title, subtitle):
    count = len(headline)
    if not headline:
        yield "还没有标题"
    elif not title:
        yield (
            f"标题 {count} 字，超过 {MOST_TITLE} 字，又没有可以断开的地方，"
            "请自拟一个短标题；完整标题已放在正文开头"
        )
    elif title != headline:
        yield (
            f"标题 {count} 字，超过 {MOST_TITLE} 字，"
            f"建议用“{title}”（{len(title)} 字）；完整标题已放在正文开头"
        )
    elif subtitle:
        yield "副题不进公众号标题栏，已和标题一起放在正文开头"


def _field_faults(digest, author):
    if not digest:
        yield f"摘要和正文里没有不超过 {MOST_DIGEST} 字的整句，请自拟摘要；留空则取正文前 54 字"
    if len(author) > MOST_AUTHOR:
        yield f"作者“{author}”有 {len(author)} 字，公众号最多 {MOST_AUTHOR} 字，请改用简称"


def _size_faults(written):
    characters, size = len(written), len(written.encode())
    if characters >= MOST_CHARACTERS:
        yield f"正文连同格式共 {characters} 个字符，公众号要求少于 {MOST_CHARACTERS} 个，请分成几篇发布"
    if size >= MOST_BYTES:
        yield f"正文连同格式共 {size / MOST_BYTES:.1f} MB，公众号要求小于 1 MB，请分成几篇发布"


def _picture_faults(uploads):
    if uploads:
        numbers = "、".join(f"图{upload.picture.number}" for upload in uploads)
        yield f"有 {len(uploads)} 张图片要先上传到公众号，再替换正文里的方框：{numbers}"
    yield from filter(None, (upload.fault for upload in uploads))


def _link_notice(document):
    if document.links:
        yield f"文中 {len(document.links)} 个链接在公众号里打不开，网址已列在文末“{wechat_html.LINKS}”"
    if any(isinstance(part, DocumentTable) for part in walk(document.parts)):
        yield "文中有表格，粘贴后请在手机上核对宽度"
