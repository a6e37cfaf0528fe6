"""Topics proposed for a text: by the terms that editors keep and by what the site's own texts say,
under the names that its topics have."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from series.models import FormerTag, Tag, learn_vocabulary
from series.search.rarity import site_rarity
from series.text.language.tag_names import tag_slug, tidy_tag
from series.text.language.tag_suggestions import ENOUGH, LIMIT, Rarity, propose_tags
from series.text.language.tag_variants import likeness

BEFORE_CHOICE = 2 * LIMIT  # some are other spellings of one topic, others are chosen already


@dataclass(frozen=True)
class Topics:
    """The site's topics by the addresses that lead to them, and by what their names, of today and
    before, look like."""

    by_slug: dict[str, str] = field(default_factory=dict)
    by_likeness: dict[str, str] = field(default_factory=dict)

    def named(self, name: str) -> str:
        """Return the name of the topic that this name means; its one spelling where it is a new
        one."""
        tidy = tidy_tag(name)
        known = self.by_slug.get(tag_slug(tidy))
        return known or self.by_likeness.get(likeness(tidy), tidy)


@dataclass(frozen=True)
class Site:
    """What a site knows: how rare words are in its texts (None where these are too few), and its
    topics."""

    rarity: Rarity | None = None
    topics: Topics = Topics()


def the_site() -> Site:
    """Return this site as it is now; for one text or a run over many."""
    learn_vocabulary()
    return Site(site_rarity(), known_topics())


def known_topics() -> Topics:
    """Return of topics that look alike the most used stands for all; a topic comes before a former
    name."""
    tags = list(Tag.objects.order_by("published_count", "-pk").values_list("slug", "name"))
    former = list(FormerTag.objects.values_list("slug", "name", "tag__name"))
    by_likeness = {likeness(name): today for _, name, today in former}
    by_likeness |= {likeness(name): name for _, name in tags}
    return Topics({slug: today for slug, _, today in former} | dict(tags), by_likeness)


def proposals(
    headline: str,
    text: str,
    *,
    site: Site | None = None,
    chosen: Iterable[str] = (),
    limit: int = LIMIT,
    enough: int = ENOUGH,
) -> list[str]:
    """Return at most `limit` topics for a text, the most telling first, none that `chosen` means
    already. `text` is its plain text; `site` is for runs over many texts. Words that no editor
    laid down come where there are fewer than `enough` terms: more where a person chooses among
    them."""
    site = site or the_site()
    given = {"limit": max(limit, BEFORE_CHOICE), "rarity": site.rarity, "enough": enough}
    found = propose_tags(headline, text, **given)
    taken = {likeness(site.topics.named(name)) for name in chosen}
    named: dict[str, str] = {}
    for name in map(site.topics.named, found):
        named.setdefault(likeness(name), name)
    return [name for key, name in named.items() if key not in taken][:limit]
