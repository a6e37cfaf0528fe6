"""跳转: old addresses that lead to a page of this site. Decision 122."""

from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.db import transaction

from series.actions.audit.chain import record
from series.actions.audit.registers import row_states
from series.actions.errors import EditorialError
from series.models import ENTRY_KINDS, Redirect
from series.models.audit import lock_audit_chain
from series.models.site.redirect import CODES, PERMANENT
from series.roles import EVERYWHERE, may

from .targets import DESK, entry_at, find_target, match_of, site_path

LONGEST_PATH = Redirect._meta.get_field("old_path").max_length


def may_redirect(user):
    return may(user, "publish", EVERYWHERE)


def redirect_at(path, query=""):
    """Return the Redirect of an address that answers nothing else, or None; one query.

    An old address with a query is asked first; a slash at the end makes no difference.
    """
    bare = path.rstrip("/") or "/"
    wanted = [f"{bare}?{query}", f"{bare}/?{query}"] if query else []
    wanted += [bare, f"{bare}/"]
    rows = Redirect.objects.filter(old_path__in=wanted).select_related("entry")
    found = {row.old_path: row for row in rows.defer("entry__body", "entry__plain_text")}
    return next((found[each] for each in wanted if each in found), None)


@transaction.atomic
def add_redirect(old, to, *, code=PERMANENT, by):
    """Lead an old address to a text or an address. Raises EditorialError."""
    _begin(by)
    row = create_redirect(old, to, code=code)
    _record("新增跳转", row, by=by)
    return row


@transaction.atomic
def change_redirect(row, *, to, code, by):
    """Change where an old address leads. Raises EditorialError."""
    _begin(by)
    fields = checked_fields(row.old_path, to, code=code)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    _record("修改跳转", row, by=by)
    return row


@transaction.atomic
def delete_redirect(row, *, by):
    """Delete a redirect; its address answers 404 again."""
    _begin(by)
    states = row_states(deleted=[row])
    record("删除跳转", by=by, object=f"跳转 {row}", target=row.target, **states)
    row.delete()


def create_redirect(old, to, *, code=PERMANENT):
    """Check and create a row.

    The caller has locked the chain and writes the audit line."""
    old_path = checked_old_path(old)
    if Redirect.objects.filter(old_path=old_path).exists():
        raise EditorialError(f"{old_path} 已有跳转，请在那一行里改")
    return Redirect.objects.create(old_path=old_path, **checked_fields(old_path, to, code=code))


def checked_old_path(typed):
    """Return an old address in its stored form. Raises EditorialError for a page of today."""
    path = site_path(typed)
    if path is None:
        raise EditorialError("旧地址须是本站的，从 / 写起，例如 /old/about.html")
    parts = urlsplit(path)
    bare = unquote(parts.path)
    if bare == "/" or len(bare) > LONGEST_PATH:
        raise EditorialError(f"旧地址“{bare[:40]}”不能用，请核对")
    if bare == DESK or bare.startswith((f"{DESK}/", settings.STATIC_URL)) or _is_answered(bare):
        raise EditorialError(f"{bare} 是本站现有的地址，不能改作跳转")
    return f"{bare}?{parts.query}" if parts.query else bare


def _is_answered(path):
    """Tell whether a page of the site has this address.

    A slash at the end makes no difference. Of single pages only those that are there: their addresses are words that nobody else takes.
    """
    for each in (path, path if path.endswith("/") else f"{path}/"):
        match = match_of(quote(each))
        if match is None:
            continue
        is_free = match.url_name in ENTRY_KINDS and "slug" in match.kwargs
        if not is_free or entry_at(match):
            return True
    return False


def checked_fields(old_path, to, *, code):
    """Return the fields of where a redirect leads. Raises EditorialError.

    Refused are loops, chains, and other sites that the operator did not allow.
    """
    if code not in dict(CODES):
        raise EditorialError("请选 301 永久或 302 暂时")
    _check_chain(old_path, to)
    target = find_target(to)
    if target.address:
        _check_host(target.address)
    row = target.column or target.series
    address = row.get_absolute_url() if row else target.address
    return {"entry": target.entry, "new_address": address, "code": code}


def _check_chain(old_path, to):
    path = site_path(to)
    if path is None:
        return
    parts = urlsplit(path)
    if same_page(path, old_path):
        raise EditorialError(f"{old_path} 不能跳到自己，请核对新地址")
    if onward := redirect_at(unquote(parts.path), parts.query):
        raise EditorialError(f"{path} 本身跳到 {onward.target}，请直接写 {onward.target}")
    before = Redirect.objects.filter(new_address__in=spellings(old_path)).first()
    if before:
        raise EditorialError(f"{before} 现在跳到 {old_path}，请先改那一条")


def same_page(one, other):
    return unquote(one).rstrip("/") == unquote(other).rstrip("/")


def spellings(path):
    """Return an address with and without a slash at its end."""
    return [path.rstrip("/"), f"{path.rstrip('/')}/"]


def _check_host(address):
    host = urlsplit(address).hostname
    if host and host not in settings.REDIRECT_HOSTS:
        raise EditorialError(
            f"不能跳到别的网站 {host}；确有需要，请系统运维员把它加进 REDIRECT_HOSTS"
        )


def _begin(by):
    if not may_redirect(by):
        raise EditorialError("跳转须由终审人员或管理员设置")
    lock_audit_chain()


def _record(verb, row, *, by):
    record(verb, by=by, object=f"跳转 {row}", target=row.target, **row_states(row))
