"""Plain words for the codes of consent: what the studio prints."""

from artisans.showing import Channel, Scope

SCOPE_NAMES: dict[str, str] = {
    Scope.TEXT: "her story",
    Scope.PSEUDONYM: "her chosen name",
    Scope.REGION: "her state, where at least 10 makers are",
    Scope.HANDS_PHOTO: "photos of her hands",
    Scope.FACE_PHOTO: "photos of her face",
    Scope.VOICE: "her voice",
}
CHANNEL_NAMES: dict[str, str] = {
    Channel.PRODUCT_PAGE: "this shop",
    Channel.EMAIL: "e-mails of the shop",
    Channel.SOCIAL: "social media",
    Channel.PRESS: "newspapers and television",
    Channel.FEEDS: "other shops and search engines",
}
LANGUAGE_NAMES: dict[str, str] = {
    "as": "Assamese",
    "bn": "Bengali",
    "en": "English",
    "gu": "Gujarati",
    "hi": "Hindi",
    "km": "Khmer",
    "kn": "Kannada",
    "ml": "Malayalam",
    "mr": "Marathi",
    "ne": "Nepali",
    "or": "Odia",
    "pa": "Punjabi",
    "ta": "Tamil",
    "te": "Telugu",
    "ur": "Urdu",
    "vi": "Vietnamese",
}


def name_language(code: str) -> str:
    """The English name of a language that makers speak; an unknown code stays as it is."""
    return LANGUAGE_NAMES.get(code, code)
