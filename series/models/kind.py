"""The kinds of entries, what is said of one, and what one says of another."""

from dataclasses import dataclass

from django.db import models


class Kind(models.TextChoices):
    ARTICLE = "article", "文章"
    INITIATIVE = "initiative", "倡议"
    EVENT = "event", "活动"
    FLATPAGE = "flatpage", "单页"


# They stand in no list, feed or archive; their address ends with a word instead of a number.
UNLISTED_KINDS = frozenset({Kind.FLATPAGE})


@dataclass(frozen=True)
class EntryKind:
    """The properties of one kind of entry; defined in the file of its model.

    `folder` is the first part of its public addresses, the name of its list and of its modules
    in `series.admin.kinds` and `series.demo`; `views` the module of `series.views` that has its
    `entry_list` and `entry_page`, or one of them. Its templates are called after `kind`.
    """

    kind: Kind
    model: type[models.Model]
    folder: str
    seal: str  # one character
    keywords: str  # of the list's 网页标签
    write: str  # the button that begins a new one
    shortcut: str  # the key after g that leads to its list at the desk
    css: str = ""  # class of the seal
    comb_css: str = ""  # class of the comb in lists
    views: str = "entries"
    measure: str = "篇"  # the word that counts them
    desk_section: str = "稿件"
    document_word: str = ""  # what an output of it is called, 倡议书 or 通知
    schema_type: str = "NewsArticle"
    also_at: tuple[str, ...] = ()  # addresses whose pages belong to its list
    related: tuple[str, ...] = ()  # single rows beside those of every kind that its page prints
    rows: tuple[str, ...] = ()  # rows of its own
    is_main: bool = False  # its list is where readers are sent for more; first at the desk
    is_news: bool = False  # the site map says its news date
    needs_body: bool = True
    # Names of the fields that must be filled in before anybody signs.
    needs: tuple[tuple[str, str], ...] = ()
    takes_place: bool = False  # has times, a place and a programme, and a calendar file
    is_call: bool = False  # has an issuer, an audience and days of response
    leaves_out: tuple[str, ...] = ()  # keys of a content that stay empty, and have no input

    @property
    def label(self):
        return self.kind.label

    @property
    def is_listed(self):
        """Tell whether its entries stand in lists, feeds and archives. Decision 122."""
        return self.kind not in UNLISTED_KINDS

    @property
    def list_url(self):
        """Return the URL name of its list, of a kind that is listed."""
        return f"series:{self.folder}"

    @property
    def page_template(self):
        return f"series/{self.kind}.html"

    @property
    def list_template(self):
        return f"series/{self.kind}_list.html"

    @property
    def model_name(self):
        """Return the model as “app.Model”."""
        return self.model._meta.label

    @property
    def word_import_url(self):
        return f"admin:series_{self.kind}_word_new"

    @property
    def addresses(self):
        """Return the URL names of the pages that belong to its list."""
        return (self.folder, str(self.kind), *self.also_at)


class Aftermath(models.TextChoices):
    """What an article says of an event after it."""

    REPORT = "report", "报道"
    PICTURES = "pictures", "图片"
    MINUTES = "minutes", "纪要"
    QUESTIONS = "questions", "问题清单"
    RESULTS = "results", "办理结果"


class TellsOfEvent(models.Model):
    """Fields of an entry that tells of an event, in its signed content (decision 127)."""

    about_event = models.ForeignKey(
        "series.Event",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="aftermath",
        verbose_name="所写活动",
    )
    aftermath = models.CharField(
        "写的是", max_length=12, choices=Aftermath, default=Aftermath.REPORT
    )

    class Meta:
        abstract = True
