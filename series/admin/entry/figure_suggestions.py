"""建议数字: figures proposed by script or taken on a page (decision 97).
By script for the open form."""

from series.forms.rich_text import markup_body
from series.text.markup.figures import MOST, propose_figures, proposed_line, shown_words

from . import taking
from .json_calls import Refusals

REFUSALS = Refusals(
    "没有收到稿件的文字，请刷新页面后再试",
    "稿件太大，不能从中找数字，请自行填写",
)
FOUND = "正文里有 {} 个数字：按一下采用，再按一下去掉"
NO_TEXT = "还没有正文，写一些再来找"
NONE = "正文里没有别的数字可以采用"


def offers(body, *, chosen=()):
    """Return the offers of a body, without those whose line is `chosen`."""
    return [
        taking.FieldProposal(line, *shown_words(line))
        for line in map(proposed_line, propose_figures(body))
        if line not in chosen
    ]


def propose(request, entry, words):
    """Propose figures for {body or body_html, figures}; return {offers, most, sentence}."""
    body = markup_body(words)
    if not body.strip():
        return {"offers": [], "most": MOST, "sentence": NO_TEXT}
    found = offers(body, chosen=words.get("figures", "").splitlines())
    sentence = FOUND.format(len(found)) if found else NONE
    return {"offers": [vars(offer) for offer in found], "most": MOST, "sentence": sentence}


def _of_entry(entry):
    content = entry.newest.content
    return offers(content["body"], chosen=content.get("figures", ()))


PAGE = taking.ProposedField(
    key="figures",
    address="figures",
    title="建议数字",
    noun="数字",
    most=MOST,
    find=_of_entry,
    propose=propose,
    refusals=REFUSALS,
)


def urls(model_admin):
    """Return the paths of the proposals for one kind of entry."""
    return taking.proposal_urls(model_admin, PAGE)
