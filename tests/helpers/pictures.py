"""The smallest picture that is one."""

import io

from PIL import Image


def _png():
    stream = io.BytesIO()
    Image.new("RGB", (3, 2), "#ad2d1c").save(stream, "PNG")
    return stream.getvalue()


PNG = _png()
