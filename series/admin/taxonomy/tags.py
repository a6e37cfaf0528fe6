from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Q
from taggit import admin as taggit_admin
from taggit.models import Tag as SpareTag

from series.actions.errors import EditorialError
from series.actions.tags.tags import (
    LONGEST_DESCRIPTION,
    checked_tag_name,
    describe_tag,
    name_tag,
    tidy_description,
)
from series.actions.tags.usage import delete_tag, unused_tags, why_kept
from series.admin.base import DeskAdmin, page_link
from series.models import Tag, tag_at
from series.roles import columns_of
from series.text.language.tag_names import tag_slug

from . import tag_merging

# taggit brings an admin of its own for the table that this project replaces by `Tag`.
taggit_admin.admin.site.unregister(SpareTag)


class TagForm(forms.ModelForm):
    """The name and description of a tag."""

    class Meta:
        model = Tag
        fields = ("name", "description")
        widgets = {"description": forms.Textarea({"rows": 3, "maxlength": LONGEST_DESCRIPTION})}

    def clean_name(self):
        try:
            return checked_tag_name(self.cleaned_data["name"], tag=self.instance)
        except EditorialError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_description(self):
        return tidy_description(self.cleaned_data["description"])


class UseFilter(admin.SimpleListFilter):
    """Filter for unused tags: on no entry, and in no text that waits for publication."""

    title = "使用情况"
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("none", "没有稿件使用")]

    def queryset(self, request, queryset):
        if self.value() != "none":
            return queryset
        return queryset.filter(pk__in=unused_tags().order_by().values("pk"))


@admin.register(Tag)
class TagAdmin(DeskAdmin):
    """Tags; names and descriptions are changed by actions, which write the audit."""

    form = TagForm
    fields = ("name", "description", "slug", "former_names", "published_count")
    readonly_fields = ("slug", "former_names", "published_count")
    list_display = ("name", "published_count", "usage", "public_page")
    list_filter = (UseFilter,)
    search_fields = ("name", "former__name")
    search_help_text = "检索名称和旧名称"

    def get_urls(self):
        return [*tag_merging.urls(self), *super().get_urls()]

    def get_queryset(self, request):
        """Return the topics of the columns that the person may see, and the public ones."""
        columns = columns_of(request.user, "view")
        rows = super().get_queryset(request)
        if columns is None:
            return rows.annotate(used=Count("items", distinct=True))
        inside = Q(items__content_object__column__in=columns)
        rows = rows.annotate(used=Count("items", filter=inside, distinct=True))
        return rows.filter(Q(used__gt=0) | Q(published_count__gt=0))

    def save_model(self, request, obj, form, change):
        name, description = obj.name, obj.description
        if change:
            obj.refresh_from_db()
        else:
            obj.description = ""
        if name != obj.name or not change:
            self._change_name(request, obj, name)
        if description != obj.description:
            describe_tag(obj, description=description, by=request.user)

    def _change_name(self, request, obj, name):
        """Name the tag; warn if another tag had this name before (decision 59)."""
        before = tag_at(tag_slug(name))
        name_tag(obj, name=name, by=request.user)
        if before and before.pk != obj.pk:
            messages.warning(
                request,
                f"“{name}”原是话题“{before}”的旧名，旧地址从现在起归这个话题；"
                f"已发布的稿件仍在“{before}”",
            )

    def delete_model(self, request, obj):
        delete_tag(obj, by=request.user)

    def _record(self, request, verb, obj, *, changed=""):
        """Write nothing: the actions have written their own lines."""

    def get_deleted_objects(self, objs, request):
        """List what a deletion touches; a tag in use counts as protected."""
        listed, counts, perms, protected = super().get_deleted_objects(objs, request)
        in_use = [sentence for tag in objs if (sentence := why_kept(tag))]
        return listed, counts, perms, [*protected, *in_use]

    @admin.display(description="使用稿件（含草稿）", ordering="used")
    def usage(self, tag):
        return tag.used

    @admin.display(description="旧名称")
    def former_names(self, tag):
        return "、".join(str(row) for row in tag.former.all()) if tag.pk else ""

    @admin.display(description="公开页")
    def public_page(self, tag):
        return page_link(tag) if tag.published_count else ""
