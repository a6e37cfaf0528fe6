"""建议话题: topics proposed for the open form by script, or on a page.

Decision 74.
"""

from django.urls import path

from series.actions.tags.suggestions import proposals
from series.forms.rich_text import plain_body
from series.models import Kind
from series.text.language.tag_names import split_tags
from series.text.language.tag_suggestions import LIMIT
from series.text.markup import stored_html

from . import change_page
from .json_calls import Refusals, answer_json, get_writable_entry

REFUSALS = Refusals(
    "没有收到稿件的文字，请刷新页面后再试",
    "稿件太大，不能建议话题，请自行填写",
)
FOUND = "建议 {} 个话题：按一下加入，再按一下去掉"
NO_TEXT = "还没有标题和正文，写一些再来建议"
NONE = "没有别的话题可以建议"


def urls(model_admin):
    """Return the paths of the proposals for one kind of entry."""
    name, wrap = f"series_{Kind(model_admin.kind).value}", model_admin.admin_site.admin_view

    def view(request, **kwargs):
        return topics(model_admin, request, **kwargs)

    return [
        path("topics/", wrap(view), name=f"{name}_topics_new"),
        path("<path:object_id>/topics/", wrap(view), name=f"{name}_topics"),
    ]


def topics(model_admin, request, object_id=None):
    """Answer a GET for an entry with a page, otherwise with JSON."""
    if object_id and request.method in ("GET", "HEAD"):
        return topics_page(model_admin, request, object_id)
    return answer_json(model_admin, request, propose, refusals=REFUSALS, object_id=object_id)


def topics_page(model_admin, request, object_id):
    """Show the topics proposed for the last saved text of an entry."""
    entry = get_writable_entry(model_admin, request, object_id)
    content = entry.newest.content
    text = stored_html.visible_text(content["body"])
    suggested = proposals(content["headline"], text, chosen=content["tags"], enough=LIMIT)
    context = {"title": "建议话题", "topics": suggested, "entry_title": change_page.title_of(entry)}
    return change_page.simple_page(model_admin, request, entry, "admin/entry_topics.html", context)


def propose(request, entry, words):
    """Propose topics for {headline, body or body_html, tags}; return {topics, sentence}."""
    headline, text = words.get("headline", ""), plain_body(words)
    if not (headline.strip() or text.strip()):
        return {"topics": [], "sentence": NO_TEXT}
    chosen = split_tags(words.get("tags", ""))
    suggested = proposals(headline, text, chosen=chosen, enough=LIMIT)
    return {"topics": suggested, "sentence": FOUND.format(len(suggested)) if suggested else NONE}
