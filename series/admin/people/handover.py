"""全部转交: the page that hands all that somebody holds to another (decision 124)."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from chamber.models import User
from series.actions.audit.refusals import refusals_recorded
from series.actions.desk.handover import HANDED_OVER, Fate, hand_over_all, plan_handover
from series.actions.errors import EditorialError


class ReceiverForm(forms.Form):
    """Who takes over: active people of the desk but the leaving person and the administrator."""

    to = forms.ModelChoiceField(
        label="转交给",
        queryset=User.objects.none(),
        empty_label="请选择",
        error_messages={"required": "请先选好转交给谁", "invalid_choice": "这个人不能接手，请另选"},
    )

    def __init__(self, *args, person, by, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        rows = User.objects.filter(is_active=True, is_staff=True)
        self.fields["to"].queryset = rows.exclude(pk__in=[person.pk, by.pk]).order_by("name")


def hand_over_page(model_admin, request, person):
    """Ask who takes over, show what would happen, and do it once confirmed."""
    given = request.POST if request.method == "POST" else request.GET
    form = ReceiverForm(given if "to" in given else None, person=person, by=request.user)
    to = form.cleaned_data["to"] if form.is_valid() else None
    if request.method == "POST" and to:
        try:
            _hand_over(request, person, to)
        except EditorialError as error:
            messages.error(request, str(error))
        else:
            return redirect("admin:chamber_user_change", person.pk)
    plan = plan_handover(person, to=to) if to else None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"转交{person}手上的全部",
        "opts": model_admin.opts,
        "original": person,
        "form": form,
        "to": to,
        "plan": plan,
        "fates": [(fate, [each for each in plan.items if each.fate is fate]) for fate in Fate]
        if plan
        else [],
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/chamber/user/hand_over.html", context)


def _hand_over(request, person, to):
    stamp = request.POST.get("stamp", "")
    with refusals_recorded(HANDED_OVER, by=request.user, object=person.username):
        plan = hand_over_all(person, to=to, by=request.user, stamp=stamp)
    released = f"，放回 {plan.released} 件" if plan.released else ""
    messages.success(request, f"已把{person}手上的 {plan.handed} 件转交给{to}{released}")
