"""What kept public pages depend on, and what each write touches (decision 137).

A table that is named nowhere here touches everything: all kept pages are made again.
"""

import re

from django.utils import timezone

from chamber.page_cache.versions import EVERYTHING

EARLIER = "earlier"  # what came in or changed that was published before this month
MOST_MONTHS = 24  # that a page names one by one
LISTS = "lists"  # pages that list entries, and may show any new one
VOCABULARY = (
    "vocabulary"  # on no page that is kept, but a replica must not be read before it has it
)
PARTICIPATION = "participation"  # places left, endorsements, forms that open and close

# On no public page that is kept; the page of search results never is.
PRIVATE = frozenset(
    """auditline audithead review cannedopinion revision revision_pictures revision_attachments
    columnrole comment commentreply deskcheck notification groupletter consultationsettings
    consultationconsent consultationnote consultationmail presence finishedtext revisionkeyterms feature
    entryfeature pendingrelation savedfilter searchindex searchdocument draftdocument searchtally
    sharelink textsample shingle similarpair standin submission reviewtask
    trustedsource dailyviews workingcopy registrationmail endorsementmail registrationattempt
    invitation typoreport specialday picture_uploaders attachment_uploaders picture_tags picturetag
    """.split()
)
PRIVATE_ELSEWHERE = frozenset(
    """chamber_registerstate chamber_usersession chamber_user chamber_user_groups
    chamber_user_user_permissions auth_group auth_permission auth_group_permissions django_session
    django_admin_log django_content_type""".split()
)
# What is new in these stands on no page before an entry that shows it is published.
SHOWN_LATER = frozenset(["picture", "attachment", "tag"])
OF_PARTICIPATION = frozenset(
    """registrationsettings registrationsession registrationquestion consenttext registrationgroup
    registration sessionchoice checkinlink checkin endorsementsettings endorsementconsent callversion
    endorsement thresholdreached feedback""".split()
)
OF_VOCABULARY = frozenset(["series_term", "series_vocabularystate"])
# Columns of an entry that tell the desk alone.
OF_THE_DESK = frozenset(
    """newest_id version draft_text word_count updated_at publish_due_at scheduled_id
    scheduled_by_id expires_at slip_year slip_number handed_to_id discarded_at discarded_by_id
    import_key import_digest created_at""".split()
)
DATED = (LISTS, "column", "tag")  # lists in the order of publication
COLUMN = re.compile(r'"(\w+)" = ')


def entry_key(key: int) -> str:
    """Return the key of an entry: its page, and wherever it is shown."""
    return f"entry:{key}"


def month_keys(key: str, first, last) -> tuple[str, ...]:
    """Return the keys of a list's months from one moment to a later one.

    A page that shows a closed stretch of a list depends on what comes into these months or leaves them.
    A stretch of more than MOST_MONTHS depends on the whole list."""
    months = [(day.year * 12 + day.month) - 1 for day in map(timezone.localtime, (first, last))]
    if months[1] - months[0] >= MOST_MONTHS:
        return (key,)
    return tuple(f"{key}:{at // 12}-{at % 12 + 1:02}" for at in range(months[0], months[1] + 1))


def end_keys(key: str, first, last) -> tuple[str, ...]:
    """Return the keys of a list's end: its months and what is older.

    What is older than the oldest shown was published in a month of the stretch or in an earlier one
    than today's, so that nothing published today touches the end of a long list."""
    return (*month_keys(key, first, last), f"{key}:{EARLIER}")


def keys_of_write(verb: str, table: str, statement: str) -> tuple[str, ...]:
    """Return the keys that a write touches, none where it stands on no page."""
    app, _, name = table.partition("_")
    if table in PRIVATE_ELSEWHERE or (app == "series" and _is_private(verb, name, statement)):
        return ()
    if app == "series" and name in OF_PARTICIPATION:
        return (PARTICIPATION,)
    if table == "series_consultation":
        return (LISTS,)
    if table in OF_VOCABULARY:
        return (VOCABULARY,)
    return (EVERYTHING,)


def _is_private(verb, name, statement):
    if name in PRIVATE or name.startswith("search_"):  # the tables of the full-text search
        return True
    if verb == "insert":
        return name in SHOWN_LATER
    if verb == "update" and name == "entry":
        assigned = statement.partition(" WHERE ")[0]
        return set(COLUMN.findall(assigned)) <= OF_THE_DESK
    return False


def keys_of_entry(row, tags) -> set[str]:
    """Return the keys that an entry touches when it appears, changes or goes.

    `tags` are the keys of its topics. Call it before and after a change."""
    keys = {LISTS, entry_key(row.pk), f"column:{row.column_id}"}
    keys |= {f"tag:{tag}" for tag in tags}
    if row.series_id:
        keys.add(f"series:{row.series_id}")
    about = getattr(row, "about_event_id", None)
    if row.published_at:
        lists = [key for key in keys if key.partition(":")[0] in DATED]
        at, now = row.published_at, timezone.now()
        is_earlier = month_keys("", at, at) != month_keys("", now, now)
        for key in lists:
            keys |= {*month_keys(key, at, at), *([f"{key}:{EARLIER}"] if is_earlier else ())}
    return keys | ({entry_key(about)} if about else set())
