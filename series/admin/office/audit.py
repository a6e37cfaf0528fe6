from datetime import timedelta

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from series.actions.audit.registers import STATES, names_of_states
from series.actions.reports.exports import who
from series.admin.base import DeskAdmin
from series.admin.lists import exports
from series.drawing import entry_url
from series.models import AuditLine
from series.models.content_fields import LABELS, RECOGNISED
from series.models.entry import TEXTS_OF_ENTRY
from series.outputs.registry import audit_names

RECENT_LINES = 5000
# The Chinese names of keys of details; a key without one is shown as it is.
NAMES = {
    # The fields that an import recognises, by the keys of its receipt; "source" is named below.
    **{field.key: field.label for field in RECOGNISED},
    "sentence": "原因",
    "opinion": "意见",
    "quote": "所批文字",
    "level": "级别",
    "keeps": "下级签字有效",
    "from": "从",
    "until": "到",
    "position": "次序",
    "revisions": "版本数",
    "reason": "原因",
    "note": "说明",
    "to": "转给",
    "to_id": "转给的账号编号",
    "stood_in_for": "代",
    "stood_in_for_id": "所代的账号编号",
    "block": "段",
    "step": "环节",
    "due": "期限",
    "signatures": "失效的签字数",
    "revision": "版本",
    "page": "页面",
    "target": "链到",
    "refused": "未添加的行数",
    "form": "格式",
    "rows": "行数",
    "chosen": "筛选",
    "count": "次数",
    "people": "人数",
    "letters": "封数",
    "handed": "转交的事",
    "released": "放回的事",
    "endorsements": "联署编号",
    "signers": "谁可以联署",
    "goal": "目标",
    "promise": "承诺",
    "names_public": "公开名称",
    "keep_days": "保存天数",
    "consent_version": "同意条款版本",
    "flagged": "请核对的账号数",
    "changed": "改动",
    "name": "名称",
    "id": "编号",
    "roles": "角色",
    "is_active": "在用",
    "is_staff": "工作台人员",
    "is_superuser": "管理员",
    "username": "账号",
    "mark": "登录名标记",
    "means": "验证方式",
    "original": "原发布日期",
    "before": "原名",
    "known": "此前所知的时间",
    "confirmed": "确认的时间",
    "after": "新名",
    "said_before": "原说明",
    "said": "新说明",
    "entries": "涉及稿件数",
    "public": "其中公开数",
    "at": "时间",
    "title": "名称",
    "alt": "替代文字",
    "why": "原因",
    "faults": "不符之处",
    "report": "证明的摘要",
    "places": "检查处数",
    "found": "仍能找到",
    "link": "链接编号",
    "purpose": "用途",
    "days": "有效天数",
    "sha256": "文件摘要",
    "stored": "存入后的摘要",
    "since": "此前的记录数",
    "through": "到第几条为止",
    "lines": "记录数",
    "made_at": "备份时间",
    "picture": "图片编号",
    "attachment": "附件编号",
    "source": "来源网址",
    "receipt": "回执",
    "of": "复制自",
    "on": "邮箱已设",
    "file": "文件",
    "date": "日期",
    "summary": LABELS["summary"],
    "headings": "小标题",
    "paragraphs": "段落数",
    "marks": "恢复的标点",
    "spaces_kept": "保留的空格",
    "spaces_between": "字间空格",
    "dropped": "丢弃",
    "rewritten": "改写",
    "han_equal": "汉字相同",
    "han": "汉字去向",
    "dropped_words": "去掉的字",
    "left": "未能入稿",
    "extra": "多出的字",
    "undescribed": "待补图说",
    "proposed_tags": "建议话题",
    "proposed_figures": "建议数字",
    "promoted": "递补人数",
    "registrations": "报名编号",
    "outcome": "结果",
    "working_days": "工作日数",
    "questions": "报名问题",
    "sessions": "分场",
    STATES: "记下现状的",
}
PAGES = {
    "change": "稿件",
    "revision": "一版",
    "history": "历史版本",
    "compare": "比较",
    "twin": "相同段落",
    "preview": "预览",
    "proof": "校样",
    "share": "分享",
    "slip": "稿签",
    "registrations": "报名名单",
    "registration_settings": "报名设置",
    "registration": "一份报名",
    "check_in": "签到名单",
    "paper_list": "纸质签到名单",
    "badges": "胸牌",
    "certificates": "参会证明",
    **audit_names(),
}


class PeriodFilter(admin.SimpleListFilter):
    """Filter by the last days; it reads the index on the time."""

    title = "时间"
    parameter_name = "days"

    def lookups(self, request, model_admin):
        return (("1", "一天内"), ("7", "7 天内"), ("30", "30 天内"), ("180", "180 天内"))

    def queryset(self, request, queryset):
        offered = {value for value, _ in self.lookup_choices}
        if self.value() not in offered:
            return queryset
        return queryset.filter(at__gte=timezone.now() - timedelta(days=int(self.value())))


class VerbFilter(admin.SimpleListFilter):
    """Filter by verb, of the verbs in the last few thousand lines.

    A list of all verbs would read every line."""

    title = "动作"
    parameter_name = "verb"

    def lookups(self, request, model_admin):
        latest = AuditLine.objects.order_by("-pk").values_list("verb", flat=True)[:RECENT_LINES]
        verbs = set(latest) | ({self.value()} if self.value() else set())
        return [(verb, verb) for verb in sorted(verbs)]

    def queryset(self, request, queryset):
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(AuditLine)
class AuditLineAdmin(DeskAdmin):
    """The audit log, read-only, newest first.

    The person, the entry and the address of a line link to all their lines."""

    view_verb = "audit"
    add_verb = change_verb = delete_verb = None
    export_forms = ("xlsx", "jsonl")
    list_display = ("position", "at", "person", "verb", "outcome", "about", "place", "short_seal")
    list_display_links = ("position", "at")
    list_filter = ("result", PeriodFilter, VerbFilter, "actor")
    list_select_related = ("actor", "entry")
    search_fields = ("object", "entry__headline", "actor__name", "actor__username")
    search_help_text = "检索对象、稿件标题、人员"
    ordering = ("-pk",)
    fields = (
        *("position", "at", "person", "verb", "outcome", "about"),
        *("place", "details", "words", "chain"),
    )

    def get_urls(self):
        return [*exports.audit_urls(self), *super().get_urls()]

    def get_queryset(self, request):
        return super().get_queryset(request).defer(*TEXTS_OF_ENTRY)

    @admin.display(description="编号", ordering="number")
    def position(self, line):
        return line.number

    @admin.display(description="人员")
    def person(self, line):
        if line.actor is None:
            return who(line)
        return _narrowed("actor__id__exact", line.actor_id, line.actor)

    @admin.display(description="结果", ordering="result")
    def outcome(self, line):
        css = "good" if line.result == "done" else "bad"
        return format_html('<span class="{}">{}</span>', css, line.get_result_display())

    @admin.display(description="对象")
    def about(self, line):
        if line.entry is None:
            return line.object
        link = format_html('<a href="{}">《{}》</a>', entry_url(line.entry), line.entry)
        every = _narrowed("entry__exact", line.entry_id, "全部记录")
        return format_html("{} {} {}", link, line.object, every)

    @admin.display(description="途径与地址", ordering="address")
    def place(self, line):
        way = {"desk": "工作台", "site": "网站"}.get(line.channel, line.channel)
        if not line.address:
            return f"{way}（地址已过保存期限）" if line.address_digest else way
        return format_html("{} {}", way, _narrowed("address", line.address, line.address))

    @admin.display(description="链值")
    def short_seal(self, line):
        return format_html('<span class="hex">{}</span>', line.seal[:8])

    @admin.display(description="链值")
    def chain(self, line):
        before = AuditLine.objects.filter(number=line.number - 1).first()
        is_intact = line.seal == line.sealed_over(before.seal if before else "")
        verdict = "与上一条相接" if is_intact else "与上一条接不上，请运行 verify_signatures 核验"
        return format_html('<span class="hex">{}</span><br>{}', line.seal, verdict)

    @admin.display(description="全文摘要")
    def words(self, line):
        return format_html('<span class="hex">{}</span>', line.digest)

    @admin.display(description="详情")
    def details(self, line):
        detail = {**line.detail, "page": PAGES.get(line.detail.get("page"), "")}
        detail[STATES] = names_of_states(line.detail.get(STATES, {}))
        facts = ((key, _readable(value)) for key, value in detail.items())
        pairs = ((NAMES.get(key, key), value) for key, value in facts if value)
        return format_html_join("", "<div>{}：{}</div>", pairs)


def _readable(value):
    """Return the value of a detail as text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "，".join(f"{key}={inner}" for key, inner in value.items())
    return "、".join(str(item) for item in value) if isinstance(value, list) else value


def _narrowed(lookup, value, label):
    """Return a link to the lines with this person, entry or address."""
    url = f"{reverse('admin:series_auditline_changelist')}?{urlencode({lookup: value})}"
    return format_html('<a href="{}">{}</a>', url, label)
