"""The settings: what a firm may set comes from the environment, everything else is fixed here.

LEADLINE_DATA      folder for the database, files and the secret key (default: var/ beside the code)
LEADLINE_DATABASE  postgresql://user:password@host/name (default: SQLite in LEADLINE_DATA)
LEADLINE_URL       the address people use (default: http://localhost:8000)
LEADLINE_MAIL      smtp:// or smtps://user:password@host:port (default: files in LEADLINE_DATA/mail)
LEADLINE_ZONE      the company's time zone (default: UTC)
LEADLINE_DEBUG     1 shows errors in the browser; never on a machine that strangers reach
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from leadline.config.environment import database, mail, secret_key

HOME = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("LEADLINE_DATA", HOME.parent / "var")).resolve()
IMPORT_LIMIT = int(os.environ.get("LEADLINE_IMPORT_MB", "200")) * 1024**2  # bytes, by the page
PLAYBOOKS = Path(os.environ.get("LEADLINE_PLAYBOOKS", HOME.parent / "playbooks"))
GUIDE = HOME / "guide"  # where the package is installed; beside the code in a checkout
if not GUIDE.exists():
    GUIDE = HOME.parent / "docs" / "guide"
URL = os.environ.get("LEADLINE_URL", "http://localhost:8000").rstrip("/")
DEBUG = os.environ.get("LEADLINE_DEBUG") == "1"
DEMO = (DATA / "demo.json").exists()  # made by `leadline demo` alone, see leadline/demo/memory.py
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = [urlsplit(URL).hostname or "localhost", "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [URL]

INSTALLED_APPS = [
    "leadline.core",
    "leadline.conditions",
    "leadline.ui",
    "leadline.access",
    "leadline.files",
    "leadline.parties",
    "leadline.playbooks",
    "leadline.records",
    "leadline.search",
    "leadline.work",
    "leadline.mail",
    "leadline.leads",
    "leadline.intake",
    "leadline.deals",
    "leadline.service",
    "leadline.channel",
    "leadline.automation",
    "leadline.reports",
    "leadline.workspace",
    "leadline.demo",
    "leadline.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its widgets, drawn through our own form templates
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.humanize",  # allauth's pages ask for it
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "leadline.ui.addresses.PlainAddressMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "leadline.core.remembered.RememberWhileReading",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "leadline.access.middleware.PersonalSettingsMiddleware",
    "leadline.ui.security.ContentSecurityPolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "leadline.ui.passing.PassingMiddleware",
    "leadline.workspace.middleware.AnswerAtOnceMiddleware",
    "leadline.workspace.middleware.UnreadableMiddleware",
]

ROOT_URLCONF = "leadline.config.demo_urls" if DEMO else "leadline.config.urls"
WSGI_APPLICATION = "leadline.config.wsgi.application"

# Said in full: components and partials each set up loaders; the last one would win.
TEMPLATE_LOADERS = [
    (
        "template_partials.loader.Loader",
        [
            (
                "django.template.loaders.cached.Loader",
                [
                    "django_cotton.cotton_loader.Loader",
                    "django.template.loaders.filesystem.Loader",
                    "django.template.loaders.app_directories.Loader",
                ],
            )
        ],
    )
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": TEMPLATE_LOADERS,
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "leadline.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "leadline.ui.appearance.appearance",
                "leadline.config.context.frame",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("LEADLINE_DATABASE", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

CACHES = {
    "default": {  # shared by all web processes, so that sign-in attempts are counted once
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
    }
}

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "name"]}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "demo" if DEMO else "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_ADAPTER = "leadline.access.adapter.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation is the proof
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {"login": "leadline.access.forms.SignInForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Leadline"

LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [HOME / "locale"]
FORMAT_MODULE_PATH = ["leadline.ui.formats"]
USE_TZ = True
TIME_ZONE = os.environ.get("LEADLINE_ZONE", "UTC")

STATIC_URL = "/static/"
STATICFILES_DIRS = [("guide", GUIDE)]
WHITENOISE_USE_FINDERS = True

LEADLINE_FILE_LIMIT = 20 * 1024 * 1024  # bytes of one file that is handed in

SECURE = URL.startswith("https://")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "leadline.ui.views.csrf_failure"
FORM_RENDERER = "leadline.ui.renderer.FormRenderer"

# A demo writes to people who do not exist: its letters never leave this machine.
globals().update(mail("" if DEMO else os.environ.get("LEADLINE_MAIL", ""), DATA))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
