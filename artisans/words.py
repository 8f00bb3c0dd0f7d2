"""Plain words for the codes of consent, languages and crafts: what the studio prints."""

from django.utils.translation import gettext, gettext_noop

from artisans.showing import Channel, Scope

SCOPE_NAMES: dict[str, str] = {
    Scope.TEXT: gettext_noop("her story"),
    Scope.PSEUDONYM: gettext_noop("her chosen name"),
    Scope.REGION: gettext_noop("her state, where at least 10 makers are"),
    Scope.HANDS_PHOTO: gettext_noop("photos of her hands"),
    Scope.FACE_PHOTO: gettext_noop("photos of her face"),
    Scope.VOICE: gettext_noop("her voice"),
}
CHANNEL_NAMES: dict[str, str] = {
    Channel.PRODUCT_PAGE: gettext_noop("this shop"),
    Channel.EMAIL: gettext_noop("e-mails of the shop"),
    Channel.SOCIAL: gettext_noop("social media"),
    Channel.PRESS: gettext_noop("newspapers and television"),
    Channel.FEEDS: gettext_noop("other shops and search engines"),
}
LANGUAGE_NAMES: dict[str, str] = {
    "as": gettext_noop("Assamese"),
    "bn": gettext_noop("Bengali"),
    "en": gettext_noop("English"),
    "gu": gettext_noop("Gujarati"),
    "hi": gettext_noop("Hindi"),
    "km": gettext_noop("Khmer"),
    "kn": gettext_noop("Kannada"),
    "ml": gettext_noop("Malayalam"),
    "mr": gettext_noop("Marathi"),
    "ne": gettext_noop("Nepali"),
    "or": gettext_noop("Odia"),
    "pa": gettext_noop("Punjabi"),
    "ta": gettext_noop("Tamil"),
    "te": gettext_noop("Telugu"),
    "ur": gettext_noop("Urdu"),
    "vi": gettext_noop("Vietnamese"),
}


def name_language(code: str) -> str:
    """The name of a language that makers speak, in the language of the page; an unknown code stays as it is."""
    return gettext(LANGUAGE_NAMES[code]) if code in LANGUAGE_NAMES else code


def name_of_craft(slug: str) -> str:
    """`block-print` as words, as they are spelled: a slug holds no accents."""
    return slug.replace("-", " ").replace("_", " ").replace("applique", "appliqué")
