"""常用筛选：queries of a list that a person saves under a name."""

from django.db import IntegrityError, transaction
from django.http import QueryDict

from series.actions.errors import EditorialError
from series.models import SavedFilter

MOST_FILTERS = 30
PASSING = ("p", "e", "_popup", "_to_field", "all")  # parameters of one visit, no filters


def tidy_query(query: str) -> str:
    """Return the filters of a list's query, sorted by name, without NUL."""
    parameters = QueryDict(query.replace("%00", "").lstrip("?"), mutable=True)
    for name in PASSING:
        parameters.pop(name, None)
    filters = QueryDict(mutable=True)
    for name in sorted(parameters):
        filters.setlist(name, parameters.getlist(name))
    return filters.urlencode()


def keep_filter(*, user, of_list, name, query):
    """Save this query of a list under `name`.
    A filter of the same name is replaced.

    Raises EditorialError.
    """
    name, query = " ".join(name.split())[:30], tidy_query(query)
    if not name:
        raise EditorialError("请给这组筛选起个名称")
    if not query:
        raise EditorialError("列表现在没有筛选条件，请先选好条件再存")
    if len(query) > SavedFilter._meta.get_field("query").max_length:
        raise EditorialError("筛选条件太长，请减少检索词后再存")
    mine = SavedFilter.objects.filter(user=user, list=of_list)
    if mine.exclude(name=name).count() >= MOST_FILTERS:
        raise EditorialError(f"常用筛选最多 {MOST_FILTERS} 个，请先删去不用的")
    try:
        with transaction.atomic():
            return mine.update_or_create(
                name=name,
                defaults={"query": query},
                create_defaults={"query": query, "user": user, "list": of_list},
            )[0]
    except IntegrityError as error:  # the same name from two windows at once
        raise EditorialError(f"已有名为“{name}”的常用筛选，请换一个名称") from error
