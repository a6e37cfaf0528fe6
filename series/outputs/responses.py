"""Answer a request for one output; whether somebody may have it was settled before."""

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
    """Return 倡议书-标题.docx, without what file systems refuse."""
    kept = "".join(sign for sign in made.row.headline if sign not in REFUSED).strip(". ")
    stem = "-".join(filter(None, (made.paper.name, kept[:LONGEST_NAME])))
    return f"{stem}.{extension}"


def print_page(request, entry, made):
    context = {"entry": entry, "paper": made.paper, "pictures": made.pictures}
    return render(request, "series/print.html", context)


@xframe_options_sameorigin
def wechat_frame(request, entry, made):
    """Draw what will be pasted, for a frame, under a policy of its own."""
    response = HttpResponse(format_html(PAGE, written_markup(made.wechat().html)))
    response["Content-Security-Policy"] = CONFINED
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
