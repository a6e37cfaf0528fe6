"""JSON calls of the picture dialog in the editor: upload a picture, list the library."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import JsonResponse
from django.views.decorators.http import require_POST, require_safe

from series.actions.errors import EditorialError
from series.actions.media.pictures import store_picture
from series.actions.media.usage import pictures_for
from series.admin.base import LONGEST_SEARCH, MOST_WORDS, parse_positive_int
from series.models import PictureTag

from .calls import refused, require_role
from .picture_forms import ABOUT, DroppedForm

PER_PAGE = 12


@require_role("create")
@require_POST
def upload_picture(request):
    """Store a picture and return what the editor puts into the text.

    `alt` and `caption` of the answer are those just typed, even where the library already had the
    picture with others."""
    form = DroppedForm(request.POST, request.FILES)
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        return refused(errors[0], field=field)
    fields = form.cleaned_data
    words = {"alt": fields["alt"], "caption": fields["caption"]}
    try:
        picture = store_picture(
            fields["upload"].read(),
            **words,
            about={name: fields[name] for name in ABOUT},
            focus=(fields["focus_x"], fields["focus_y"]),
            by=request.user,
        )
    except EditorialError as error:
        return refused(str(error), field="upload")
    return JsonResponse({**picture_json(picture), **words})


@require_role("view")
@require_safe
def list_pictures(request):
    """Return one page of the library, newest first.

    `q` are words in a picture's alt text, caption, album or tags, `page` is a number."""
    tagged = PictureTag.objects.order_by()
    rows = pictures_for(request.user)
    for word in request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].split()[:MOST_WORDS]:
        rows = rows.filter(
            Q(alt__icontains=word)
            | Q(caption__icontains=word)
            | Q(album__icontains=word)
            | Q(pk__in=tagged.filter(name__icontains=word).values("pictures"))
        )
    paginator = Paginator(rows.order_by("-pk"), PER_PAGE)
    page = paginator.get_page(parse_positive_int(request.GET.get("page", "1")))
    answer = {
        "pictures": [picture_json(picture) for picture in page],
        "count": paginator.count,
        "next": page.next_page_number() if page.has_next() else None,
    }
    return JsonResponse(answer, headers={"Cache-Control": "private, no-store"})


def picture_json(picture):
    """Return a picture as the dialog shows it."""
    return {
        "id": picture.pk,
        "url": picture.get_absolute_url(),
        "small": smallest_address(picture),
        "alt": picture.alt,
        "caption": picture.caption,
        "credit": picture.credit,
        "width": picture.width,
        "height": picture.height,
    }


def smallest_address(picture):
    """Return the address of the smallest file of a picture."""
    return picture.rendition_url() or picture.get_absolute_url()
