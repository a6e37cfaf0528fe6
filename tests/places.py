"""Which tests stand where, by rooms and files below tests/: a part of the suite collects its own."""

# What can differ between SQLite and PostgreSQL.
BOTH = (
    *("models/", "search/", "races/"),  # constraints, SQL of its own, locks
    *("structure/test_connection.py", "structure/test_migrations.py"),
    *("actions/audit/", "actions/counters/"),  # sums, texts in JSON
    "actions/backups/",  # two programs of copying
    # Lookups, orders, query plans.
    *(f"admin/lists/test_{name}.py" for name in ("query_plans", "stage_filter", "stages")),
    *("actions/editorial/test_publication.py", "actions/editorial/test_schedules.py"),
    *("views/test_paging.py", "views/test_archive_and_figures.py", "views/test_searching.py"),
    "actions/editorial/test_bin.py",  # a purge goes past what Django deletes
    "permissions/test_files_of_others.py",  # keys inside JSON
    "actions/verification/test_comments.py",  # keys of JSON
    "operations/test_purge_logs.py",  # addresses have a type of their own
    *("middleware/test_desk_sessions.py", "middleware/test_desk_writers.py"),  # waiting writers
    "chamber/test_postgresql_connections.py",
    *("chamber/page_cache/test_writes.py", "views/test_kept_pages.py"),  # statements, commits
    "chamber/page_cache/test_shared_numbers.py",
)
BROWSER = ("audit/", "browser/")  # the longest case of all first
NO_DATABASE = ("text/",)
# The dearest begin: one that begins last leaves the other process without work (decision 141).
DEAREST = (
    *("structure/test_migration_walk.py", "permissions/test_doors.py"),
    *("permissions/test_odd_requests.py", "permissions/test_draft_leaks.py", "actions/backups/"),
    *("commands/test_prepare_and_serve.py", "search/test_promise.py", "races/"),
)
LONG = "loads/long"  # minutes each: `make loads` runs them, the suite does not


def rank(place):
    """Return where a file stands among the dearest; all others come after them."""
    return next((n for n, dear in enumerate(DEAREST) if place.startswith(dear)), len(DEAREST))


def misplaced(place, *, marks, asks_database):
    """Return why a part of the suite would pass over this test; “” where none does."""
    if "browser" in marks and not place.startswith(BROWSER):
        return f"浏览器测试只放在 {'、'.join(BROWSER)}"
    if "both" in marks:
        return "mark.both 由 tests/places.py 的 BOTH 给出，请在那里登记"
    if asks_database and place.startswith(NO_DATABASE):
        return f"{'、'.join(NO_DATABASE)} 里的测试不用数据库，请放到别处"
    return ""
