"""The demonstration site's desk in the middle of a working day, for its pictures."""

from datetime import timedelta

from django.utils import timezone
from PIL import Image, ImageDraw

from chamber.models import User
from series.actions.editorial.assignments import claim
from series.actions.editorial.comments import add_comment
from series.actions.editorial.placements import place
from series.actions.editorial.publication import publish
from series.actions.editorial.reviews import return_for_changes, sign, submit
from series.actions.editorial.revisions import create_entry, save_revision
from series.actions.editorial.schedules import schedule
from series.actions.media.picture_tags import tag_pictures
from series.actions.media.pictures import store_picture
from series.models import Column, Entry, Kind, Place
from tests.helpers.samples.photographs import saved

NAMES = {
    "bianji": "王敏",
    "chushen": "刘芳",
    "fushen": "陈国强",
    "zhongshen": "周立",
    "guanli": "孙洁",
}
PICTURES = (
    ("园区大门前的三位负责人", "园区", "#a92b1d", "#e9c9b0"),
    ("车间里的装配线", "车间、园区", "#2b5d5a", "#c9dcd6"),
    ("座谈会会场全景", "座谈会", "#6b4a2b", "#e6d6bd"),
    ("新落成的研发楼", "园区、研发", "#34506b", "#cfd9e2"),
)
FIRST_DRAFT = (
    "<p>十一月下旬，调研组用三天走访了园区里的六家企业，听到的头一件事是用工。</p>"
    "<h2>招人难在哪里</h2><p>六家企业今年共招进 214 人，留下来的有 173 人。"
    "负责人说，离开的多是住得远的年轻人。</p>"
    "<h2>一条班车线</h2><p>商会和园区商量后，十二月起开一条早晚班车线，经过四个小区。</p>"
)
MENDED = FIRST_DRAFT.replace("共招进 214 人", "一共招进 214 人").replace(
    "十二月起开一条早晚班车线，经过四个小区。", "十二月起开两条早晚班车线，经过七个小区。"
)


def lay_out(password):
    """Give the accounts names and one password, and bring texts into every stage."""
    people = {key: _person(key, name, password) for key, name in NAMES.items()}
    column = Column.objects.order_by("pk").first()
    pictures = _pictures(people["bianji"])
    _in_review(column, people)
    _returned(column, people)
    _scheduled(column, people)
    _with_pictures(column, pictures, people)
    _written(column, "年终走访的安排", people["bianji"], body="<p>先访六家，再访四家。</p>")
    _places(people["zhongshen"])


def _person(username, name, password):
    person = User.objects.get(username=username)
    person.name, person.must_change_password = name, False
    person.set_password(password)
    person.save()
    return person


def _pictures(by):
    rows = []
    for place_of, (alt, tags, dark, light) in enumerate(PICTURES):
        image = Image.new("RGB", (1200, 800 if place_of % 2 else 900), light)
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 560, 1200, 900), fill=dark)
        draw.rectangle((180, 260, 640, 600), fill=dark)
        draw.ellipse((860, 120, 1010, 270), fill="#f6efe2")
        row = store_picture(saved(image, "JPEG"), alt=alt, caption=alt, by=by)
        tag_pictures([row], tags.split("、"), by=by)
        rows.append(row)
    return rows


def _written(column, headline, by, *, body, **content):
    given = {"column": column.pk, "headline": headline, "body": body, "tags": ["企业走访"]}
    return create_entry(Kind.ARTICLE, {**given, **content}, by=by)


def _newest(row):
    return Entry.objects.select_related("newest").get(pk=row.pk).newest


def _in_review(column, people):
    """A text signed once, mended after a comment, and before its first reviewer again."""
    writer, first = people["bianji"], people["chushen"]
    summary = "六家企业说用工，商会和园区开班车。"
    row = _written(column, "六家企业的用工账", writer, body=FIRST_DRAFT, summary=summary)
    submit(row, revision=_newest(row), by=writer, note="数字已和企业核对。")
    opinion = "班车的条数和企业说的不一样，请核对。"
    return_for_changes(row, revision=_newest(row), by=first, opinion=opinion)
    save_revision(row, {**_newest(row).content, "body": MENDED}, by=writer)
    submit(row, revision=_newest(row), by=writer, note="班车改为两条，已核对。")
    claim(row, by=first)
    words = {"quote": "173 人", "text": "请注明统计到哪一天。"}
    add_comment(row, revision=_newest(row), block=2, by=first, **words)
    other = _written(column, "商会调解室一年办了什么", writer, body=FIRST_DRAFT)
    submit(other, revision=_newest(other), by=writer)


def _returned(column, people):
    row = _written(column, "老字号怎样带徒弟", people["bianji"], body=FIRST_DRAFT)
    submit(row, revision=_newest(row), by=people["bianji"])
    opinion = "第二节缺人名，请补上。"
    return_for_changes(row, revision=_newest(row), by=people["chushen"], opinion=opinion)


def _signed(row, people):
    submit(row, revision=_newest(row), by=people["bianji"])
    for reviewer in ("chushen", "fushen", "zhongshen"):
        sign(row, revision=_newest(row), by=people[reviewer], opinion="同意")
    return _newest(row)


def _scheduled(column, people):
    row = _written(column, "明年的八场对接会", people["bianji"], body=FIRST_DRAFT)
    at = timezone.localtime() + timedelta(days=2)
    at = at.replace(hour=9, minute=0, second=0, microsecond=0)
    schedule(row, revision=_signed(row, people), at=at, by=people["zhongshen"])


def _with_pictures(column, pictures, people):
    images = "".join(
        f'<img src="{row.get_absolute_url()}" alt="{row.alt}">' for row in pictures[:3]
    )
    group = f"<figure>{images}<figcaption>走访途中（王敏 摄）</figcaption></figure>"
    row = _written(column, "走访园区的一天", people["bianji"], body=FIRST_DRAFT + group)
    publish(row, revision=_signed(row, people), by=people["zhongshen"])


def _places(chief):
    public = list(Entry.objects.published().listed().newest_first()[:5])
    moment = timezone.now()
    for row, at in zip(public, (Place.LEAD, Place.TOP, *[Place.RECOMMENDED] * 3), strict=True):
        end = moment + timedelta(days=7)
        place(row, at, column=None, starts_at=None, ends_at=end, by=chief)
