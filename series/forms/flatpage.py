from series.models import Kind

from .content_fields import line_field
from .entry import EntryForm
from .layout import FieldGroup


class FlatPageForm(EntryForm):
    """The form of a single page: with its address, without fields of lists."""

    kind = Kind.FLATPAGE
    own_groups = (FieldGroup("单页", (("slug",),)),)

    slug = line_field(
        "slug",
        help_text=(
            "公开页是 /pages/网址/，用小写字母、数字和连字符，例如：about。发布以后不能再改。"
        ),
    )

    def clean_slug(self):
        return self.cleaned_data["slug"].strip().strip("/").lower()
