"""建议话题: for the text as it stands in the open form, by script; for the text as last saved as a
page of words to type."""

from django.urls import path

from series.actions.tags.suggestions import proposals
from series.forms.rich_text import plain_body
from series.models import Kind
from series.text.language.tag_names import split_tags
from series.text.language.tag_suggestions import LIMIT
from series.text.markup import stored_html

from . import change_page
from .json_calls import Refusals, answer, writable

REFUSALS = Refusals(
    "没有收到稿件的文字，请刷新页面后再试",
    "稿件太大，不能建议话题，请自行填写",
)
FOUND = "建议 {} 个话题：按一下加入，再按一下去掉"
NO_TEXT = "还没有标题和正文，写一些再来建议"
NONE = "没有别的话题可以建议"


def urls(model_admin):
    """Return the addresses of the proposals for one kind."""
    name, wrap = f"series_{Kind(model_admin.kind).value}", model_admin.admin_site.admin_view

    def view(request, **given):
        return topics(model_admin, request, **given)

    return [
        path("topics/", wrap(view), name=f"{name}_topics_new"),
        path("<path:object_id>/topics/", wrap(view), name=f"{name}_topics"),
    ]


def topics(model_admin, request, object_id=None):
    """Return the page of an entry's last saved text, or the answer to the script."""
    if object_id and request.method in ("GET", "HEAD"):
        return topics_page(model_admin, request, object_id)
    given = {"refusals": REFUSALS, "object_id": object_id}
    return answer(model_admin, request, propose, **given)


def topics_page(model_admin, request, object_id):
    entry = writable(model_admin, request, object_id)
    content = entry.newest.content
    text = stored_html.plain(content["body"])
    found = proposals(content["headline"], text, chosen=content["tags"], enough=LIMIT)
    context = {"title": "建议话题", "topics": found, "entry_title": change_page.title_of(entry)}
    return change_page.simple_page(model_admin, request, entry, "admin/entry_topics.html", context)


def propose(request, entry, words):
    """Return {topics, sentence} of {headline, body or body_html, tags}."""
    headline, text = words.get("headline", ""), plain_body(words)
    if not (headline.strip() or text.strip()):
        return {"topics": [], "sentence": NO_TEXT}
    chosen = split_tags(words.get("tags", ""))
    found = proposals(headline, text, chosen=chosen, enough=LIMIT)
    return {"topics": found, "sentence": FOUND.format(len(found)) if found else NONE}
