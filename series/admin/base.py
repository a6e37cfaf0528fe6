"""Base of the admin pages: permissions from `roles.may`, short searches, audit lines."""

from contextlib import contextmanager

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import models, transaction
from django.shortcuts import redirect
from django.utils.html import format_html

from series.actions.audit.chain import record
from series.actions.audit.registers import REGISTERS, row_states
from series.actions.errors import EditorialError
from series.forms.moments import DayInput
from series.forms.visible_text import LineField, LinesField
from series.models import Review, Submission
from series.models.audit import lock_audit_chain
from series.roles import EVERYWHERE, may

MOST_WORDS, LONGEST_SEARCH = 5, 60
MOST_DIGITS = 15
LOOKUPS = ("exact", "isnull")
DELETED = "删除"
WHOLE_DESK = ("arrange", "people", "audit")


def parse_positive_int(text):
    """Parse ASCII digits as a number; anything else gives 0, which no row has."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if is_number else 0


def reject_nul(request):
    """Answer 400 to a query string with NUL, which PostgreSQL does not take."""
    if "%00" in request.META["QUERY_STRING"]:
        raise BadRequest("NUL in a query")


def page_link(row):
    """Return a link to the public page of a row."""
    return format_html('<a href="{}">公开页</a>', row.get_absolute_url())


@contextmanager
def lock_chain_for_post(request):
    """Run a POST in one transaction that locks the audit chain first.

    That is the lock order of every action, so a form and a publication cannot deadlock.
    Decision 22."""
    if request.method != "POST":
        yield
        return
    with transaction.atomic():
        lock_audit_chain()
        yield


UNKNOWN_BUTTON = "请用页上的按钮办理"


def do_pressed(request, changes, *given):
    """Do what the pressed button names and say the outcome; return the sentence or "".

    `changes` are the deeds of a page by the value of its button `do`; each returns a sentence, or
    "" where a form must be corrected. A fault inside a deed is not taken for an unknown button.
    """
    deed = changes.get(request.POST.get("do", ""))
    if deed is None:
        messages.error(request, UNKNOWN_BUTTON)
        return ""
    try:
        done = deed(request, *given)
    except EditorialError as error:
        messages.error(request, str(error))
        return ""
    if done:
        messages.success(request, done)
    return done


class DeskAdmin(admin.ModelAdmin):
    """Base class of the admin pages, with permissions from roles (decision 21).

    Each `…_verb` is a key of `roles.VERBS`; None means that nobody may.
    `in_columns`: the rows belong to columns (or are columns), so a role in one column counts.
    """

    in_columns = False
    formfield_overrides = {
        models.CharField: {"form_class": LineField},
        models.TextField: {"form_class": LinesField, "widget": forms.Textarea(attrs={"rows": 4})},
        models.DateField: {"widget": DayInput},
    }

    view_verb = "view"
    add_verb = "arrange"
    change_verb = "arrange"
    delete_verb = "arrange"
    actions = None
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 50
    show_facets = admin.ShowFacets.NEVER

    def has_view_permission(self, request, obj=None):
        return self._allowed(request, self.view_verb, obj)

    def has_add_permission(self, request):
        return self._allowed(request, self.add_verb, None)

    def has_change_permission(self, request, obj=None):
        return self._allowed(request, self.change_verb, obj)

    def has_delete_permission(self, request, obj=None):
        return self._allowed(request, self.delete_verb, obj)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def _allowed(self, request, verb, obj):
        return verb is not None and may(request.user, verb, self._place(verb, obj))

    def _place(self, verb, obj):
        """Return where the user needs the right: a row, EVERYWHERE, or None for anywhere.

        A row of a column asks for the right in this column. Other rows ask for it anywhere to see
        or upload them, and in all columns to arrange them."""
        if self.in_columns:
            return obj
        return EVERYWHERE if verb in WHOLE_DESK else None

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Return the field without Django's pictures beside it that open further windows."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        if isinstance(field, forms.ModelChoiceField) and field.empty_label:
            field.empty_label = "请选择" if field.required else "（没有）"
        return field

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        """Return the field of a choice, with a word where nothing is chosen yet."""
        blank = [("", "（没有）" if db_field.blank else "请选择")]
        include = db_field.blank or not (db_field.has_default() or "initial" in kwargs)
        kwargs["choices"] = db_field.get_choices(include_blank=include, blank_choice=blank)
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def lookup_allowed(self, lookup, value, request):
        """Allow the lookups of the filters; refuse pattern searches over every text."""
        allowed = super().lookup_allowed(lookup, value, request)
        return allowed and ("__" not in lookup or lookup.rpartition("__")[2] in LOOKUPS)

    def get_object(self, request, object_id, from_field=None):
        return super().get_object(request, str(parse_positive_int(object_id)), from_field)

    def history_view(self, request, object_id, extra_context=None):
        """Refuse who may see nothing before it is known whether the row exists."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        reject_nul(request)
        title = {"title": self.opts.verbose_name_plural}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        verb = "新增" if object_id is None else "修改"
        title = {"title": f"{verb}{self.opts.verbose_name}"}
        with lock_chain_for_post(request):
            return super().changeform_view(
                request, object_id, form_url, {**title, **(extra_context or {})}
            )

    def response_add(self, request, obj, post_url_continue=None):
        return self._say_and_go_on(request, obj, f"{self.opts.verbose_name}“{obj}”已新增")

    def response_change(self, request, obj):
        return self._say_and_go_on(request, obj, f"{self.opts.verbose_name}“{obj}”已存好")

    def _say_and_go_on(self, request, obj, sentence):
        """Say what was stored and lead on, as asked for.

        To the list, the same row or a new one."""
        messages.success(request, sentence)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        if "_continue" in request.POST:
            return redirect(f"{name}_change", obj.pk)
        if "_addanother" in request.POST:
            return redirect(f"{name}_add")
        return self.response_post_save_change(request, obj)

    def delete_view(self, request, object_id, extra_context=None):
        with lock_chain_for_post(request):
            return super().delete_view(request, object_id, extra_context)

    def get_search_results(self, request, queryset, search_term):
        words = search_term[:LONGEST_SEARCH].split()[:MOST_WORDS]
        return super().get_search_results(request, queryset, " ".join(words))

    def get_deleted_objects(self, objs, request):
        """List what a deletion touches; where rows are protected, without missing permissions.

        The page then gives the protected rows as the one reason."""
        listed, counts, missing, protected = super().get_deleted_objects(objs, request)
        return listed, counts, set() if protected else missing, protected

    def construct_change_message(self, request, form, formsets, add=False):
        """Return the changed fields by their Chinese labels; Django names some in English."""
        if add:
            return super().construct_change_message(request, form, formsets, add)
        fields = [self._label(form, name) for name in form.changed_data]
        for formset in formsets or ():
            fields += _changed_rows(formset)
        return [{"changed": {"fields": fields}}]

    def _label(self, form, name):
        field = form.fields.get(name)
        return str(field.label if field else self.opts.get_field(name).verbose_name)

    def log_addition(self, request, obj, message):
        self._record(request, "新建", obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        fields = "、".join(name for part in message for name in part["changed"]["fields"])
        self._record(request, "修改", obj, changed=fields)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self._record(request, DELETED, obj)
        return super().log_deletions(request, queryset)

    def _record(self, request, verb, obj, *, changed=""):
        """Write one audit line for a change of a row that is not an entry.

        The actions on entries write their own lines."""
        name = self.opts.verbose_name
        facts = {"name": str(obj), "id": obj.pk, "changed": changed, **self.audited_facts(obj)}
        facts |= _states(obj, deleted=verb == DELETED)
        record(f"{verb}{name}", by=request.user, object=f"{name}“{obj}”", **facts)

    def audited_facts(self, obj):
        """Return further facts about a changed row for its audit line, as plain JSON."""
        return {}


def _states(row, *, deleted):
    """Return the state of a row of names or roles.

    For its audit line (decision 114)."""
    if row._meta.model not in REGISTERS:
        return {}
    return row_states(deleted=[row]) if deleted else row_states(row)


def _changed_rows(formset):
    """Yield a phrase for each changed row of a formset, such as “栏目授权新增“…””."""
    name = formset.model._meta.verbose_name
    changed = [row for row, _ in formset.changed_objects]
    for change, rows in (
        ("新增", formset.new_objects),
        ("修改", changed),
        ("删除", formset.deleted_objects),
    ):
        yield from (f"{name}{change}“{row}”" for row in rows)


def typed_words(request, field="words"):
    """Return the words that a step was sent with in `field`, without NUL.

    A line end is one character, as the browser counts it."""
    return request.POST.get(field, "").replace("\r\n", "\n").replace("\0", "")


def check_length(words, *, step):
    """Raise EditorialError for words that are longer than their field."""
    field = Submission._meta.get_field("note") if step == "submit" else None
    limit = (field or Review._meta.get_field("opinion")).max_length
    if len(words) > limit:
        name = "送审说明" if step == "submit" else "意见或原因"
        raise EditorialError(f"{name}超过 {limit} 字，请缩短后再提交")
