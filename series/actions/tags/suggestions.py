"""Proposals of topics for a text (decision 74).
From the editors' terms and the words of the site's own texts, under the names of existing topics.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from series.models import FormerTag, Tag, learn_vocabulary
from series.search.rarity import site_rarity
from series.text.language.tag_names import tag_slug, tidy_tag
from series.text.language.tag_suggestions import (
    ENOUGH,
    LIMIT,
    Rarity,
    propose_tags,
    without_parts,
)
from series.text.language.tag_variants import likeness

from .named import NamedTopics

# Some are other spellings of one topic, others are chosen already.
BEFORE_CHOICE = 2 * LIMIT


@dataclass(frozen=True)
class Topics:
    """The site's topics by address and by the likeness of their names.
    Present names and old ones."""

    by_slug: dict[str, str] = field(default_factory=dict)
    by_likeness: dict[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> NamedTopics:
        """Return the terms and the present topics, as they are looked for in texts."""
        return NamedTopics(self.by_slug.values())

    def named(self, name: str) -> str:
        """Return the name of the topic that a name means.
        Of a new one its tidy spelling."""
        tidy = tidy_tag(name)
        topic = self.by_slug.get(tag_slug(tidy))
        return topic or self.by_likeness.get(likeness(tidy), tidy)


@dataclass(frozen=True)
class Site:
    """The topics of the site and the rarity of its words.
    The rarity is None where there are too few texts."""

    rarity: Rarity | None = None
    topics: Topics = Topics()


def the_site() -> Site:
    """Return the Site as it is now, for one text or a run over many."""
    learn_vocabulary()
    return Site(site_rarity(), known_topics())


def site_of_names() -> Site:
    """Return the Site with its terms and topics alone, for a run over an archive."""
    learn_vocabulary()
    return Site(topics=known_topics())


def known_topics() -> Topics:
    """Return the site's Topics.

    Of topics that look alike the most used stands for all; a present name goes before a former
    one (decision 60).
    """
    tags = list(Tag.objects.order_by("published_count", "-pk").values_list("slug", "name"))
    former = list(FormerTag.objects.values_list("slug", "name", "tag__name"))
    by_likeness = {likeness(name): today for _, name, today in former}
    by_likeness |= {likeness(name): name for _, name in tags}
    return Topics({slug: today for slug, _, today in former} | dict(tags), by_likeness)


def named_topics(headline: str, text: str, *, site: Site, limit: int = LIMIT) -> list[str]:
    """Return at most `limit` terms and topics that a plain text names.
    Protected terms, topics of the site."""
    best = without_parts(site.topics.names.scores(headline, text), limit=max(limit, BEFORE_CHOICE))
    return _once(map(site.topics.named, best))[:limit]


def _once(names: Iterable[str]) -> list[str]:
    """Return the names without those that look like an earlier one."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(likeness(name), name)
    return list(found.values())


def proposals(
    headline: str,
    text: str,
    *,
    site: Site | None = None,
    chosen: Iterable[str] = (),
    limit: int = LIMIT,
    enough: int = ENOUGH,
) -> list[str]:
    """Return at most `limit` topics for a text, best first, without those in `chosen`.

    `text` is plain text; `site` is given in runs over many texts. Words that are no term are
    proposed where there are fewer than `enough` terms.
    """
    site = site or the_site()
    options = {"limit": max(limit, BEFORE_CHOICE), "rarity": site.rarity, "enough": enough}
    names = propose_tags(headline, text, **options)
    taken = {likeness(site.topics.named(name)) for name in chosen}
    named = _once(map(site.topics.named, names))
    return [name for name in named if likeness(name) not in taken][:limit]
