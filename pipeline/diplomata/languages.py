"""The names of languages and their BCP 47 tags."""

from __future__ import annotations

import re
from functools import cache

_NAMES = {
    "sq": "albanian shqip albanisch albanais albanés albanese албанский albański albánština",
    "ar": "arabic العربية arabisch arabe árabe arabo арабский arabski arabština 阿拉伯文 アラビア語",
    "hy": "armenian հայերեն armenisch arménien armenio armeno армянский", "az": "azerbaijani азербайджанский",
    "eu": "basque euskara", "be": "belarusian byelorussian беларуская белорусский białoruski", "bn": "bengali",
    "bg": "bulgarian български bulgarisch bulgare búlgaro bulgaro болгарский bułgarski bulharština",
    "my": "burmese", "ca": "catalan català",
    "zh": "chinese mandarin 中文 汉语 漢語 中国語 中國語 chinesisch chinois chino cinese chinês китайский chiński čínština",
    "hr": "croatian hrvatski kroatisch croate croata хорватский chorwacki",
    "cs": "czech čeština český česky tschechisch tchèque checo ceco чешский czeski",
    "da": "danish dansk dänisch danois danés danese датский duński",
    "nl": "dutch nederlands niederländisch néerlandais neerlandés olandese holländisch нидерландский голландский holenderski",
    "en": "english englisch anglais inglés inglese inglês английский angielski angličtina engels engelska engelsk angol "
    "ingilizce 英文 英语 英語", "af": "afrikaans", "bs": "bosnian bosanski",
    "et": "estonian eesti", "fi": "finnish suomi finnisch finnois финский fiński",
    "fr": "french français französisch francés francese francês французский francuski francouzština frans franska fransk "
    "francia fransızca 法文 法语 法語 フランス語", "ka": "georgian ქართული georgisch géorgien грузинский",
    "de": "german deutsch allemand alemán tedesco alemão немецкий niemiecki němčina duits tyska tysk német almanca 德文 德语 "
    "德語 ドイツ語", "el": "greek ελληνικά griechisch grec griego greco греческий grecki", "he": "hebrew עברית hebräisch hébreu иврит",
    "hi": "hindi हिन्दी", "hu": "hungarian magyar ungarisch hongrois húngaro ungherese венгерский węgierski maďarština",
    "is": "icelandic íslenska", "id": "indonesian", "ga": "irish gaeilge",
    "it": "italian italiano italienisch italien итальянский włoski italština italiaans italienska olasz 意大利文",
    "ja": "japanese 日本語 日文 日语 日語 japanisch japonais japonés giapponese японский japoński",
    "kk": "kazakh", "km": "khmer",
    "ko": "korean 한국어 조선어 朝鮮語 韓国語 朝鲜文 koreanisch coréen coreano корейский koreański", "ku": "kurdish",
    "lo": "lao laotian", "la": "latin latein latino латинский łacina", "lv": "latvian latviešu", "lt": "lithuanian lietuvių",
    "mk": "macedonian македонски", "ms": "malay",
    "mn": "mongolian монгол mongolisch mongol монгольский", "ne": "nepali", "no": "norwegian norsk norwegisch norvégien",
    "ps": "pashto", "fa": "persian farsi فارسی persisch persan персидский",
    "pl": "polish polski polnisch polonais polaco polacco polonês польский polština lengyel",
    "pt": "portuguese português portugiesisch portugais portugués portoghese португальский portugalski",
    "ro": "romanian română rumänisch roumain rumano rumeno румынский rumuński rumunština",
    "ru": "russian русский russisch russe ruso russo rosyjski ruština orosz ryska rusça 俄文 俄语 俄語 ロシア語",
    "sr": "serbian српски srpski serbisch serbe сербский", "sh": "serbo-croatian serbo-croat serbokroatisch сербскохорватский",
    "sk": "slovak slovenčina slowakisch slovaque словацкий słowacki", "sl": "slovenian slovene slovenščina",
    "es": "spanish español castellano spanisch espagnol spagnolo espanhol испанский hiszpański španělština spaans spanska 西班牙文",
    "sw": "swahili", "sv": "swedish svenska schwedisch suédois sueco svedese шведский szwedzki",
    "tg": "tajik", "ta": "tamil", "th": "thai", "bo": "tibetan",
    "tr": "turkish türkçe türkisch turc turco турецкий turecki", "tk": "turkmen",
    "uk": "ukrainian українська ukrainisch ukrainien ucraniano украинский ukraiński", "ur": "urdu اردو", "uz": "uzbek",
    "vi": "vietnamese vietnamesisch vietnamien vietnamita вьетнамский wietnamski 越南文", "cy": "welsh cymraeg",
    "yi": "yiddish ייִדיש jiddisch",
}  # fmt: skip


@cache
def _by_name() -> dict[str, str]:
    return {name: tag for tag, names in _NAMES.items() for name in names.split()}


def tag_of(name: str) -> str:
    """The BCP 47 tag of a language by its printed name, in English, in its own tongue or in one in which archives are
    described; empty when unknown."""
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
