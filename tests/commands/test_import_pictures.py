"""Pages and manuscripts with pictures: stored once, shown at their place, gone with a refusal."""

import base64

import pytest
from PIL import Image

from series.models import Entry, Picture
from tests.helpers import making
from tests.helpers.import_help import (
    CLOSING,
    COLUMN,
    LEAD,
    PART,
    everything_stored,
    files_under,
    run,
    run_json,
)
from tests.helpers.samples import docx_builder as word

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_column(db):
    """A page names a column only where there is one."""
    return making.column(COLUMN)


RED, BLUE = word.png(4, 3), word.png(5, 3)


def page(folder, *pictures, name="a.html", column=COLUMN, number="三"):
    """A page whose pictures stand in it as data."""
    images = "".join(
        f'<p><img alt="走访现场" src="data:image/png;base64,{base64.b64encode(data).decode()}"></p>'
        for data in pictures
    )
    path = folder / name
    path.write_text(
        f"<html><body><div class=article>"
        f"<p>【{column}】走进车间送服务 ——“服务企业月”工作展示({number})</p>"
        f"<p>发布日期:2024-03-18 来源:市工商联</p>"
        f"<p>{LEAD}</p>{images}<p>{PART}</p><p>{CLOSING}</p></div></body></html>",
        encoding="utf-8",
    )
    return path


def test_pictures_are_stored_and_stand_in_the_text(tmp_path, settings):
    outcome = run_json(page(tmp_path, RED, BLUE), "--commit")
    assert outcome.statuses == ["new"]
    entry = Entry.objects.get()
    assert sorted((p.width, p.height) for p in entry.pictures.all()) == [(4, 3), (5, 3)]
    assert {p.alt for p in entry.pictures.all()} == {"走访现场"}
    for picture in entry.pictures.all():
        assert picture.get_absolute_url() in entry.body
    assert "picture:" not in entry.body
    assert len(files_under(settings.MEDIA_ROOT)) == 2


def test_dry_run_stores_no_picture(tmp_path, settings):
    before = everything_stored()
    assert run_json(page(tmp_path, RED)).statuses == ["new"]
    assert everything_stored() == before
    assert files_under(settings.MEDIA_ROOT) == []


def test_second_run_stores_nothing_again(tmp_path, settings):
    path = page(tmp_path, RED, BLUE)
    run(path, "--commit")
    before, files = everything_stored(), files_under(settings.MEDIA_ROOT)
    assert run_json(path, "--commit").statuses == ["same"]
    assert everything_stored() == before
    assert files_under(settings.MEDIA_ROOT) == files


def test_other_picture_is_a_change(tmp_path):
    run(page(tmp_path, RED), "--commit")
    assert run_json(page(tmp_path, BLUE), "--commit").statuses == ["changed"]
    assert Picture.objects.count() == 2


def test_picture_that_cannot_be_stored_is_named(tmp_path):
    outcome = run_json(page(tmp_path, RED, b"\x89PNG\r\n\x1a\n broken"), "--commit")
    assert outcome.statuses == ["new"]
    assert Picture.objects.count() == 1
    assert Entry.objects.get().body.count("<img") == 1


def test_one_picture_twice_is_one_picture(tmp_path):
    run(page(tmp_path, RED, RED), "--commit")
    assert Picture.objects.count() == 1
    assert Entry.objects.get().body.count("<img") == 2


def test_manuscript_becomes_a_draft_with_its_picture_and_table(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(
        word.docx(
            word.paragraph(f"【{COLUMN}】走进车间送服务"),
            word.paragraph("发布日期:2024-03-18 来源:市工商联"),
            word.paragraph(LEAD),
            word.paragraph("上门问需", style="1"),
            word.paragraph(PART),
            word.paragraph(word.picture("rId20", alt="走访现场")),
            word.table(
                [word.cell("单位"), word.cell("件数")], [word.cell("商会"), word.cell("42")]
            ),
            word.paragraph(CLOSING),
            relations={"rId20": ("image", "media/image1.png")},
            extra={"word/media/image1.png": RED},
        )
    )
    outcome = run_json(path, "--commit")
    assert outcome.statuses == ["new"], outcome.errors
    entry = Entry.objects.get()
    assert entry.headline == "走进车间送服务"
    assert "<h2>上门问需</h2>" in entry.body
    assert "42</p></td>" in entry.body or "42</td>" in entry.body
    assert entry.pictures.get().alt == "走访现场"
    assert run_json(path, "--commit").statuses == ["same"]


@pytest.fixture
def opened(monkeypatch):
    """How often Pillow was handed a picture to open."""
    times, real = [], Image.open

    def counted(*given, **options):
        times.append(given)
        return real(*given, **options)

    monkeypatch.setattr(Image, "open", counted)
    return times


def test_a_picture_is_decoded_once(tmp_path, opened):
    """Pillow opens it twice: for what its header says, and to decode it."""
    assert run_json(page(tmp_path, RED), "--commit").statuses == ["new"]
    assert Picture.objects.count() == 1
    assert len(opened) == 2
