"""The names of languages and their BCP 47 tags."""

from __future__ import annotations

import re
from functools import cache

_NAMES = {
    "sq": "albanian shqip", "ar": "arabic", "hy": "armenian", "az": "azerbaijani", "eu": "basque",
    "be": "belarusian byelorussian", "bn": "bengali", "bg": "bulgarian", "my": "burmese", "ca": "catalan",
    "zh": "chinese mandarin chinesisch", "hr": "croatian", "cs": "czech", "da": "danish", "nl": "dutch",
    "en": "english", "af": "afrikaans", "bs": "bosnian",
    "et": "estonian", "fi": "finnish", "fr": "french français französisch", "ka": "georgian",
    "de": "german deutsch", "el": "greek", "he": "hebrew", "hi": "hindi", "hu": "hungarian", "is": "icelandic",
    "id": "indonesian", "ga": "irish", "it": "italian", "ja": "japanese", "kk": "kazakh", "km": "khmer",
    "ko": "korean", "ku": "kurdish", "lo": "lao laotian", "la": "latin", "lv": "latvian", "lt": "lithuanian",
    "mk": "macedonian", "ms": "malay", "mn": "mongolian", "ne": "nepali", "no": "norwegian", "ps": "pashto",
    "fa": "persian farsi", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian русский russisch",
    "sr": "serbian", "sh": "serbo-croatian serbo-croat", "sk": "slovak", "sl": "slovenian slovene", "es": "spanish",
    "sw": "swahili", "sv": "swedish", "tg": "tajik", "ta": "tamil", "th": "thai", "bo": "tibetan", "tr": "turkish",
    "tk": "turkmen", "uk": "ukrainian", "ur": "urdu", "uz": "uzbek", "vi": "vietnamese", "cy": "welsh",
    "yi": "yiddish",
}  # fmt: skip


@cache
def _by_name() -> dict[str, str]:
    return {name: tag for tag, names in _NAMES.items() for name in names.split()}


def tag_of(name: str) -> str:
    """The BCP 47 tag of a language by its printed name, in English or its own; empty when unknown."""
    name = name.strip().casefold()
    if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", name) and name in _NAMES:
        return name
    return _by_name().get(name.split(" (")[0], "") or _by_name().get(name.split(" ")[-1], "")


def english_name(tag: str) -> str:
    """A language's English name by its tag, the tag itself when unknown."""
    names = _NAMES.get(tag.partition("-")[0])
    return names.split()[0].title() if names else tag


def is_known(tag: str) -> bool:
    """Whether this is a language that has a name here."""
    return tag in _NAMES
