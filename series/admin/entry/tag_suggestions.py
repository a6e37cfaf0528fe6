"""建议话题: topics proposed by script or taken on a page.
By script for the open form (decisions 74, 97)."""

from series.actions.tags.suggestions import proposals
from series.forms.rich_text import plain_body
from series.text.language.tag_names import split_tags
from series.text.language.tag_suggestions import LIMIT
from series.text.markup import stored_html

from . import taking
from .json_calls import Refusals

REFUSALS = Refusals(
    "没有收到稿件的文字，请刷新页面后再试",
    "稿件太大，不能建议话题，请自行填写",
)
MOST_TOPICS = 30
FOUND = "建议 {} 个话题：按一下加入，再按一下去掉"
NO_TEXT = "还没有标题和正文，写一些再来建议"
NONE = "没有别的话题可以建议"


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


PAGE = taking.ProposedField(
    key="tags",
    address="topics",
    title="建议话题",
    noun="话题",
    most=MOST_TOPICS,
    find=_of_entry,
    propose=propose,
    refusals=REFUSALS,
)


def urls(model_admin):
    """Return the paths of the proposals for one kind of entry."""
    return taking.proposal_urls(model_admin, PAGE)
