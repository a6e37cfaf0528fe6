"""Answer a request for one output; permissions were checked before."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin

from series.safe_markup import written_markup

REFUSED, LONGEST_NAME = '\\/:*?"<>|', 40
# Nothing but the pasted look itself: no script, no picture from elsewhere, no way out.
CONFINED = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox"
)
PAGE = (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>公众号预览</title></head>"
    '<body style="max-width:42em;margin:0 auto;padding:16px">{}</body></html>'
)


def download(made, file):
    """Answer with the file as a download that no index keeps."""
    response = HttpResponse(file.write(made), content_type=file.content_type)
    name = file_name(made, extension=file.extension)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Robots-Tag"] = "noindex"
    return response


def file_name(made, *, extension):
    """Return the file's name, as 倡议书-标题.docx, without characters that file systems refuse."""
    allowed = [character for character in made.row.headline if character not in REFUSED]
    headline = "".join(allowed).strip(". ")
    stem = "-".join(filter(None, (made.matter.name, headline[:LONGEST_NAME])))
    return f"{stem}.{extension}"


def print_page(request, entry, made):
    context = {"entry": entry, "paper": made.paper, "pictures": made.pictures}
    return render(request, "series/print.html", context)


@xframe_options_sameorigin
def wechat_frame(request, entry, made):
    """Answer with the text as it will be pasted.
    For a frame, with its own strict policy."""
    response = HttpResponse(format_html(PAGE, written_markup(made.wechat().html)))
    response["Content-Security-Policy"] = CONFINED
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
