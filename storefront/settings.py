"""All settings of Kantha, in one file; each can be set by an environment variable, none has to be.

`docs/operations.md` lists the variables. A bad value stops the start with a sentence.
"""

import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from storefront.env import read_address, read_choice, read_flag, read_integer, read_list, read_text
from storefront.file_stores import read_stores

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(read_text("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# development: sample shop, test gateway, mails kept to be read. production: none of these.
MODE = read_choice("KANTHA_MODE", "development", ("development", "production"))
PRODUCTION = MODE == "production"
DEBUG = read_flag("DEBUG", default=False)
PORT = read_integer("PORT", 8000, minimum=1, maximum=65535)
PUBLIC_URL = read_text("PUBLIC_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]", "testserver"))


def _read_secret(name: str) -> str:
    """A secret from the environment; in development, one made once and kept in the var folder."""
    text = read_text(name)
    if text:
        return text
    if PRODUCTION:
        raise ImproperlyConfigured(f"{name} must be set in production (or {name}_FILE).")
    path = VAR_DIR / f"{name.lower()}.secret"
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    except FileExistsError:
        pass
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = _read_secret("SECRET_KEY")
# The vault of makers' names has a key of its own; several, separated by commas, while rotating.
VAULT_KEYS = _read_secret("VAULT_KEYS").split(",")
SALT_KEY = [_read_secret("FIELD_SALT")]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "storefront",
    "dashboard",
    "payments",
    "impact_tags",
    "artisans",
    "catalog",
    "mail",
    "themes",
    "people",
    "saleor_api",
    "engine",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "artisans.studio.frame.StudioMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "storefront.middleware.SameOriginMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "storefront.urls"
WSGI_APPLICATION = "storefront.wsgi.application"

THEME = read_text("THEME", "base")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "themes" / name / "templates" for name in dict.fromkeys((THEME, "base"))],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["themes.templatetags.kantha", "django.templatetags.static", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- Databases: the shop's, and the engine's own ---------------------------------------------
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # secure_delete: what was taken back must not stand in freed pages (story-safety, "Withdrawal").
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8000;"
    " PRAGMA secure_delete=ON;",
}


def _read_database(name: str, default: str) -> dict[str, Any]:
    try:
        config = dict(dj_database_url.parse(read_text(name, default)))
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            f"{name} is not a database address such as postgres://user:password@host/name."
        ) from error
    config["ATOMIC_REQUESTS"] = False
    config["CONN_HEALTH_CHECKS"] = True
    config["CONN_MAX_AGE"] = 60
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = dict(_SQLITE_OPTIONS)
        config["CONN_MAX_AGE"] = None
    return config


def _read_engine_database(shop: dict[str, Any]) -> dict[str, Any]:
    """A second SQLite file; beside a PostgreSQL shop, a schema of its own in the same database."""
    config = _read_database("ENGINE_DATABASE_URL", read_text("DATABASE_URL", f"sqlite:///{VAR_DIR}/engine.sqlite3"))
    if not read_text("ENGINE_DATABASE_URL") and shop["ENGINE"] == "django.db.backends.postgresql":
        config["OPTIONS"] = {"options": "-c search_path=engine"}
    elif not read_text("ENGINE_DATABASE_URL") and read_text("DATABASE_URL"):
        config = _read_database("ENGINE_DATABASE_URL", f"sqlite:///{VAR_DIR}/engine.sqlite3")
    if config["ENGINE"] == "django.db.backends.postgresql":
        config["TEST"] = {"NAME": "test_kantha_engine"}
    return config


DATABASES = {"default": _read_database("DATABASE_URL", f"sqlite:///{VAR_DIR}/kantha.sqlite3")}
DATABASES["engine"] = _read_engine_database(DATABASES["default"])
DATABASE_ROUTERS = ["storefront.routers.EngineRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Saleor: the one switch -------------------------------------------------------------------
SALEOR_API_URL = read_text("SALEOR_API_URL")
EMBEDDED_ENGINE = not SALEOR_API_URL
# Other addresses by which the same Saleor names itself to its apps: its public one, where we call an inner one.
SALEOR_API_ALIASES = read_list("SALEOR_API_ALIASES")
# Where Saleor keeps its pictures, if not at its own host: `host` or `host:port`; no other is ever asked.
SALEOR_MEDIA_HOSTS = read_list("SALEOR_MEDIA_HOSTS")
# Where the engine stands in for Saleor, bytes go in and out through these callables (docs/decisions).
SALEOR_IN_PROCESS_EXECUTE = "engine.api.execute" if EMBEDDED_ENGINE else ""
SALEOR_IN_PROCESS_KEYS = "engine.api.key_set" if EMBEDDED_ENGINE else ""
SALEOR_IN_PROCESS_MEDIA = "engine.api.read_media" if EMBEDDED_ENGINE else ""
# Below these addresses the engine calls the receiving app in the same process instead of over the network.
ENGINE_DOORS = {
    "/saleor/": "storefront.door.receive",
    "/payments/saleor/": "payments.door.receive",
}
ENGINE_MEDIA_ROOT = VAR_DIR / "engine-media"
ENGINE_DATABASE = "engine"

# Where staff open Saleor's Dashboard: the only pages that may show ours in a frame. Empty: Saleor's own address.
SALEOR_DASHBOARD_URL = read_address("SALEOR_DASHBOARD_URL")

# Channels by slug: Saleor tells anonymous clients neither currency nor country.
DEFAULT_CHANNEL = read_text("SALEOR_CHANNEL", "default-channel")
CHANNELS: dict[str, dict[str, Any]] = {
    DEFAULT_CHANNEL: {
        "currency": "USD",
        "country": "US",
        "hosts": [],
        # What Saleor's tax configuration of the channel says; pages name it beside the price.
        "prices_include_tax": True,
        "countries": ["US", "GB", "DE", "IN", "AU", "CA", "FR", "IE", "NL", "NZ"],
    },
}
TRAINING_FUND_BASIS_POINTS = read_integer("TRAINING_FUND_BASIS_POINTS", 500, maximum=10000)

# --- Background work: rows that a worker drains (docs/decisions) --------------------------------
# Dotted name of a callable () -> int (rows handled), and the seconds between two runs when idle.
CHORES: dict[str, float] = {
    "catalog.chores.sync_changed": 0.5,
    "catalog.chores.make_pictures": 1.0,
    "catalog.chores.compare_all": 1.0,
    "catalog.pictures.clear_retired": 60.0,
    "mail.chores.send_mails": 1.0,
    "mail.chores.empty_old_mails": 3600.0,
    "artisans.chores.unpublish_expired": 60.0,
    "artisans.chores.link_new_products": 20.0,
    "artisans.chores.remind_coordinators": 3600.0,
    "artisans.chores.mirror_at_saleor": 2.0,
    "artisans.chores.compare_at_saleor": 21600.0,
    "artisans.chores.purge_withdrawn": 20.0,
    "artisans.chores.develop_photos": 1.0,
    "artisans.chores.clear_half_uploads": 3600.0,
    "impact_tags.chores.take_down_expired": 60.0,
    "storefront.chores.complete_paid_checkouts": 30.0,
    "storefront.chores.check_shop_app": 60.0,
    "storefront.lookout.follow_changed_orders": 60.0,
    "payments.chores.settle_pending": 2.0,
    "payments.chores.send_reports": 2.0,
    "payments.chores.check_payment_app": 60.0,
}
if EMBEDDED_ENGINE:
    CHORES["engine.chores.deliver_events"] = 0.3
    CHORES["engine.chores.release_reservations"] = 30.0
# They give way while others have something to do: a rendition takes as much of the processor as two purchases.
PATIENT_CHORES = ["catalog.chores.make_pictures", "artisans.chores.develop_photos"]
# They may take minutes, reading every table and file: the worker runs them beside the others.
LONG_CHORES = ["artisans.chores.purge_withdrawn", "artisans.chores.compare_at_saleor"]
# Dotted names of callables () -> str: an empty answer means ready, any other says what is missing.
READY_CHECKS = ["catalog.chores.check_ready", "storefront.health.check_sample_shop"]
if EMBEDDED_ENGINE:
    READY_CHECKS.append("engine.chores.check_ready")
# Dotted names of callables () -> Iterator[None]: what each process does once when it starts, in small steps.
WARM_UPS = [
    "saleor_api.warming.introduce_documents",
    "saleor_api.warming.build_models",
    "storefront.warming.ready_pages",
]
if EMBEDDED_ENGINE:
    WARM_UPS.append("engine.api.warm_up")

# Dotted names of callables () -> [(what, sentence)]: what needs a hand, told on the dashboard's connection page.
DESK_CONCERNS = ["storefront.stuck.list_stuck"]

# --- Payments ------------------------------------------------------------------------------------
PAYMENTS_TEST_GATEWAY = read_flag("PAYMENTS_TEST_GATEWAY", default=not PRODUCTION)
# Two shops on one Saleor need names of their own: it installs an app once.
PAYMENTS_APP_ID = read_text("PAYMENTS_APP_ID", "kantha.payments")
SHOP_APP_ID = read_text("SHOP_APP_ID", "kantha.shop")
if PRODUCTION and PAYMENTS_TEST_GATEWAY:
    raise ImproperlyConfigured("PAYMENTS_TEST_GATEWAY cannot be switched on in production.")

# --- Files ---------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "themes" / name / "static" for name in dict.fromkeys((THEME, "base"))]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
_MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _PLAIN if read_flag("PLAIN_STATIC", default=False) else _MANIFEST},
    **read_stores(VAR_DIR),
}
WHITENOISE_USE_FINDERS = read_flag("PLAIN_STATIC", default=False)

# --- Languages -------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("hi", "हिन्दी"), ("km", "ខ្មែរ")]
PUBLISHED_LANGUAGES = ["en"]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Sign-in and safety ------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# The second factor of Saleor's staff at the dashboard; asked of whoever set one up, and of everybody with the flag.
STAFF_SECOND_FACTOR = read_flag("STAFF_SECOND_FACTOR", default=False)
MFA_ADAPTER = "people.second_factor.SecretAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# Browsers take http://localhost for safe, and nothing else without TLS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
LOGIN_URL = "/studio/login/"
LOGIN_REDIRECT_URL = "/studio/"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
# A coordinator's sign-in on a phone that others use too; "stay signed in" lasts as long as any other.
STUDIO_SHARED_HOURS = read_integer("STUDIO_SHARED_HOURS", 10, minimum=1, maximum=24)
CSRF_COOKIE_SAMESITE = "Lax"
_HTTPS = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31536000 if _HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
# The proxy says in X-Forwarded-Proto which scheme was asked for, and in X-Real-IP who asked.
SECURE_PROXY_SSL_HEADER = None
if read_flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    MIDDLEWARE.insert(0, "storefront.middleware.ProxyAddressMiddleware")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Evidence of a consent, at most 20 MB, must not pass through a file that nobody encrypted.
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024
PAGE_CACHE_SECONDS = read_integer("PAGE_CACHE_SECONDS", 60, maximum=60)

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = read_text(
    "EMAIL_BACKEND",
    "django.core.mail.backends.locmem.EmailBackend"
    if not PRODUCTION
    else "django.core.mail.backends.smtp.EmailBackend",
)
DEFAULT_FROM_EMAIL = read_text("DEFAULT_FROM_EMAIL", "Kantha <shop@kantha.example>")
EMAIL_HOST = read_text("EMAIL_HOST", "localhost")
EMAIL_PORT = read_integer("EMAIL_PORT", 25, minimum=1, maximum=65535)
EMAIL_HOST_USER = read_text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = read_text("EMAIL_HOST_PASSWORD")
MAIL_KEPT_DAYS = read_integer("MAIL_KEPT_DAYS", 30, minimum=1, maximum=3650)
EMAIL_USE_TLS = read_flag("EMAIL_USE_TLS", default=False)
# A mail server that does not answer must not hold up the worker.
EMAIL_TIMEOUT = 20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_probes": {"()": "storefront.probes.NoProbes"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_probes"]}},
    "root": {"handlers": ["console"], "level": read_text("LOG_LEVEL", "WARNING")},
}
