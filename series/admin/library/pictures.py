from django.contrib import admin
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from series.actions.media.picture_tags import set_tags, tag_pictures
from series.actions.media.pictures import refocus, store_picture
from series.actions.media.usage import may_edit_picture, pictures_for, uses_of_picture
from series.models import Picture
from series.roles import columns_of

from . import picture_dialog
from .picture_forms import ABOUT, ChangedForm, PictureForm
from .picture_tags import TagFilter, tag_chosen, used_tags
from .uploads import UnusedFilter, UploadAdmin

MOST_USES, MOST_ALBUMS = 20, 40


class MissingAltFilter(admin.SimpleListFilter):
    """Filter for the pictures without alt text."""

    title = "替代文字"
    parameter_name = "alt"

    def lookups(self, request, model_admin):
        return [("missing", "还缺")]

    def queryset(self, request, queryset):
        return queryset.filter(alt="") if self.value() == "missing" else queryset


class AlbumFilter(admin.SimpleListFilter):
    """Filter by album, the most recently used first."""

    title = "相册"
    parameter_name = "album"

    def lookups(self, request, model_admin):
        rows = model_admin.get_queryset(request).exclude(album="").order_by()
        newest = rows.values("album").annotate(last=Max("pk")).order_by("-last")
        return [(row["album"], row["album"]) for row in newest[:MOST_ALBUMS]]

    def queryset(self, request, queryset):
        return queryset.filter(album=self.value()) if self.value() else queryset


@admin.register(Picture)
class PictureAdmin(UploadAdmin):
    upload_form = PictureForm
    form = ChangedForm
    change_form_template = "admin/picture_form.html"
    list_display = ("thumbnail", "words", "about")
    list_display_links = ("thumbnail", "words")
    list_filter = (TagFilter, AlbumFilter, MissingAltFilter, UnusedFilter)
    search_fields = ("alt", "caption", "album", "photographer", "tags__name")
    search_help_text = "检索替代文字、图片说明、相册、标签、摄影"
    fieldsets = (
        ("画面", {"fields": ("focus", ("focus_x", "focus_y"), "size")}),
        ("文字", {"fields": ("alt", "caption", ("photographer", "licence"))}),
        ("在图片库里", {"fields": (("album", "tag_names"),)}),
    )
    readonly_fields = ("focus", "size")

    def get_urls(self):
        own = [
            path("drop/", self._guarded(picture_dialog.upload_picture), name="series_picture_drop"),
            path(
                "tags/",
                self._guarded(lambda request: tag_chosen(self, request)),
                name="series_picture_tags",
            ),
            path("pick/", self._guarded(picture_dialog.list_pictures), name="series_picture_pick"),
        ]
        return own + super().get_urls()

    def _guarded(self, view):
        return self.admin_site.admin_view(view)

    def get_queryset(self, request):
        rows = super().get_queryset(request).filter(pk__in=pictures_for(request.user))
        return rows.prefetch_related("tags")

    def changelist_view(self, request, extra_context=None):
        known = {"known_tags": used_tags(self.get_queryset(request))}
        return super().changelist_view(request, {**known, **(extra_context or {})})

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_edit_picture(request.user, obj))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context |= _uses_of(obj, request.user)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def store(self, file, fields, *, by):
        single = len(fields["upload"]) == 1
        words = {name: fields[name] if single else "" for name in ("alt", "caption")}
        about = {name: fields[name] for name in ABOUT}
        picture = store_picture(file.read(), **words, about=about, by=by)
        if fields["tag_names"]:
            tag_pictures([picture], fields["tag_names"], by=by)
        return picture

    def save_model(self, request, obj, form, change):
        obj.save(update_fields=["alt", "caption", *ABOUT])
        obj.refresh_from_db(fields=["focus_x", "focus_y"])
        set_tags(obj, form.cleaned_data["tag_names"])
        refocus(obj, x=form.cleaned_data["focus_x"], y=form.cleaned_data["focus_y"])

    def stored_message(self, row, fields):
        several = len(fields["upload"]) > 1
        if several or (row.alt, row.caption) == (fields["alt"], fields["caption"]):
            return super().stored_message(row, fields)
        return f"这张图片早已存入，用的是原来的文字“{row}”；要改请在下面改"

    @admin.display(description="图片")
    def thumbnail(self, picture):
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}" loading="lazy">',
            picture_dialog.smallest_address(picture),
            str(picture),  # its link needs words, also where the picture has none
        )

    @admin.display(description="替代文字", ordering="alt")
    def words(self, picture):
        return picture.alt or format_html('<span class="late">{}</span>', "缺替代文字")

    @admin.display(description="说明、相册、标签")
    def about(self, picture):
        """Return what is known about a picture, a line each, without empty ones."""
        caption = picture.caption if picture.caption != picture.alt else ""
        tags = [f"#{tag.name}" for tag in picture.tags.all()]
        day = timezone.localtime(picture.created_at)
        lines = (caption, picture.album, " ".join(tags), self.size(picture), f"{day:%Y-%m-%d}")
        return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line))

    @admin.display(description="裁切")
    def focus(self, picture):
        return render_to_string("admin/_focus.html", {"picture": picture})

    @admin.display(description="尺寸")
    def size(self, picture):
        return f"{picture.width} × {picture.height}"


def _uses_of(picture, user):
    """Return the entries that show the picture, as far as the user may see them."""
    rows = uses_of_picture(picture).select_related("column").order_by("-pk")
    columns = columns_of(user, "view")
    if columns is not None:
        rows = rows.filter(column__in=columns)
    uses = list(rows[: MOST_USES + 1])
    return {"uses": uses[:MOST_USES], "more_uses": len(uses) > MOST_USES}
