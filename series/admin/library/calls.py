"""What the JSON calls of the library's dialogs share: the door, and a refusal."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse

from series.roles import may


def require_role(verb):
    """Decorate a view: 403 for users who may do `verb` nowhere, before anything else."""

    def wrap(view):
        @wraps(view)
        def guarded(request):
            if not may(request.user, verb):
                raise PermissionDenied
            return view(request)

        return guarded

    return wrap


def refused(sentence, *, field):
    return JsonResponse({"error": sentence, "field": field}, status=400)
