"""What the pages behind a check-in link share: the link, its end, the live count."""

from functools import wraps

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from series.actions.registration.check_in_links import ended_because, link_of
from series.registration.attendance import attendance_of, day_at
from series.views.private import private_page


def page_of_link(kind):
    """Return a decorator that gives a view the good link of a token.

    Where a link has ended, a page says why.
    """

    def decorate(view):
        @private_page
        @wraps(view)
        def page(request, token):
            link = link_of(token, kind)
            if link is None:
                raise Http404("没有这条签到链接，请核对是否复制完整")
            if sentence := ended_because(link):
                context = {"sentence": sentence}
                return render(request, "checkin/ended.html", context, status=410)
            return view(request, link, token)

        return page

    return decorate


def today_of(link):
    return day_at(link.event, timezone.now())


def count_answer(request, link, token):
    """Answer with the numbers of today, for the script of a page."""
    counted = attendance_of(link.event, today_of(link))
    return JsonResponse({"came": counted.came, "places": counted.places})
