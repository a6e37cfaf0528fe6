"""我的登录: one's own sessions, and when this one ends. Decision 110."""

from django.contrib import admin, messages
from django.http import HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect

from series.actions.desk.sessions import end_facts, end_session, end_sessions, open_sessions
from series.actions.errors import EditorialError

from .desk_pages import render_desk_page


def sessions_page(request):
    """List the user's sessions; a POST ends one (`end`) or all others."""
    if request.method == "POST":
        return _end(request)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    rows = open_sessions(request.user, current=request.session.session_key)
    context = {"title": "我的登录", "rows": rows, "others": sum(not row.current for row in rows)}
    return render_desk_page(request, "admin/sessions.html", context)


def _end(request):
    user, mark = request.user, request.POST.get("end", "")
    try:
        if mark:
            end_session(user, mark, by=user)
            messages.success(request, "已结束这个登录")
        else:
            count = end_sessions(user, by=user, keep=request.session.session_key)
            messages.success(request, f"已结束其他 {count} 个登录")
    except EditorialError as error:
        messages.error(request, str(error))
    return redirect("admin:desk_sessions")


def session_end(request):
    """Return as JSON whose session it is and how many seconds it has.

    A POST counts as a request."""
    if request.method not in ("GET", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    if request.method == "POST":
        request.session.note_request()
    return JsonResponse({"user": request.user.pk, **end_facts(request.session)})


admin.site.add_page("logins/", sessions_page, name="desk_sessions")
admin.site.add_page("session/", session_end, name="desk_session")
