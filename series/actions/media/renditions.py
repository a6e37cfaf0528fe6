"""Renditions: smaller copies of a picture in AVIF and WebP, and its covers in 16:9.

`Picture.renditions` lists the widths that exist, `rendered_at` says when none was missing. The
files lie beside the original; each is written under another name first, so that a reader never
gets half a file. Animations have none and stay as they are. Decision 34.
"""

import io
import logging
from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from chamber.media_store.states import StoreAwayError
from series.actions.errors import EditorialError
from series.models import Picture

from .atomic_files import write_whole
from .picture_bytes import FAULTS, in_srgb, tidy_picture

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows)
    fcntl = None

logger = logging.getLogger(__name__)

# Measured quality and effort of each format: decision 34.
SETTINGS = {
    "avif": {"quality": 65, "speed": 8, "max_threads": 1},
    "webp": {"quality": 78, "method": 4},
}
LOCK = ".rendering"


def missing():
    """Return the pictures to be rendered, oldest first."""
    return Picture.objects.filter(rendered_at=None).order_by("pk")


def make_missing(*, again=False, wait=True):
    """Render what is missing (`again`: every picture); yield (picture, error sentence or "").

    One process works at a time; with `wait` false, EditorialError is raised while another does.
    """
    with _alone(wait=wait):
        rows = Picture.objects.order_by("pk") if again else missing()
        for key in list(rows.values_list("pk", flat=True)):
            picture = rows.filter(pk=key).first()
            if picture:
                yield picture, _attempt(picture, again=again)


def _attempt(picture, *, again):
    try:
        render(picture, again=again)
    except FileNotFoundError:
        return "原图文件不在，请从备份恢复 media 文件夹"
    except (*FAULTS, EditorialError, MemoryError, StoreAwayError) as error:
        logger.error("picture %s cannot be rendered: %s", picture.pk, error)
        return f"没有做成：{error}"
    return ""


def render(picture, *, again=False):
    """Write the renditions of one picture that do not exist yet, and its covers."""
    image = opened(picture)
    widths = widths_of(picture) if image else []
    for width in widths:
        _write_formats(image, picture, str(width), _sized(width, image), again=again)
    if image:
        covers = cropped(image, picture)
        for width in picture.cover_widths:
            _write_formats(covers, picture, f"cover-{width}", _sized(width, covers), again=True)
    # Unless the focus was moved meanwhile: then the covers are made again.
    same = Picture.objects.filter(pk=picture.pk, focus_x=picture.focus_x, focus_y=picture.focus_y)
    same.update(renditions=widths, rendered_at=timezone.now())


def widths_of(picture):
    """Return the widths of a picture's renditions, never above its own."""
    smaller = [width for width in Picture.WIDTHS if width < picture.width]
    return [*smaller, min(picture.width, Picture.WIDTHS[-1])][: len(Picture.WIDTHS)]


def opened(picture):
    """Return the upright picture in sRGB; None for an animation.

    A file that was stored before pictures were tidied is tidied now.
    """
    with picture.file.open("rb") as file:
        data = file.read()
    tidy = tidy_picture(data)
    if tidy.data != data:
        write_whole(picture.file.name, tidy.data)
        Picture.objects.filter(pk=picture.pk).update(width=tidy.width, height=tidy.height)
        picture.width, picture.height = tidy.width, tidy.height
    with Image.open(io.BytesIO(tidy.data)) as image:
        if getattr(image, "n_frames", 1) > 1:
            return None
        image = in_srgb(image)
        return image.convert("RGBA" if image.has_transparency_data else "RGB")


def cropped(image, picture, *, ratio=(16, 9)):
    """Return the largest part of an image in this ratio, near its focus."""
    across, down = ratio
    width = min(image.width, image.height * across // down)
    height = min(image.height, round(width * down / across))
    left = min(max(round(image.width * picture.focus_x / 100 - width / 2), 0), image.width - width)
    top = min(
        max(round(image.height * picture.focus_y / 100 - height / 2), 0), image.height - height
    )
    return image.crop((left, top, left + width, top + height))


def _sized(width, image):
    return width, max(round(image.height * width / image.width), 1)


def _write_formats(image, picture, label, size, *, again):
    names = {kind: picture.rendition_name(label, kind) for kind in SETTINGS}
    wanted = [kind for kind in names if again or not default_storage.exists(names[kind])]
    if not wanted:
        return
    small = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
    for kind in wanted:
        out = io.BytesIO()
        small.save(out, kind, **SETTINGS[kind])
        write_whole(names[kind], out.getvalue())


@contextmanager
def _alone(*, wait):
    """Hold the lock of the storage's folder, so that one process renders at a time.

    The lock ends with its process, however that ends. Raises EditorialError where `wait` is false
    and another process holds it.
    """
    folder = default_storage.lock_folder
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as file:
        if fcntl:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as error:
                raise EditorialError("另一个程序正在制作图片的各种尺寸，请稍后再运行") from error
        yield
