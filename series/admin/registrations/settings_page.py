"""报名设置: how people register for an event."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect

from series.actions.errors import EditorialError
from series.actions.registration.settings import (
    FIELDS,
    save_settings,
    set_questions,
    set_sessions,
    settings_of,
)
from series.forms.registration_settings import RegistrationSettingsForm
from series.models.audit import lock_audit_chain

from .common import address, get_event, render_page


def settings_page(model_admin, request, object_id):
    """Show and store the settings, questions and sessions of an event."""
    event = get_event(model_admin, request, object_id)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    form = RegistrationSettingsForm(request.POST or None, instance=settings_of(event))
    if request.method == "POST" and form.is_valid() and _store(form, event, by=request.user):
        messages.success(request, "报名设置已保存")
        return redirect(address(event, "registrations"))
    context = {"title": "报名设置", "original": event, "event": event, "form": form}
    status = 422 if form.errors else 200
    template = "admin/registrations/settings.html"
    return render_page(model_admin, request, template, context, status=status)


def _store(form, event, *, by):
    """Store all of it or nothing; a refusal becomes the error of its field."""
    fields = form.cleaned_data
    try:
        with transaction.atomic():
            lock_audit_chain()
            given = {name: fields[name] for name in FIELDS}
            save_settings(event, by=by, consent=fields["consent"], **given)
            if _changed(form, "label", "kind", "options", "required"):
                set_questions(event, fields["questions"], by=by)
            if _changed(form, "sessions"):
                set_sessions(event, fields["sessions"], by=by)
    except EditorialError as error:
        field = getattr(error, "field", "")
        form.add_error(field if field in form.fields else None, str(error))
        return False
    return True


def _changed(form, *beginnings):
    return any(name.partition("_")[0] in beginnings for name in form.changed_data)
