"""Settings, read from the environment. Without a key: localhost only.

CHAMBER_DATA        folder for database, media, caches and generated secrets (default var/)
CHAMBER_SECRET_KEY  or a file `secret_key` in CHAMBER_DATA (`manage.py prepare` writes one)
CHAMBER_AUDIT_KEY   or a file `audit_key` in CHAMBER_DATA: keys that mark the audit chain
CHAMBER_PERSONAL_KEY  or a file `personal_key` in CHAMBER_DATA: keys of the public's personal data
CHAMBER_HOSTS       host names that the public uses, comma separated; switches HTTPS rules on
CHAMBER_TRUSTED_DEVICES  true: a device may be trusted for 30 days at the second step
CHAMBER_DEBUG       only without a key, or on purpose
CHAMBER_AUDIT_KEEPERS  e-mail addresses that get the end of the audit chain each day
CHAMBER_ADDRESS_DAYS  days for which the audit keeps IP addresses (default 184, six months)
CHAMBER_BACKUPS     folder of the backups, for `manage.py backup` and `manage.py doctor`
CHAMBER_LOG         `line` (default), or `json`: a JSON object a line, with a line a request
CHAMBER_METRICS_TOKEN  bearer token with which a Prometheus server reads /metrics
CHAMBER_OIDC_ISSUER  address of the OpenID Connect provider; switches single sign-on on
CHAMBER_OIDC_CLIENT, CHAMBER_OIDC_SECRET  this site's name and secret there
CHAMBER_OIDC_NAME   what its button says after “用” (default 统一身份认证)
CHAMBER_OIDC_SECOND_FACTORS  values of `amr` or `acr` that stand for our second step (default none)
CHAMBER_RECORDING_MB   largest audio or video file that may be attached (default 200)
CHAMBER_FONT        a Song typeface for the text of drawn covers (else the machine's own)
CHAMBER_PAGES_MB    memory of each process for finished pages (default 64; 0 keeps none)
CHAMBER_REDIS       redis://, rediss:// or unix:// address of what several hosts share (decision 143)
CHAMBER_REPLICA     postgres://… of a streaming replica that readers' pages are read from (decision 159)
CHAMBER_S3          https://host/bucket of an S3-compatible store for pictures and attachments
CHAMBER_S3_KEY, CHAMBER_S3_SECRET  the key of an account that may read and write this bucket alone
CHAMBER_S3_REGION   the store's region in signatures (default us-east-1)
CHAMBER_S3_STYLE    path (default), or virtual where the bucket is part of the host's name
CHAMBER_S3_FRONT    true: nginx fetches the objects (docs/deploy/hosts/stored-files.conf)
CHAMBER_ADDRESS     address of this host on which `serve` listens (default 127.0.0.1)
CHAMBER_IDLE_MINUTES   minutes without a request after which a session ends (default 120)
CHAMBER_SESSION_HOURS  hours after the log-in after which it ends in any case (default 12)
DATABASE_URL        postgres://… ; without it SQLite in CHAMBER_DATA
EMAIL_URL           smtp+tls://user:password@host:587 ; without it no e-mail is sent
"""

import sys
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

from chamber.contacts import contact_address
from chamber.media_store.address import default_storage, store_fault
from chamber.provider import provider_fault

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def _key_file(folder: Path) -> str:
    path = folder / "secret_key"
    return path.read_text(encoding="ascii").strip() if path.is_file() else ""


DATA_DIR = Path(env("CHAMBER_DATA", default=str(BASE_DIR / "var"))).resolve()
BACKUP_DIR = env("CHAMBER_BACKUPS", default="")
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
PUBLIC_HOSTS = env.list("CHAMBER_HOSTS", default=[])
SECRET_KEY = env("CHAMBER_SECRET_KEY", default="") or _key_file(DATA_DIR)
AUDIT_KEY = env("CHAMBER_AUDIT_KEY", default="")
PERSONAL_KEY = env("CHAMBER_PERSONAL_KEY", default="")  # decision 130
RECORDING_MB = env.int("CHAMBER_RECORDING_MB", default=200)
AUDIT_ADDRESS_DAYS = env.int("CHAMBER_ADDRESS_DAYS", default=184)
AUDIT_KEEPERS = env.list("CHAMBER_AUDIT_KEEPERS", default=[])
DEBUG = env.bool("CHAMBER_DEBUG", default=not SECRET_KEY)
IS_PREPARED = sys.argv[1:2] != ["prepare"]  # which makes the key, on a new host too
IS_SERVING = sys.argv[1:2] == ["serve"]
if PUBLIC_HOSTS and IS_PREPARED and (DEBUG or len(SECRET_KEY) < 50):
    raise ImproperlyConfigured(
        "CHAMBER_HOSTS 已设置：对外服务前请先运行 manage.py prepare 生成密钥"
        "（或设置至少 50 个字符的 CHAMBER_SECRET_KEY），并关闭 CHAMBER_DEBUG"
    )
if not SECRET_KEY:
    SECRET_KEY = "only-good-for-localhost"  # noqa: S105 (refused above for any other host)
ADDRESS = env("CHAMBER_ADDRESS", default="127.0.0.1")  # on which `serve` listens
ALLOWED_HOSTS = PUBLIC_HOSTS + LOCAL_HOSTS
if ADDRESS not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(ADDRESS)  # a front asks /healthz by it

INSTALLED_APPS = [
    "chamber.apps.ChamberConfig",
    "series",
    "series.operations",
    "series.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "taggit",
    "csp",
    "django_prose_editor",
]

MIDDLEWARE = [
    "series.middleware.request_log.RequestLog",
    "chamber.html_pages.html_pages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "series.middleware.content_policy.ContentPolicy",
    "series.middleware.charset.require_utf8",
    "series.middleware.desk_writers.DeskWriters",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "series.middleware.request_origin.request_origin",
    "series.middleware.desk_sessions.DeskSessions",
    "series.middleware.second_step.SecondStep",
    "series.middleware.first_password.FirstPassword",
    "series.middleware.desk_audit.DeskAudit",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "series.middleware.due.PublishDue",
    "series.middleware.redirects.redirects",
]

ROOT_URLCONF = "chamber.urls"
METRICS_TOKEN = env("CHAMBER_METRICS_TOKEN", default="")
if METRICS_TOKEN and len(METRICS_TOKEN) < 32:
    raise ImproperlyConfigured("CHAMBER_METRICS_TOKEN 至少须有 32 个字符，请换一个长的")
REQUEST_COUNTS = DATA_DIR / "cache" / "requests"  # a file a process; `serve` begins anew
SERVER_THREADS = env.int("CHAMBER_THREADS", default=4)  # of each process; `serve` sets it
# Finished pages, decision 137. Not below `cache`: whoever empties that must not make pages stale.
PAGES_MB = env.int("CHAMBER_PAGES_MB", default=64)
PAGE_VERSIONS = DATA_DIR / "page_versions"
REDIS = env("CHAMBER_REDIS", default="")
if REDIS and not REDIS.startswith(("redis://", "rediss://", "unix://")):
    raise ImproperlyConfigured("CHAMBER_REDIS 应以 redis://、rediss:// 或 unix:// 开头")
S3 = env("CHAMBER_S3", default="")  # decision 160
S3_KEY, S3_SECRET = env("CHAMBER_S3_KEY", default=""), env("CHAMBER_S3_SECRET", default="")
S3_STYLE = env("CHAMBER_S3_STYLE", default="path")
if fault := store_fault(S3, S3_KEY, S3_SECRET, S3_STYLE):
    raise ImproperlyConfigured(fault)
S3_FRONT = bool(S3) and env.bool("CHAMBER_S3_FRONT", default=False)
WSGI_APPLICATION = "chamber.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["series.templatetags.addresses", "series.templatetags.inheriting"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "series.context.site",
            ],
        },
    }
]

# KiB of pages in memory: a process that serves has a connection a thread, a command has one.
SQLITE_CACHE = 4_000 if IS_SERVING else 20_000
# synchronous=FULL: a confirmed publication survives a power cut. Decision 6.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
    f"PRAGMA cache_size=-{SQLITE_CACHE};",
}
POSTGRES_OPTIONS = {
    "connect_timeout": 5,
    "options": "-c statement_timeout=30000 -c lock_timeout=10000 "
    "-c idle_in_transaction_session_timeout=60000 "
    # A query takes a few milliseconds: jit (35 ms) or parallel workers cost more. Decision 66.
    "-c jit=off -c max_parallel_workers_per_gather=0",
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/chamber.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Opening it anew costs 4 ms of processor, half of a page. Decision 145.
    DATABASES["default"].update(
        ENGINE="chamber.backends.sqlite3", OPTIONS=SQLITE_OPTIONS, CONN_MAX_AGE=None
    )
else:
    DATABASES["default"].update(
        ENGINE="chamber.backends.postgresql",
        OPTIONS={**POSTGRES_OPTIONS, **DATABASES["default"].get("OPTIONS", {})},
        CONN_MAX_AGE=60,
        CONN_HEALTH_CHECKS=True,
    )
REPLICA = env("CHAMBER_REPLICA", default="")  # for readers' pages, decision 159
if REPLICA:
    DATABASES["replica"] = env.db("CHAMBER_REPLICA")
    if any(not each["ENGINE"].endswith("postgresql") for each in DATABASES.values()):
        raise ImproperlyConfigured(
            "CHAMBER_REPLICA 是 PostgreSQL 副本的地址（postgres://…），DATABASE_URL 须是它的主库"
        )
    DATABASES["replica"].update(
        ENGINE="chamber.backends.replica",
        # A replica that is away costs two seconds, and what it answered late is read from the primary.
        OPTIONS={
            **POSTGRES_OPTIONS,
            **{"connect_timeout": 2, "tcp_user_timeout": 3000, "keepalives_idle": 5},
            **{"keepalives_interval": 2, "keepalives_count": 2},
            "options": f"{POSTGRES_OPTIONS['options']} -c default_transaction_read_only=on",
            **DATABASES["replica"].get("OPTIONS", {}),
        },
        CONN_MAX_AGE=60,
        TEST={"MIRROR": "default"},
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# EMAIL_HOST, EMAIL_BACKEND and so on, from one URL.
globals().update(env.email_url("EMAIL_URL", default="dummymail://"))
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", default="desk@localhost")
EMAIL_TIMEOUT = 10

AUTH_USER_MODEL = "chamber.User"
# The first one hashes; a password with an older hash gets it at the next log-in. Decision 109.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "chamber.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"  # used where `next` leads to another site
# The second step of a log-in, decision 109: on localhost whoever wants it.
SECOND_FACTOR_REQUIRED = bool(PUBLIC_HOSTS)
TRUSTED_DEVICES = env.bool("CHAMBER_TRUSTED_DEVICES", default=False)
# Single sign-on, decision 115: nothing of it is loaded without an issuer.
OIDC_ISSUER = env("CHAMBER_OIDC_ISSUER", default="")
OIDC_CLIENT_ID = env("CHAMBER_OIDC_CLIENT", default="")
OIDC_CLIENT_SECRET = env("CHAMBER_OIDC_SECRET", default="")
OIDC_NAME = env("CHAMBER_OIDC_NAME", default="统一身份认证")
OIDC_SECOND_FACTORS = frozenset(env.list("CHAMBER_OIDC_SECOND_FACTORS", default=[]))
if fault := provider_fault(OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET):
    raise ImproperlyConfigured(fault)
SESSION_ENGINE = "chamber.sessions"  # decision 110
SESSION_IDLE_MINUTES = env.int("CHAMBER_IDLE_MINUTES", default=120)
SESSION_COOKIE_AGE = env.int("CHAMBER_SESSION_HOURS", default=12) * 3600
SESSION_COOKIE_HTTPONLY = True

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "locale"]  # the house's words for Django's stock pages
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
STORAGES = {
    "default": default_storage(
        S3,
        S3_KEY,
        S3_SECRET,
        region=env("CHAMBER_S3_REGION", default="us-east-1"),
        style=S3_STYLE,
    ),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "chamber.static_storage.StaticFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
# Source maps are read by developers alone; to compress them took half of a first start.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

HTTPS = bool(PUBLIC_HOSTS)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # the browsers' preload list is the owner's decision
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in PUBLIC_HOSTS]
BEHIND_PROXY = env.bool("CHAMBER_BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

TAGGIT_CASE_INSENSITIVE = True
TAGGIT_TAGS_FROM_STRING = "series.text.language.tag_names.split_tags"
TAGGIT_STRING_FROM_TAGS = "series.models.tag.join_tags"

LOG = env("CHAMBER_LOG", default="line")
if LOG not in ("line", "json"):
    raise ImproperlyConfigured(f"CHAMBER_LOG 应为 line 或 json，现在是“{LOG}”")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "chamber.log_format.LineFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
        "json": {"()": "chamber.log_format.JsonFormatter"},
    },
    "filters": {"one_line": {"()": "chamber.log_filters.OneLine"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": LOG,
            "filters": ["one_line"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "chamber.requests": {"level": "INFO" if LOG == "json" else "WARNING"},
    },
}

# A Song typeface for the text of drawn covers; empty: a usual one, if installed. Decision 46.
COVER_FONT = env("CHAMBER_FONT", default="")

# Facts for the footer and machine-readable labels; an empty one is left out.
# Other sites that a redirect of the desk may lead to, separated by commas; decision 122.
REDIRECT_HOSTS = frozenset(filter(None, env("REDIRECT_HOSTS", default="").split(",")))
SITE = {
    "name": env("SITE_NAME", default="新时代 新常商 新力量"),
    "owner": env("SITE_OWNER", default="常州市工商业联合会"),
    "base_url": env("SITE_BASE_URL", default="").rstrip("/"),
    "icp": env("SITE_ICP", default=""),
    "police": env("SITE_POLICE", default=""),
    "id_code": env("SITE_ID_CODE", default=""),
    "contact": env("SITE_CONTACT", default=""),
    "party_mark": env("SITE_PARTY_MARK", default=""),
    "find_errors": env("SITE_FIND_ERRORS", default=""),
    "security_contact": contact_address(env("SITE_SECURITY_CONTACT", default="")),
}
