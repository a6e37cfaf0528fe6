"""The plan of an import for one text, made without writing anything."""

import hashlib
import json
from dataclasses import dataclass, replace

from series.actions.editorial.content import original_moment, tidy_content
from series.actions.errors import EditorialError
from series.actions.media.picture_bytes import tidy_picture
from series.actions.media.pictures import picture_digest
from series.models import Entry, Kind, Picture, Revision, Visibility
from series.models.content_fields import RECOGNISED_LINES, What, fields_of
from series.models.revision import content_digest
from series.text.markup import stored_html
from series.text.markup.blocks import Source
from series.text.recognition.published import PublishedText

from .account import LATIN
from .catalogue import Target
from .han_check import check_han
from .odd_values import SHOWN, pictures_to_describe, without_odd_values
from .receipt import CHANGED, NEW, SAME, UNCHANGED, ImportReceipt

NOTE = "导入"
IDENTITY = ("column", "headline", "subtitle", "series", "number", "date")
NO_COLUMN = "文中没有写明专栏（标题前的【…】），请用 --column 指定专栏后再导入"
LARGEST_NUMBER = 9999
PICTURE = "<img"  # how `clean` writes it
# What writing has to do.
NOTHING, CREATE, REVISE, REMEMBER = "nothing", "create", "revise", "remember"


@dataclass(frozen=True)
class ImportReading:
    """One text as it was read, with the receipt that shows it.

    `key` and `digest` are given for a line of an archive; `pictures` are {token: Image};
    `text` is the PublishedText that was recognised in `source`.
    """

    receipt: ImportReceipt
    body: str
    pictures: dict
    text: PublishedText
    source: Source
    url: str = ""
    key: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Plan:
    """The planned storage of one text.

    `content` still lacks the ids of `target` and the addresses of the pictures; `tidied` are
    {token: TidyPicture} of them; `entry` is the one that an earlier import created; `receipt` is
    the reading's without the values that no field can hold.
    """

    receipt: ImportReceipt
    key: str
    digest: str
    target: Target
    content: dict
    pictures: dict
    tidied: dict
    entry: Entry | None
    step: str = NOTHING
    publishes: bool = False
    status: str = SAME
    message: str = ""

    @property
    def withheld(self):
        """Return the sentence why the text stays a draft, or an empty string."""
        return self.receipt.withheld


UNKNOWN = object()


def make_plan(reading, *, catalogue, publish, entry=UNKNOWN):
    """Return the Plan of a text after every check that is possible before writing.

    `entry` is what an earlier import made of the text, or None, where the caller has looked it up.
    Raises EditorialError.
    """
    if not reading.receipt.column:
        raise EditorialError(NO_COLUMN)
    reading, odd = without_odd_values(reading)
    reading, tidied, lost = _without_broken_pictures(reading)
    receipt = reading.receipt
    content = _content(reading)
    _check_fields(content)
    check_han(reading, content, column=receipt.column, source=receipt.source)
    target = catalogue.target(column=receipt.column, series=receipt.series, source=receipt.source)
    key = reading.key or text_key(receipt)
    digest = reading.digest or text_digest(reading)
    if entry is UNKNOWN:
        entry = Entry.objects.select_related("newest", "series").filter(import_key=key).first()
    receipt = replace(receipt, undescribed=pictures_to_describe(content["body"]))
    plan = Plan(receipt, key, digest, target, content, reading.pictures, tidied, entry)
    plan = _new(plan, publish=publish) if entry is None else _again(plan, publish=publish)
    new_rows = catalogue.announce(target) if plan.step in (CREATE, REVISE) else []
    notes = [plan.message, *new_rows, *odd, *lost, *_account_notes(receipt)]
    return replace(plan, message="；".join(notes))


def _account_notes(receipt):
    """Return the sentence that sends the operator to lost or added words."""
    count = receipt.han.get("left", 0)
    sentences = [f"有 {count} 字未能入稿，请对照原文"] if count else []
    if any(phrase.startswith(LATIN) for phrase in receipt.left):
        sentences.append("有数字、字母未能入稿，请对照原文")
    elif receipt.left and not count:
        sentences.append("网页里另有成段的文字，请核对正文")
    return [*sentences, *(["有多出的文字，请对照原文"] if receipt.extra else [])]


def text_key(receipt):
    """Return the import key of a text from its title parts and date.
    Its words do not count."""
    parts = json.dumps([getattr(receipt, name) for name in IDENTITY], ensure_ascii=False)
    return "text:" + hashlib.sha256(parts.encode()).hexdigest()[:40]


def text_digest(reading):
    """Return the SHA-256 of a text's exact words and pictures.

    Tags and summary are derived and do not count.
    """
    receipt, text = reading.receipt, reading.text
    parts = [getattr(receipt, name) for name in IDENTITY]
    pictures = {token: picture_digest(image.data) for token, image in reading.pictures.items()}
    body = stored_html.replace_pictures(reading.body, pictures)
    parts += [receipt.source, text.author, reading.url, body, sorted(pictures.values())]
    optional = {field.key: getattr(text, field.key) for field in RECOGNISED_LINES if field.optional}
    parts += [[key, value] for key, value in optional.items() if value]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _without_broken_pictures(reading):
    """Return (reading, tidied, sentences) without the pictures that cannot be stored.

    `tidied` is {token: TidyPicture} of the others; there is one sentence for each left out.
    """
    if PICTURE not in reading.body:
        return replace(reading, pictures={}), {}, ()
    wanted = stored_html.picture_tokens(reading.body)
    lost, pictures, tidied = {}, {}, {}
    for token in wanted:
        try:
            image = reading.pictures[token]
            tidied[token] = tidy_picture(image.data)
            pictures[token] = image
        except KeyError:
            lost[token] = "一幅图片没有内容，已略去"
        except EditorialError as error:
            lost[token] = f"一幅图片已略去：{error}"
    known = Picture.objects.in_text(reading.body)
    for address in stored_html.picture_addresses(reading.body):
        if address not in known:
            lost[address] = f"一幅图片不在图库里，已略去：{address[:SHOWN]}"
    body = stored_html.map_sources(
        stored_html.replace_pictures(reading.body, dict.fromkeys(lost, "")),
        lambda src: "" if src in lost else src,
    )
    reading = replace(reading, body=stored_html.clean(body), pictures=pictures)
    return reading, tidied, tuple(lost.values())


def _content(reading):
    receipt = reading.receipt
    fields = {
        **{field.key: getattr(reading.text, field.key) for field in RECOGNISED_LINES},
        "number": receipt.number,
        "summary": receipt.summary,
        "body": reading.body,
        "original_url": reading.url,
        "dateline": receipt.date,
        "tags": list(receipt.tags),
    }
    return tidy_content(Kind.ARTICLE, fields)


def _check_fields(content):
    if not content["headline"]:
        raise EditorialError("没有认出标题，请在第一行写上标题后再导入")
    _check_lengths(content)
    if content["number"] is not None and not 1 <= content["number"] <= LARGEST_NUMBER:
        raise EditorialError(f"期号 {content['number']} 不合理，请核对后再导入")
    if not stored_html.visible_text(content["body"]).strip():
        raise EditorialError("只有标题没有正文，请检查文件是否完整")
    original_moment(content)


def _check_lengths(content):
    for field in fields_of(Kind.ARTICLE):
        if field.what not in (What.LINE, What.TEXT) or field.key not in content:
            continue
        count = len(content[field.key])
        if count > field.max_length:
            raise EditorialError(
                f"{field.label}有 {count} 个字，最多 {field.max_length} 个，请缩短后再导入"
            )


def _new(plan, *, publish):
    _check_number(plan)
    note = (plan.withheld or _publishing(plan)) if publish else "存为草稿"
    publishes = publish and not plan.withheld
    return replace(plan, step=CREATE, publishes=publishes, status=NEW, message=note)


def _publishing(plan):
    dateline = plan.content["dateline"]
    if not dateline:
        raise EditorialError(
            "没有认出发布日期，不能按归档发布：请补上日期，或去掉 --publish 先存为草稿"
        )
    return f"按原日期 {dateline[:10]} 发布"


def _again(plan, *, publish):
    """Return the plan of a text that was imported before."""
    entry = plan.entry
    is_due = publish and entry.visibility == Visibility.DRAFT
    if is_due and plan.withheld and entry.import_digest == plan.digest:
        return replace(plan, step=NOTHING, status=SAME, message=f"{UNCHANGED}；{plan.withheld}")
    publishes = is_due and not plan.withheld
    if entry.import_digest == plan.digest:
        return _unchanged(plan, step=NOTHING, publishes=publishes)
    if _stored_content_is_equal(plan):
        return _unchanged(plan, step=REMEMBER, publishes=publishes)
    if publish and entry.visibility == Visibility.WITHDRAWN:
        raise EditorialError(f"《{entry}》已撤稿，导入不会重新发布，请在工作台处理")
    _check_same_text(plan)
    _check_number(plan)
    return _changed(plan, publish=publish)


def _check_same_text(plan):
    """Refuse a text whose title and date both differ from its earlier import.
    The earlier one has the same id.

    The id then probably belongs to another archive. Raises EditorialError.
    """
    before = last_import(plan.entry)
    if before and all(before.content[key] != plan.content[key] for key in ("headline", "dateline")):
        raise EditorialError(
            f"这个编号已用于《{before.content['headline']}》，标题和日期都不同，像是另一份档案的编号："
            "请在 id 前加上区分的字样后再导入"
        )


def _unchanged(plan, *, step, publishes):
    if publishes:
        note = f"文字与上次导入相同，{_publishing(plan)}"
        return replace(plan, step=step, publishes=True, status=CHANGED, message=note)
    return replace(plan, step=step, status=SAME, message=UNCHANGED)


def _changed(plan, *, publish):
    entry = plan.entry
    notes = [f"文字有改动，存为第{entry.newest.number + 1}版"]
    if entry.newest.created_by_id is not None:
        notes.append(f"工作台改过的第{entry.newest.number}版留在历史版本中")
    publishes = publish and not plan.withheld
    if publishes:
        notes.append(_publishing(plan))
    elif plan.withheld and (publish or plan.receipt.undescribed):
        notes.append(plan.withheld)
    elif entry.is_public:
        notes.append("公开页面不变，新版待审核发布")
    plan = _with_tags_of(entry.newest, plan)
    return replace(plan, step=REVISE, publishes=publishes, status=CHANGED, message="；".join(notes))


def _with_tags_of(revision, plan):
    """Return the plan with a revision's topics where its text brings none."""
    tags = plan.content["tags"] or revision.content["tags"]
    return replace(plan, content={**plan.content, "tags": tags})


def last_import(entry):
    """Return the newest revision of an entry that an import made, or None."""
    imported = Revision.objects.filter(entry=entry.pk, created_by=None, note__startswith=NOTE)
    return imported.order_by("-number").first()


def _stored_content_is_equal(plan):
    urls = known_pictures(plan.pictures)
    before = last_import(plan.entry)
    if before is None or plan.target.missing() or len(urls) < len(plan.pictures):
        return False
    plan = _with_tags_of(before, plan)
    return before.digest == content_digest(stored_content(plan, target=plan.target, urls=urls))


def known_pictures(pictures):
    """Return {token: address} of the pictures that are stored already."""
    digests = {token: picture_digest(image.data) for token, image in pictures.items()}
    rows = {row.digest: row for row in Picture.objects.filter(digest__in=digests.values())}
    return {
        token: rows[digest].get_absolute_url()
        for token, digest in digests.items()
        if digest in rows
    }


def stored_content(plan, *, target, urls):
    """Return the plan's content as it is stored.
    With the ids of rows and the addresses of pictures."""
    ids = {"column": target.column_id, "series": target.series_id, "source": target.source_id}
    body = stored_html.replace_pictures(plan.content["body"], urls)
    return tidy_content(Kind.ARTICLE, {**plan.content, **ids, "body": body})


def _check_number(plan):
    number = plan.content["number"]
    if number is None or plan.target.series_id is None:
        return
    same = Entry.objects.filter(series=plan.target.series_id, number=number)
    conflict = same.exclude(import_key=plan.key).first()
    if conflict:
        raise EditorialError(
            f"系列“{plan.target.series}”的第{number}期已是《{conflict}》，请核对期号后再导入"
        )
