"""Real picture files for tests, as cameras, programs and attackers make them."""

import io
import struct
import zlib

from PIL import Image, ImageCms, PngImagePlugin

PLACE, CAMERA, NAME = b"31.7N 119.9E", b"Chamber Cam 4", b"Chen Bian"
TELLING = (PLACE, CAMERA, NAME, b"Exif", b"http://ns.adobe.com/xap")
RED, JADE = (173, 45, 28), (43, 89, 93)


def drawn(width=60, height=40, mode="RGB"):
    """Red on the left, jade on the right of its upper half, white below."""
    image = Image.new("RGB", (width, height), "white")
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(JADE, (width // 2, 0, width, height // 2))
    return image.convert(mode)


def told(orientation=1):
    """Camera data with a place, a camera and a name."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = CAMERA.decode()
    exif[0x013B] = NAME.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 46.0, 12.0), 29: PLACE.decode()})
    return exif


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">http://ns.adobe.com/xap/1.0/ Chen Bian</x:xmpmeta>'


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photograph(kind="JPEG", *, orientation=1, image=None):
    """A picture full of what its camera has to tell."""
    options = {"exif": told(orientation)}
    if kind == "JPEG":
        options |= {"comment": NAME, "xmp": XMP, "quality": 95, "subsampling": 0}
    if kind == "WEBP":
        options |= {"xmp": XMP, "lossless": True}
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", NAME.decode())
        words.add_text("Place", PLACE.decode(), zip=True)
        options["pnginfo"] = words
    return saved(image or drawn(), kind, **options)


def moving(kind="GIF", *, frames=3, size=(30, 20), **options):
    """A picture that moves."""
    images = [Image.new("RGB", size, (30 * number % 256, 90, 60)) for number in range(frames)]
    if kind == "GIF":
        palette = Image.new("RGB", (16, 1))
        palette.putdata([(30 * number % 256, 90, 60) for number in range(16)])
        colours = palette.quantize(16)
        images = [image.quantize(palette=colours, dither=Image.Dither.NONE) for image in images]
        options |= {"comment": NAME}
    return saved(
        images[0], kind, save_all=True, append_images=images[1:], duration=100, loop=0, **options
    )


def srgb():
    """The profile that says what every browser assumes."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapped():
    """A profile of another name in which red means green and green means red."""
    profile = srgb().replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")
    return profile.replace("sRGB".encode("utf-16-be"), "swap".encode("utf-16-be"))


def chunk(name, data):
    crc = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + crc


def png_with(name, data):
    """A PNG with one more part behind its head."""
    plain = saved(drawn(), "PNG")
    return plain[:33] + chunk(name, data) + plain[33:]


def png_of_size(width, height):
    """A PNG that says it is of this size and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
