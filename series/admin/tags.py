from django import forms
from django.contrib import admin
from django.db.models import Count, Q
from taggit import admin as taggit_admin
from taggit.models import Tag as SpareTag

from series.actions.errors import EditorialError
from series.actions.tags import checked_tag_name, name_tag
from series.models import Tag
from series.roles import columns_of

from .base import DeskAdmin, page_link

# taggit brings an admin of its own for the table that this project replaces by `Tag`.
taggit_admin.admin.site.unregister(SpareTag)


class TagForm(forms.ModelForm):
    class Meta:
        model = Tag
        fields = ("name",)

    def clean_name(self):
        try:
            return checked_tag_name(self.cleaned_data["name"], tag=self.instance)
        except EditorialError as error:
            raise forms.ValidationError(str(error)) from error


@admin.register(Tag)
class TagAdmin(DeskAdmin):
    form = TagForm
    fields = ("name", "slug", "published_count")
    readonly_fields = ("slug", "published_count")
    list_display = ("name", "published_count", "usage", "public_page")
    search_fields = ("name",)

    def get_queryset(self, request):
        columns = columns_of(request.user, "view")
        seen = None if columns is None else Q(items__content_object__column__in=columns)
        return super().get_queryset(request).annotate(used=Count("items", filter=seen))

    def save_model(self, request, obj, form, change):
        name = obj.name
        if change:
            obj.refresh_from_db()
        name_tag(obj, name=name, by=request.user)

    def _record(self, request, verb, obj, *, changed=""):
        """`name_tag` has written the line; only a deletion is recorded here."""
        if verb == "删除":
            super()._record(request, verb, obj)

    def get_deleted_objects(self, objs, request):
        """A tag that entries carry is protected, as if the database refused it."""
        listed, counts, perms, protected = super().get_deleted_objects(objs, request)
        in_use = [
            f"话题“{tag}”：有 {tag.items.count()} 篇稿件使用" for tag in objs if tag.items.exists()
        ]
        return listed, counts, perms, [*protected, *in_use]

    @admin.display(description="使用稿件（含草稿）", ordering="used")
    def usage(self, tag):
        return tag.used

    @admin.display(description="公开页")
    def public_page(self, tag):
        return page_link(tag)
