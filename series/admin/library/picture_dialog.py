"""What the editor's dialog asks: store this file, which pictures are there. Answers in JSON."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import JsonResponse
from django.views.decorators.http import require_POST, require_safe

from series.actions.errors import EditorialError
from series.actions.media.pictures import store_picture
from series.actions.media.usage import pictures_for
from series.admin.base import LONGEST_SEARCH, MOST_WORDS, parse_positive_int
from series.roles import may

from .picture_forms import DroppedForm

PER_PAGE = 12


def _for(verb):
    """Return whoever may do `verb` somewhere; asked before the method and the data are looked at."""

    def wrap(view):
        @wraps(view)
        def guarded(request):
            if not may(request.user, verb):
                raise PermissionDenied
            return view(request)

        return guarded

    return wrap


@_for("create")
@require_POST
def drop(request):
    """Store one file with its words. The answer holds what the editor puts into the text, with
    the words just typed: the text's own, whatever the library says of a picture it knew."""
    form = DroppedForm(request.POST, request.FILES)
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        return _refused(errors[0], field=field)
    given = form.cleaned_data
    words = {"alt": given["alt"], "caption": given["caption"]}
    try:
        picture = store_picture(
            given["upload"].read(),
            **words,
            focus=(given["focus_x"], given["focus_y"]),
            by=request.user,
        )
    except EditorialError as error:
        return _refused(str(error), field="upload")
    return JsonResponse({**told(picture), **words})


def _refused(sentence, *, field):
    return JsonResponse({"error": sentence, "field": field}, status=400)


@_for("view")
@require_safe
def pick(request):
    """Return a page of the library, newest first: `q` words in the texts of a picture, `page` a
    number."""
    rows = pictures_for(request.user)
    for word in request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].split()[:MOST_WORDS]:
        rows = rows.filter(Q(alt__icontains=word) | Q(caption__icontains=word))
    paginator = Paginator(rows.order_by("-pk"), PER_PAGE)
    page = paginator.get_page(parse_positive_int(request.GET.get("page", "1")))
    answer = {
        "pictures": [told(picture) for picture in page],
        "count": paginator.count,
        "next": page.next_page_number() if page.has_next() else None,
    }
    return JsonResponse(answer, headers={"Cache-Control": "private, no-store"})


def told(picture):
    return {
        "id": picture.pk,
        "url": picture.get_absolute_url(),
        "small": small(picture),
        "alt": picture.alt,
        "caption": picture.caption,
        "width": picture.width,
        "height": picture.height,
    }


def small(picture):
    """Return the address of the smallest file that there is of it."""
    return picture.rendition_url() or picture.get_absolute_url()
