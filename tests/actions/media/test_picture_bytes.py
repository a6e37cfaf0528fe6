"""What is stored of an uploaded picture: all that it draws, nothing that it tells."""

import io
import zlib

import pytest
from PIL import Image, ImageChops, ImageOps

from series.actions.errors import EditorialError
from series.actions.media.picture_bytes import MAX_BYTES, tidy_picture
from tests.helpers.samples import photographs
from tests.helpers.samples.photographs import drawn, photograph, saved

KINDS = ("JPEG", "PNG", "WEBP")


def opened(data):
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


def differ(one, other):
    """The largest difference of any value of any point."""
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(high for _, high in difference.getextrema())


@pytest.mark.parametrize("kind", KINDS)
def test_place_camera_and_names_are_not_stored(kind):
    data = photograph(kind)
    assert [word for word in photographs.TELLING if word in data]  # control: they were uploaded
    assert opened(data).getexif().get_ifd(0x8825)[29] == photographs.PLACE.decode()
    tidy = tidy_picture(data)
    assert [word for word in photographs.TELLING if word in tidy.data] == []
    stored = opened(tidy.data)
    assert not stored.getexif()
    assert {"comment", "xmp", "exif", "Author", "Place"} & set(stored.info) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_the_drawn_points_stay_as_they_were(kind):
    data = photograph(kind)
    assert differ(opened(data), opened(tidy_picture(data).data)) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_what_tells_nothing_is_stored_byte_for_byte(kind):
    data = saved(drawn(), kind)
    assert tidy_picture(data).data == data


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1", "I;16"])
def test_other_kinds_of_png_stay_as_they_are(mode):
    data = saved(drawn(mode="L" if mode == "I;16" else mode).convert(mode), "PNG")
    assert tidy_picture(data).data == data


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_stored_upright(kind, orientation):
    data = photograph(kind, orientation=orientation)
    upright = ImageOps.exif_transpose(opened(data))
    tidy = tidy_picture(data)
    stored = opened(tidy.data)
    assert stored.size == upright.size == (tidy.width, tidy.height)
    assert (tidy.width > tidy.height) == (orientation < 5)
    inner = (2, 2, 12, 12)  # away from the edges that JPEG blurs
    assert differ(stored.crop(inner), upright.crop(inner)) < 12
    assert not stored.getexif()


def test_control_an_orientation_that_is_not_applied_shows():
    data = photograph("PNG", orientation=3)
    assert differ(opened(data), ImageOps.exif_transpose(opened(data))) > 100


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
@pytest.mark.parametrize("broken", [b"Exif\0\0nonsense", b"Exif\0\0MM\0*\xff\xff\xff\xff", b""])
def test_camera_data_that_nobody_can_read_turn_nothing(broken):
    data = saved(drawn(), "JPEG", exif=broken)
    assert (tidy_picture(data).width, tidy_picture(data).height) == (60, 40)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_other_colours_become_srgb(mode):
    data = saved(drawn(mode=mode), "PNG", icc_profile=photographs.swapped())
    stored = opened(tidy_picture(data).data)
    assert "icc_profile" not in stored.info
    red, green, _ = stored.convert("RGB").getpixel((3, 3))
    assert green > red  # the numbers changed, since they meant other colours


@pytest.mark.parametrize("kind", KINDS)
def test_srgb_loses_its_profile_and_no_point(kind):
    data = saved(drawn(), kind, icc_profile=photographs.srgb())
    assert opened(data).info["icc_profile"]
    stored = opened(tidy_picture(data).data)
    assert "icc_profile" not in stored.info
    assert differ(stored, opened(data)) == 0


def test_a_profile_that_nobody_can_read_does_not_stop_the_picture():
    data = saved(drawn(), "JPEG", icc_profile=b"no profile at all")
    assert opened(tidy_picture(data).data).size == (60, 40)


def test_print_colours_become_screen_colours():
    data = saved(drawn(mode="CMYK"), "JPEG", quality=95)
    tidy = tidy_picture(data)
    assert opened(tidy.data).mode == "RGB"
    assert differ(opened(tidy.data).crop((4, 4, 12, 12)), drawn().crop((4, 4, 12, 12))) < 25


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_moving_pictures_go_on_moving(kind):
    data = photographs.moving(kind)
    stored = opened(tidy_picture(data).data)
    assert (stored.n_frames, stored.info["loop"]) == (3, 0)
    assert photographs.NAME not in tidy_picture(data).data


def test_control_the_moving_gif_was_uploaded_with_a_name():
    assert photographs.NAME in photographs.moving("GIF")


@pytest.mark.parametrize("kind", [*KINDS, "GIF"])
def test_what_hangs_behind_the_end_is_cut_off(kind):
    data = saved(drawn(), kind)
    assert b"GPS" not in tidy_picture(data + b"GPS 31.7N" * 40).data


def test_a_progressive_jpeg_keeps_all_its_scans():
    data = saved(drawn(200, 160), "JPEG", progressive=True, comment=photographs.NAME)
    stored = tidy_picture(data).data
    assert photographs.NAME not in stored
    assert differ(opened(stored), opened(data)) == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "无法识别这张图片"),
        (b"<svg onload='alert(1)'/>", "无法识别这张图片"),
        (b"GIF89a" + b"x" * 40, "图片文件不完整或已损坏|无法识别这张图片"),
        (b"\xff\xd8" + b"x" * MAX_BYTES, "图片超过 20 MB"),
        (photographs.png_of_size(9000, 9000), "四千万像素以内"),
        (photographs.png_of_size(20_000, 20_000), "四千万像素以内"),
        (photographs.png_of_size(600, 400), "不完整或已损坏"),
        (
            photographs.png_with(b"zTXt", b"a\0\0" + zlib.compress(b"0" * 9_000_000)),
            "附带的数据过大",
        ),
        (
            photographs.png_with(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(b"0" * 9_000_000)),
            "附带的数据过大",
        ),
        (
            photographs.png_with(b"iCCP", b"a\0\0" + zlib.compress(b"0" * 9_000_000)),
            "附带的数据过大",
        ),
    ],
)
def test_what_is_refused_and_how(data, sentence):
    with pytest.raises(EditorialError, match=sentence):
        tidy_picture(data)


LARGE = pytest.mark.slow(reason="5 s to draw 60 large frames; the many small ones stay")


@pytest.mark.parametrize(
    ("frames", "size"), [(650, (4, 4)), pytest.param(60, (2000, 1900), marks=LARGE)]
)
def test_a_picture_that_moves_too_much_is_refused(frames, size):
    with pytest.raises(EditorialError, match="动图的画面过多"):
        tidy_picture(photographs.moving(frames=frames, size=size))


@pytest.mark.parametrize("kind", [*KINDS, "GIF"])
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_half_a_file_is_refused(kind, share):
    noise = Image.effect_noise((120, 90), 60).convert("RGB")
    whole = saved(noise, kind)
    tidy_picture(whole)  # control: the whole one is taken
    with pytest.raises(EditorialError, match=r"不完整或已损坏|附带的数据|无法识别"):
        tidy_picture(whole[: int(len(whole) * share)])


def test_a_gif_cannot_grow_beyond_what_its_head_says():
    data = bytearray(saved(drawn(), "GIF"))
    place = data.index(b"\x2c", 13)
    data[place + 5 : place + 9] = b"\xff\xff\xff\xff"
    with pytest.raises(EditorialError, match=r"不完整或已损坏|四千万像素"):
        tidy_picture(bytes(data))


def test_a_photograph_with_further_pictures_behind_it_is_a_jpeg():
    """MPO, as many phones write: the first picture is stored, the others go."""
    image, behind = drawn(), drawn(30, 20)
    data = saved(image, "MPO", save_all=True, append_images=[behind], exif=photographs.told())
    assert opened(data).format == "MPO"
    tidy = tidy_picture(data)
    assert (tidy.extension, tidy.width, tidy.height) == ("jpg", *image.size)
    assert opened(tidy.data).format == "JPEG"
    assert differ(opened(tidy.data), opened(data)) == 0
    assert photographs.NAME not in tidy.data


def test_a_turned_one_is_stored_upright():
    data = saved(drawn(), "MPO", save_all=True, append_images=[drawn()], exif=photographs.told(6))
    tidy = tidy_picture(data)
    assert (tidy.width, tidy.height) == (40, 60)
    assert opened(tidy.data).format == "JPEG"
