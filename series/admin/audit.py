from django.contrib import admin
from django.utils.html import format_html, format_html_join

from series.models import AuditLine
from series.templatetags.desk import entry_url

from .base import DeskAdmin


@admin.register(AuditLine)
class AuditLineAdmin(DeskAdmin):
    """Read only: who did what, newest first."""

    view_verb = "audit"
    add_verb = change_verb = delete_verb = None
    list_display = ("at", "who", "verb", "of_entry", "way")
    list_select_related = ("actor", "entry")
    search_fields = ("verb", "entry__headline", "actor__name", "actor__username")
    search_help_text = "检索动作、稿件标题、人员"
    ordering = ("-pk",)
    fields = ("at", "who", "verb", "of_entry", "way", "details", "seal")

    def get_queryset(self, request):
        return super().get_queryset(request).defer("entry__body", "entry__plain_text")

    @admin.display(description="人员")
    def who(self, line):
        return str(line.actor) if line.actor else "程序"

    @admin.display(description="途径", ordering="channel")
    def way(self, line):
        return "工作台" if line.channel == "desk" else line.channel

    @admin.display(description="稿件")
    def of_entry(self, line):
        if line.entry is None:
            return ""
        return format_html('<a href="{}">{}</a>', entry_url(line.entry), line.entry)

    @admin.display(description="全文摘要")
    def seal(self, line):
        return format_html('<span class="hex">{}</span>', line.digest)

    @admin.display(description="详情")
    def details(self, line):
        pairs = ((key, value) for key, value in line.detail.items() if value not in ("", None))
        return format_html_join("", "<div>{}：{}</div>", pairs)
