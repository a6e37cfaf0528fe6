"""检索建议：suggestions while a question is typed; the form works without them. Decision 72."""

from urllib.parse import quote

from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from series.search.query import LONGEST
from series.search.suggesting import suggest

from .entry_addresses import PublicAddress, shows_entries

LONGEST_TYPED = 40


def suggestion_addresses(withdrawn):
    """Yield the suggestions for the whole headline and for its first two characters."""
    headline = withdrawn.entry.headline
    for typed in (headline[:LONGEST_TYPED], headline[:2]):
        yield PublicAddress("检索建议", f"{reverse('series:suggest')}?q={quote(typed)}")


@shows_entries(suggestion_addresses)
@require_safe
def suggestions(request):
    """Answer with suggestions as JSON; caches must ask again, so nothing withdrawn is offered."""
    typed = request.GET.get("q", "")[: LONGEST + 1]
    rows = [
        {
            key: value
            for key, value in (("text", one.text), ("note", one.note), ("url", one.url))
            if value
        }
        for one in suggest(typed)
    ]
    answer = JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer
