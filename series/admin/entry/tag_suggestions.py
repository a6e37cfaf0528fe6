"""建议话题: topics proposed for the open form by script, or taken on a page (decisions 74, 97)."""

from django.urls import path

from series.actions.tags.suggestions import proposals
from series.forms.rich_text import plain_body
from series.models import Kind
from series.text.language.tag_names import split_tags
from series.text.language.tag_suggestions import LIMIT
from series.text.markup import stored_html

from . import taking
from .json_calls import Refusals, answer_json

REFUSALS = Refusals(
    "没有收到稿件的文字，请刷新页面后再试",
    "稿件太大，不能建议话题，请自行填写",
)
MOST_TOPICS = 30
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
    """Answer a form's script with JSON; an entry's page and what is sent from it with a page."""
    if object_id and request.content_type != "application/json":
        return taking.proposals_page(model_admin, request, object_id, proposals=PAGE)
    return answer_json(model_admin, request, propose, refusals=REFUSALS, object_id=object_id)


def propose(request, entry, words):
    """Propose topics for {headline, body or body_html, tags}; return {topics, sentence}."""
    headline, text = words.get("headline", ""), plain_body(words)
    if not (headline.strip() or text.strip()):
        return {"topics": [], "sentence": NO_TEXT}
    chosen = split_tags(words.get("tags", ""))
    suggested = proposals(headline, text, chosen=chosen, enough=LIMIT)
    return {"topics": suggested, "sentence": FOUND.format(len(suggested)) if suggested else NONE}


def _of_entry(entry):
    content = entry.newest.content
    text = stored_html.visible_text(content["body"])
    names = proposals(content["headline"], text, chosen=content["tags"], enough=LIMIT)
    return [taking.FieldProposal(name, name) for name in names]


PAGE = taking.ProposedField("tags", "建议话题", "话题", _of_entry, MOST_TOPICS)
