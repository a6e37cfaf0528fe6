from django.contrib import admin
from django.db.models import Exists, OuterRef

from series.actions.media.usage import pictures_for
from series.admin.base import DeskAdmin, page_link
from series.models import Appearance, Speaker


@admin.register(Speaker)
class SpeakerAdmin(DeskAdmin):
    """Speakers of programmes; one who stands in a programme cannot be deleted."""

    list_display = ("name", "post", "organization", "public_page")
    search_fields = ("name", "organization")
    search_help_text = "检索姓名、单位"
    fields = ("name", ("post", "organization"), "portrait", "intro")

    def get_queryset(self, request):
        shown = Appearance.objects.published().filter(speaker=OuterRef("pk"))
        return super().get_queryset(request).annotate(is_shown=Exists(shown))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Offer only the pictures that the user may see."""
        if db_field.name == "portrait":
            kwargs["queryset"] = pictures_for(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="公开页")
    def public_page(self, speaker):
        return page_link(speaker) if speaker.is_shown else ""
