"""Smaller copies of pictures: made outside the request, whole or not at all, again where missing."""

import resource
import runpy
import threading
from contextlib import contextmanager

import pytest
from django.core.files.storage import default_storage
from django.db import connections
from PIL import Image

from series.actions.errors import EditorialError
from series.actions.media import render_thread, renditions
from series.actions.media.pictures import refocus, store_picture
from series.models import Picture
from tests.helpers.samples import photographs
from tests.helpers.samples.photographs import drawn, photograph, saved

pytestmark = pytest.mark.django_db


def stored(width=1600, height=1000, **given):
    data = given.pop("data", None) or saved(drawn(width, height), "JPEG")
    return store_picture(data, **given)


def made(picture):
    """{label.format: size} of the rendition files that lie beside the original."""
    folder, _, name = picture.file.name.rpartition("/")
    stem = name.rpartition(".")[0]
    found = {}
    for file in default_storage.listdir(folder)[1]:
        if file.startswith(f"{stem}-"):
            with default_storage.open(f"{folder}/{file}") as data, Image.open(data) as image:
                found[file.removeprefix(f"{stem}-")] = (image.format, image.size)
    return found


def make(**options):
    return [(picture.pk, fault) for picture, fault in renditions.make_missing(**options)]


def test_storing_renders_nothing_and_rendering_makes_all_sizes():
    picture = stored()
    assert (picture.renditions, picture.rendered_at, made(picture)) == ([], None, {})
    assert make() == [(picture.pk, "")]
    picture.refresh_from_db()
    assert picture.renditions == [480, 960, 1440]
    assert picture.rendered_at
    assert made(picture) == {
        "480.avif": ("AVIF", (480, 300)),
        "480.webp": ("WEBP", (480, 300)),
        "960.avif": ("AVIF", (960, 600)),
        "960.webp": ("WEBP", (960, 600)),
        "1440.avif": ("AVIF", (1440, 900)),
        "1440.webp": ("WEBP", (1440, 900)),
        "cover-480.avif": ("AVIF", (480, 270)),
        "cover-480.webp": ("WEBP", (480, 270)),
        "cover-960.avif": ("AVIF", (960, 540)),
        "cover-960.webp": ("WEBP", (960, 540)),
    }
    assert make() == []


@pytest.mark.parametrize(
    ("width", "height", "widths", "covers"),
    [
        (3, 2, [3], []),
        (300, 200, [300], []),
        (480, 900, [480], [480]),
        (700, 500, [480, 700], [480]),
        (960, 300, [480, 960], [480]),
        (1441, 900, [480, 960, 1440], [480, 960]),
    ],
)
def test_no_rendition_is_larger_than_the_picture(width, height, widths, covers):
    picture = stored(width, height)
    make()
    picture.refresh_from_db()
    assert (picture.renditions, picture.cover_widths) == (widths, covers)
    sizes = {size for _, size in made(picture).values()}
    assert {w for w, _ in sizes} == {*widths, *covers}
    assert all(w <= width and h <= height for w, h in sizes)


def test_moving_pictures_stay_as_they_are():
    picture = stored(data=photographs.moving())
    make()
    picture.refresh_from_db()
    assert (picture.renditions, made(picture)) == ([], {})
    assert picture.rendered_at
    assert make() == []


def test_renditions_are_upright_clear_and_tell_nothing():
    picture = stored(data=photograph("PNG", orientation=6, image=drawn(600, 400, "RGBA")))
    make()
    with default_storage.open(picture.rendition_name("400", "webp")) as data:
        assert not [word for word in photographs.TELLING if word in data.read()]
        with Image.open(data) as image:
            assert image.size == (400, 600)


def pixel(picture, label, place):
    name = picture.rendition_name(label, "webp")
    with default_storage.open(name) as data, Image.open(data) as image:
        return image.convert("RGB").getpixel(place)


def near(one, other):
    return all(abs(a - b) < 30 for a, b in zip(one, other, strict=True))


def test_the_focus_stays_in_the_cover_and_moving_it_remakes_covers_only():
    picture = stored(1000, 2000)
    make()
    picture.refresh_from_db()
    wide = default_storage.get_modified_time(picture.rendition_name("960", "avif"))
    assert near(pixel(picture, "cover-960", (5, 5)), photographs.RED)
    assert refocus(picture, x=50, y=100)
    picture.refresh_from_db()
    assert (picture.rendered_at, picture.renditions) == (None, [480, 960, 1000])
    make()
    assert near(pixel(picture, "cover-960", (5, 5)), (255, 255, 255))
    assert default_storage.get_modified_time(picture.rendition_name("960", "avif")) == wide
    assert not refocus(Picture.objects.get(), x=50, y=100)


@pytest.mark.parametrize(
    ("x", "y", "colour"), [(0, 0, photographs.RED), (100, 0, photographs.JADE)]
)
def test_the_cover_follows_the_focus(x, y, colour):
    picture = stored(1600, 500, focus=(x, y))
    make()
    assert near(pixel(picture, "cover-480", (240, 5)), colour)


def test_a_focus_moved_while_rendering_is_not_forgotten():
    picture = stored()
    stale = Picture.objects.get()
    refocus(picture, x=10, y=10)
    renditions.render(stale)
    assert Picture.objects.get().rendered_at is None
    renditions.render(Picture.objects.get())
    assert Picture.objects.get().rendered_at


def test_what_is_there_is_not_made_again_unless_asked():
    picture = stored()
    make()
    name = picture.rendition_name("480", "avif")
    default_storage.delete(name)
    wide = default_storage.get_modified_time(picture.rendition_name("960", "avif"))
    assert make() == []
    Picture.objects.update(rendered_at=None)
    make()
    assert default_storage.exists(name)
    assert default_storage.get_modified_time(picture.rendition_name("960", "avif")) == wide
    make(again=True)
    assert default_storage.get_modified_time(picture.rendition_name("960", "avif")) > wide


def test_one_bad_file_does_not_stop_the_others():
    broken, lost, good = stored(), stored(700, 500), stored(800, 500)
    with open(default_storage.path(broken.file.name), "wb") as file:
        file.write(b"\xff\xd8 no longer a picture")
    default_storage.delete(lost.file.name)
    outcome = dict(make())
    assert "没有做成" in outcome[broken.pk]
    assert "原图文件不在" in outcome[lost.pk]
    assert outcome[good.pk] == ""
    assert set(renditions.missing()) == {broken, lost}


def test_files_stored_before_pictures_were_tidied_are_tidied():
    picture = stored()
    data = photograph(orientation=6, image=drawn(90, 60))
    with open(default_storage.path(picture.file.name), "wb") as file:
        file.write(data)
    make()
    picture.refresh_from_db()
    with picture.file.open() as file:
        assert not [word for word in photographs.TELLING if word in file.read()]
    assert (picture.width, picture.height) == (60, 90)


@contextmanager
def full_disk(room):
    """No file of this process may grow beyond `room` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files_under(folder):
    return [path for path in folder.rglob("*.*") if path.is_file() and path.name[0] != "."]


def test_a_full_disk_leaves_no_half_file(settings):
    picture = stored()
    with full_disk(100):
        assert "没有做成" in dict(make())[picture.pk]
    assert [path.suffix for path in files_under(settings.MEDIA_ROOT)] == [".jpg"]
    assert not Picture.objects.get().rendered_at
    assert dict(make())[picture.pk] == ""


def test_an_upload_to_a_full_disk_says_so_and_leaves_nothing(editor, settings):
    with full_disk(100), pytest.raises(EditorialError, match="磁盘写不进去"):
        stored(by=editor)
    assert not Picture.objects.exists()
    assert files_under(settings.MEDIA_ROOT) == []
    assert stored(by=editor)


def test_a_row_that_fails_takes_its_file_along(editor, settings):
    editor.pk = None
    with pytest.raises(ValueError, match="unsaved"):
        stored(by=editor)
    assert files_under(settings.MEDIA_ROOT) == []
    stored()  # control: a row that holds keeps its file
    assert [path.suffix for path in files_under(settings.MEDIA_ROOT)] == [".jpg"]


def test_two_renderers_do_not_clash():
    stored()
    first = renditions.make_missing()
    assert next(first)
    with pytest.raises(EditorialError, match="另一个程序正在制作"):
        make(wait=False)
    list(first)
    assert make(wait=False) == []


def test_the_thread_gives_its_connection_back(transactional_db):
    picture, left = stored(), []

    def work():
        render_thread.work_once()
        left.extend(c for c in connections.all(initialized_only=True) if c.connection)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    picture.refresh_from_db()
    assert (picture.renditions, left) == ([480, 960, 1440], [])


def test_nothing_renders_by_itself_unless_switched_on(transactional_db, monkeypatch):
    started = []
    monkeypatch.setattr(render_thread, "_work", lambda: started.append(True))
    stored()
    assert started == []
    monkeypatch.setitem(render_thread._state, "on", True)
    monkeypatch.setitem(render_thread._state, "thread", None)
    stored(800, 500)
    render_thread._state["thread"].join(timeout=10)
    assert started == [True]


def test_the_serving_process_switches_it_on(monkeypatch):
    monkeypatch.setitem(render_thread._state, "on", False)
    runpy.run_module("chamber.wsgi")
    assert render_thread._state["on"]


def test_the_database_is_the_queue(transactional_db, monkeypatch):
    """Wakes that come while the thread works are one look more, not one picture more."""
    rows = [stored(60 + number, 40) for number in range(3)]
    render_thread.work_once()
    assert not renditions.missing().exists()
    assert {row.pk for row in rows} == set(Picture.objects.values_list("pk", flat=True))


def test_a_cover_has_an_address_once_it_is_made():
    picture = stored()
    assert picture.cover_url(960) == ""
    make()
    picture.refresh_from_db()
    assert picture.cover_url(960).endswith("-cover-960.webp")
    assert picture.cover_url(1440) == ""


def test_the_same_bytes_are_one_picture_though_the_file_differs():
    data = photograph()
    picture = store_picture(data)
    assert store_picture(data) == picture
    with picture.file.open() as file:
        assert file.read() != data
