"""联署 at the desk.

The calls, and one page a call to verify, take out, add and export.

Phones are masked; whoever may see them in full asks for one, which is an audit line. Decision 129.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode

from chamber.credit_code import credit_code
from chamber.personal_data.fields import keyed_hashes
from chamber.personal_data.phones import masked_phone, phone_number
from series.actions.audit.chain import record
from series.actions.endorsements.deciding import may_manage, refuse, verify
from series.actions.endorsements.endorsing import EndorsementDraft, add_from_paper
from series.actions.endorsements.settings import change_settings, consent_of, settings_of
from series.actions.endorsements.sheet import take_sheet
from series.actions.endorsements.suspicion import suspicions_of
from series.actions.errors import EditorialError
from series.actions.reports.endorsements import endorsement_table
from series.actions.reports.exports import record_export
from series.actions.reports.xlsx import write_workbook
from series.admin.base import do_pressed, parse_positive_int
from series.admin.lists.exports import as_download
from series.admin.office.desk_pages import render_desk_page
from series.models import Endorsement, EndorsementSettings, EndorsementState, Initiative
from series.models.entry import TEXTS
from series.models.participation.endorsement import PHONE
from series.roles import may, seen_by
from series.text.language.single_line import single_line

PER_PAGE = 100
LONGEST_QUESTION = 40
NEWEST_FIRST = ("-created_at", "-pk")


class SettingsForm(forms.ModelForm):
    """How a call gathers endorsements."""

    consent = forms.CharField(
        label="同意条款", max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    class Meta:
        model = EndorsementSettings
        fields = ("signers", "goal", "names_public", "keep_days")


class PaperForm(forms.Form):
    """One endorsement from paper."""

    name = forms.CharField(label="名称", max_length=80)
    code = forms.CharField(label="统一社会信用代码", required=False, max_length=40)
    phone = forms.CharField(label="电话", required=False, max_length=40)
    contact = forms.CharField(label="联系人", required=False, max_length=40)
    pledge = forms.CharField(label="打算做的一件事", required=False, max_length=200)
    name_public = forms.BooleanField(label="可以公开名称", required=False)

    def clean_code(self):
        typed = self.cleaned_data["code"]
        return _read(credit_code, typed) if typed.strip() else ""

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        return _read(phone_number, typed) if typed.strip() else ""

    def draft(self):
        """Return what the form says as a draft."""
        fields = self.cleaned_data
        return EndorsementDraft(
            is_organization=bool(fields["code"]),
            credit_code=fields["code"],
            **{key: fields[key] for key in ("name", "phone", "contact", "pledge", "name_public")},
        )


def _read(read, typed):
    try:
        return read(typed)
    except ValueError as fault:
        raise forms.ValidationError(str(fault)) from fault


def calls_page(request):
    """List the calls that gather endorsements, and those that could."""
    if not may(request.user, "view"):
        raise PermissionDenied
    rows = seen_by(request.user, Initiative.objects.all()).defer(*TEXTS)
    calls = rows.select_related("endorsement_settings").order_by("-newest_id")[:PER_PAGE]
    return render_desk_page(request, "admin/endorsed_calls.html", {"title": "联署", "calls": calls})


def endorsements_page(request, object_id):
    """Show a call's endorsements; a POST changes some, or the settings."""
    call = _call(request, object_id)
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    forms_of_page = {"settings_form": _settings_form(call), "paper_form": PaperForm()}
    if request.method == "POST" and do_pressed(request, CHANGES, call, forms_of_page):
        return redirect(_same_rows(request))
    return _render(request, call, forms_of_page)


def _same_rows(request):
    """Return the address of the page with what it narrows its rows by."""
    asked = {name: request.GET.get(name, "")[:LONGEST_QUESTION] for name in ("state", "q", "page")}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{request.path}?{query}" if query else request.path


def _call(request, pk):
    call = get_object_or_404(Initiative.objects.defer(*TEXTS), pk=pk)
    if not may_manage(request.user, call):
        raise PermissionDenied
    return call


def _settings_form(call, data=None):
    stored = settings_of(call)
    initial = {"consent": consent_of(stored)}
    return SettingsForm(data, instance=stored, initial=initial, label_suffix="")


def _render(request, call, forms_of_page):
    stored = settings_of(call)
    suspicions = suspicions_of(call.pk)
    rows, chosen = _narrowed(request, call, suspicions)
    page = Paginator(rows.values("pk"), PER_PAGE).get_page(request.GET.get("page", "")[:6])
    page.object_list = _rows_of(page)
    context = {
        "title": f"联署：{call}",
        "call": call,
        "stored": None if stored._state.adding else stored,
        "page": page,
        "states": EndorsementState,
        "suspicions": suspicions,
        "sees_phones": may(request.user, "see_contacts", call),
        **chosen,
        **forms_of_page,
    }
    status = 422 if any(form.errors for form in forms_of_page.values()) else 200
    response = render_desk_page(request, "admin/endorsements.html", context)
    response.status_code = status
    return response


def _rows_of(page):
    """Return the rows of a page of keys, each with `shown_phone`.

    All rows are sorted by what the index holds; of these alone the rest is read and decrypted."""
    rows = Endorsement.objects.filter(pk__in=page.object_list).order_by(*NEWEST_FIRST)
    rows = list(rows.select_related("version").defer("email", "code"))
    for row in rows:
        row.shown_phone = masked_phone(row.phone)
    return rows


def _narrowed(request, call, suspicions):
    """Return the rows that the page's address asks for, and what it asked for."""
    rows = Endorsement.objects.filter(initiative=call.pk).order_by(*NEWEST_FIRST)
    state, question = request.GET.get("state", ""), single_line(request.GET.get("q", ""))
    question = question[:LONGEST_QUESTION]
    group = parse_positive_int(request.GET.get("group", ""))
    if state in EndorsementState.values:
        rows = rows.filter(state=state)
    if question:
        rows = rows.filter(_matches(question))
    if 0 < group <= len(suspicions):
        rows = rows.filter(pk__in=suspicions[group - 1].keys)
    return rows, {"state": state, "question": question, "group": group}


def _matches(question):
    """Return the condition for a name, a credit code or a whole phone."""
    found = Q(name__icontains=question) | Q(credit_code__icontains=question.replace(" ", ""))
    try:
        return found | Q(phone_hash__in=keyed_hashes(phone_number(question), PHONE))
    except ValueError:
        return found


def _chosen(request):
    keys = [parse_positive_int(key) for key in request.POST.getlist("row")]
    if not keys:
        raise EditorialError("请先勾选联署，再按按钮")
    return keys


def _verify(request, call, _):
    return f"已核实 {verify(call, _chosen(request), by=request.user)} 条"


def _refuse(request, call, _):
    reason = request.POST.get("reason", "")
    return f"已不予计入 {refuse(call, _chosen(request), reason=reason, by=request.user)} 条"


def _set(request, call, forms_of_page):
    form = forms_of_page["settings_form"] = _settings_form(call, request.POST)
    if not form.is_valid():
        return ""
    change_settings(call, by=request.user, **form.cleaned_data)
    return "联署设置已存"


def _add(request, call, forms_of_page):
    form = forms_of_page["paper_form"] = PaperForm(request.POST, label_suffix="")
    if not form.is_valid():
        return ""
    row, new = add_from_paper(call.pk, form.draft(), by=request.user)
    if new:
        record("补录联署", by=request.user, entry=call, object=f"{call} {row}")
    return f"已补录“{row}”" if new else f"“{row}”已经在名单里，没有重复计入"


def _upload(request, call, _):
    file = request.FILES.get("sheet")
    if file is None:
        raise EditorialError("请先选一个 .xlsx 文件")
    receipt = take_sheet(call.pk, file, by=request.user)
    if receipt.added:
        record("补录联署", by=request.user, entry=call, object=f"{call} {receipt.added} 条")
    for wrong in receipt.wrong[:20]:
        messages.warning(request, wrong)
    rest = len(receipt.wrong) - 20
    more = f"；还有 {rest} 行有问题没有列出" if rest > 0 else ""
    return f"补录 {receipt.added} 条，已有 {receipt.known} 条，有问题 {len(receipt.wrong)} 行{more}"


def _show_phone(request, call, _):
    if not may(request.user, "see_contacts", call):
        raise PermissionDenied
    row = get_object_or_404(call.endorsements, pk=parse_positive_int(request.POST.get("of", "")))
    record("查看联署电话", by=request.user, entry=call, object=str(row))
    return f"“{row}”：{row.contact} {row.phone} {row.email}".strip()


CHANGES = {
    "verify": _verify,
    "refuse": _refuse,
    "settings": _set,
    "add": _add,
    "upload": _upload,
    "phone": _show_phone,
}


def endorsements_export(request, object_id):
    """Send a call's endorsements as a workbook; ?full=1 with phones, for whoever may see them."""
    call = _call(request, object_id)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    in_full = request.GET.get("full") == "1"
    if in_full and not may(request.user, "see_contacts", call):
        raise PermissionDenied
    table = endorsement_table(call, in_full=in_full)
    response, count = as_download(
        lambda file: write_workbook([table], file), name=f"联署-{call.pk}", form="xlsx"
    )
    chosen = "电话完整" if in_full else "电话遮住"
    record_export(table.title, by=request.user, form="xlsx", rows=count, chosen=chosen)
    return response


admin.site.add_page(
    "endorsements/",
    calls_page,
    name="desk_endorsements",
    label="联署",
    section="稿件",
    allowed=lambda user: may(user, "view"),
)
admin.site.add_page(
    "endorsements/<int:object_id>/", endorsements_page, name="series_initiative_endorsements"
)
admin.site.add_page(
    "endorsements/<int:object_id>/export.xlsx",
    endorsements_export,
    name="series_initiative_endorsements_xlsx",
)
