"""JSON calls of the attachment dialog in the editor.

Upload a file, list the stored ones."""

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.template.defaultfilters import filesizeformat
from django.views.decorators.http import require_POST, require_safe

from series.actions.errors import EditorialError
from series.actions.media.attachments import store_attachment
from series.actions.media.usage import attachments_for
from series.admin.base import LONGEST_SEARCH, MOST_WORDS, parse_positive_int

from .calls import refused, require_role
from .uploads import FileForm

PER_PAGE = 12


@require_role("create")
@require_POST
def upload(request):
    """Store an attachment and return what the editor puts into the text."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return refused(next(iter(form.errors.values()))[0], field="upload")
    file = form.cleaned_data["upload"]
    try:
        row = store_attachment(file.read(), name=file.name, by=request.user)
    except EditorialError as error:
        return refused(str(error), field="upload")
    return JsonResponse(attachment_json(row))


@require_role("view")
@require_safe
def pick(request):
    """Return one page of the stored attachments, newest first; `q` are words in a title."""
    rows = attachments_for(request.user)
    for word in request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].split()[:MOST_WORDS]:
        rows = rows.filter(title__icontains=word)
    paginator = Paginator(rows.order_by("-pk"), PER_PAGE)
    page = paginator.get_page(parse_positive_int(request.GET.get("page", "1")))
    answer = {
        "files": [attachment_json(row) for row in page],
        "count": paginator.count,
        "next": page.next_page_number() if page.has_next() else None,
    }
    return JsonResponse(answer, headers={"Cache-Control": "private, no-store"})


def attachment_json(row):
    """Return an attachment as the dialog shows it; `label` is what stands in the text."""
    size = filesizeformat(row.size).replace("\xa0", " ")
    return {
        "id": row.pk,
        "url": row.get_absolute_url(),
        "title": row.title,
        "label": f"{row.title}（{row.extension.upper()}，{size}）",
    }
