"""Covers: the same text, the same picture; nothing cut off, no box for a missing sign."""

import io
import subprocess
import sys
from datetime import date

import pytest
from PIL import Image

from series.actions.media import cover_fonts, covers
from series.actions.media.cover_drawing import Facts, colours, draw_cover
from series.actions.media.pictures import store_picture
from series.models import Entry, Picture
from tests.helpers import making
from tests.helpers.deeds.threads import run_together
from tests.helpers.samples.photographs import saved

TEETH = ((12, False), (5, True), (26, False), (8, True))
BODY = "<h2>一</h2><p>会员超过32000家，合力更强。</p><h2>二</h2><p>办好实事，办好难事。</p>"


@pytest.fixture
def no_face(settings, monkeypatch):
    monkeypatch.setattr(cover_fonts, "FOLDERS", ())
    cover_fonts.clear_font_cache()
    yield
    cover_fonts.clear_font_cache()


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def live(row):
    return Entry.objects.select_related("column", "series", "live").get(pk=row.pk)


@pytest.mark.parametrize("shape", covers.SHAPES)
@pytest.mark.parametrize(
    "facts",
    [
        Facts("履职尽责展新姿 担当作为赴新程", "专栏", "常商", combs=(TEETH, TEETH)),
        Facts("推进清廉民企建设", "倡议", "常商", verse=("推进清廉", "民企建设")),
        Facts("常商论坛", "论坛", "常商", day=date(2026, 2, 24), ground="jade-fill", ink="on-jade"),
    ],
)
def test_each_shape_has_its_size_and_the_ground_of_the_style_sheet(facts, shape):
    size = covers.SHAPES[shape]
    data = draw_cover(facts, size=size)
    image = opened(data)
    assert (image.format, image.size) == ("PNG", size)
    assert image.convert("RGB").getpixel((1, size[1] - 2)) == colours()[facts.ground]
    assert len(data) < 60_000


@pytest.mark.any_database
def test_one_tooth_a_clause_and_a_thick_one_for_a_digit(no_face):
    """Read off the picture: below the spine stand as many runs of ink as there are clauses."""
    image = opened(draw_cover(Facts("", "", "", combs=(TEETH,)), size=(1200, 630))).convert("RGB")
    ground = colours()["red-fill"]
    top = next(y for y in range(630) if image.getpixel((1100, y)) != ground)
    spine = next(y for y in range(top, 630) if image.getpixel((1100, y)) == ground)
    row = [image.getpixel((x, spine + 2)) != ground for x in range(600, 1200)]
    runs = "".join("1" if ink else "0" for ink in row).split("0")
    widths = [len(run) for run in runs if run]
    assert len(widths) == len(TEETH)
    assert widths[1] == widths[3] == 2 * widths[0] == 2 * widths[2]


@pytest.mark.slow(reason="two processes of their own; one process draws in every other test")
def test_two_processes_draw_the_same_bytes():
    script = (
        "import os,django,hashlib;os.environ['DJANGO_SETTINGS_MODULE']='tests.settings';"
        "django.setup();from series.actions.media.cover_drawing import *;"
        "print(hashlib.sha256(draw_cover(Facts('常商论坛','专栏','常商',combs=(((9,True),),)),"
        "size=(1200,630))).hexdigest())"
    )
    run = [subprocess.run([sys.executable, "-c", script], capture_output=True) for _ in range(2)]
    assert run[0].stdout == run[1].stdout
    assert len(run[0].stdout.strip()) == 64


@pytest.mark.parametrize(
    "headline",
    ["\x00\u202e翻转", "😀👍", "龘" * 120, "العربية", "", " ", "“", "——", "a" * 120, "𠮷野家"],
)
def test_hostile_headlines_are_drawn_all_the_same(headline):
    for kind in ({}, {"verse": (headline,)}, {"day": date(2026, 1, 1)}):
        assert opened(draw_cover(Facts(headline, headline, headline, **kind), size=(900, 383))).size


def test_a_sign_that_the_face_lacks_is_left_out():
    if cover_fonts.font(32) is None:
        pytest.skip("这台机器没有中文字体")
    assert cover_fonts.drawable("常商😀论坛\x00") == "常商论坛"


@pytest.mark.parametrize(
    ("headline", "drawn"),
    [
        ("\ue863某履新", "〓某履新"),
        ("陈\U0003347f到会😀", "陈〓到会"),
        ("\U000f0000某", "〓某"),
        ("䶮某与𠮷某", "䶮某与𠮷某"),
    ],
)
def test_a_letter_that_the_face_lacks_is_never_left_out(headline, drawn):
    if cover_fonts.font(32) is None:
        pytest.skip("这台机器没有中文字体")
    assert cover_fonts.drawable(headline) == drawn


def test_the_desk_is_told_of_letters_that_covers_lack():
    if cover_fonts.font(32) is None:
        pytest.skip("这台机器没有中文字体")
    assert "“\ue863”（U+E863），分享图上印作〓" in covers.missing_on_cover("\ue863某履新")
    assert covers.missing_on_cover("常商😀论坛") == ""


def test_without_a_face_the_comb_is_drawn_alone(no_face):
    assert cover_fonts.drawable("常商") == ""
    lettered = Facts("常商论坛", "专栏", "常商", combs=(TEETH,))
    bare = Facts("", "", "", combs=(TEETH,))
    assert draw_cover(lettered, size=(500, 500)) == draw_cover(bare, size=(500, 500))


@pytest.mark.django_db
def test_a_corrected_text_corrects_its_cover_and_only_one_is_kept(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    row = making.article("public", body=BODY)
    first, kind = covers.cover_of(live(row), "og")
    assert kind == "image/png"
    assert covers.cover_of(live(row), "og")[0] == first
    making.change(row, body=BODY.replace("32000", "33000"))
    assert covers.cover_of(live(row), "og")[0] == first
    making.republish(
        row, body="<h2>一</h2><p>改过的一句很长很长很长。</p><h2>二</h2><p>两句，三句。</p>"
    )
    assert covers.cover_of(live(row), "og")[0] != first
    assert len(list((tmp_path / "cache" / "covers").iterdir())) == 1


@pytest.mark.django_db
def test_a_spoilt_file_is_drawn_again(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    row = live(making.article("public", body=BODY))
    whole, _ = covers.cover_of(row, "square")
    (file,) = (tmp_path / "cache" / "covers").iterdir()
    file.write_bytes(whole[: len(whole) // 2])
    assert covers.cover_of(row, "square")[0] == whole


@pytest.mark.django_db
def test_many_who_ask_at_once_wait_for_one_drawing(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    drawn = []

    def one_drawing():
        drawn.append(1)
        return "png", draw_cover(Facts("常商", "", "", combs=(TEETH,)), size=(900, 383))

    results, errors = run_together(*[lambda: covers._cached("1-wide", "k", one_drawing)] * 8)
    assert errors == []
    assert len(drawn) == 1
    assert len({data for data, _ in results}) == 1


@pytest.mark.django_db
def test_a_picture_in_the_text_is_shown_around_its_focus():
    image = Image.new("RGB", (1600, 400), "white")
    image.paste((20, 120, 40), (1200, 0, 1600, 400))
    picture = store_picture(saved(image, "PNG"))
    Picture.objects.filter(pk=picture.pk).update(focus_x=95)
    body = f'<p>有图。</p><figure><img src="{picture.get_absolute_url()}" alt="图"></figure>'
    row = live(making.article("public", body=body))
    data, kind = covers.cover_of(row, "square")
    assert kind == "image/jpeg"
    shown = opened(data)
    assert shown.size == (500, 500)
    assert shown.getpixel((250, 250))[1] > shown.getpixel((250, 250))[0] + 50
    key = covers.cover_key(row, "square")
    Picture.objects.filter(pk=picture.pk).update(focus_x=5)
    assert covers.cover_key(row, "square") != key
    assert opened(covers.cover_of(row, "square")[0]).getpixel((250, 250)) == (255, 255, 255)


@pytest.mark.django_db
def test_a_lost_picture_leaves_the_words(settings):
    picture = store_picture(saved(Image.new("RGB", (800, 400)), "PNG"))
    body = f'<p>有图。</p><figure><img src="{picture.get_absolute_url()}" alt="图"></figure>'
    row = live(making.article("public", body=body))
    picture.file.storage.delete(picture.file.name)
    assert covers._draw(row, "wide")[0] == "png"


@pytest.mark.django_db
def test_an_event_shows_its_day_in_shanghai_and_a_call_its_verse():
    event = making.event("public", starts_at="2026-12-04T00:30:00+08:00")
    assert covers.cover_facts(live(event)).day == date(2026, 12, 4)
    call = making.initiative("public", headline="敢为敢闯敢干敢首创，做新时代优秀企业家")
    assert covers.cover_facts(live(call)).verse == ("敢为", "敢闯", "敢干", "敢首创")
