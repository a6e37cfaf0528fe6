from html import escape

from django import forms
from django.contrib import admin
from django.utils.html import format_html

from series.actions.pictures import store_picture
from series.models import Picture

from .uploads import FileForm, UploadAdmin


class PictureForm(FileForm):
    alt = forms.CharField(
        label="替代文字",
        max_length=200,
        help_text="图片看不见时读出的文字，说清画面内容",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    caption = forms.CharField(
        label="图片说明",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


@admin.register(Picture)
class PictureAdmin(UploadAdmin):
    upload_form = PictureForm
    list_display = ("thumbnail", "alt", "caption", "size", "created_at")
    list_display_links = ("thumbnail", "alt")
    search_fields = ("alt", "caption")
    fields = ("thumbnail", "markup", "alt", "caption", "size", "created_at")
    readonly_fields = ("thumbnail", "markup", "size", "created_at")

    def store(self, given, *, by):
        data = given["upload"].read()
        return store_picture(data, alt=given["alt"], caption=given["caption"], by=by)

    def said_of(self, row, given):
        if (row.alt, row.caption) == (given["alt"], given["caption"]):
            return super().said_of(row, given)
        return f"这张图片早已存入，用的是原来的文字“{row}”；要改请在下面改"

    @admin.display(description="图片")
    def thumbnail(self, picture):
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}" loading="lazy">',
            picture.get_absolute_url(),
            picture.alt,
        )

    @admin.display(description="放进正文")
    def markup(self, picture):
        """What an editor pastes into a body."""
        caption = f"<figcaption>{escape(picture.caption)}</figcaption>" if picture.caption else ""
        tag = f'<img src="{picture.get_absolute_url()}" alt="{escape(picture.alt)}">'
        return format_html("<code>{}</code>", f"<figure>{tag}{caption}</figure>")

    @admin.display(description="尺寸")
    def size(self, picture):
        return f"{picture.width} × {picture.height}"
