"""Who wrote to whom, as the title of a cable or a letter says it."""

from __future__ import annotations

import re

_PARTIES = re.compile(
    r"(?i:(?:\w+ ){0,3}(?:letter|cable|telegram|message|note|dispatch|despatch|cipher|ciphered telegram|memorandum))"
    r"(?:,| by| of)?\s(?:from\s)?(?P<sender>[^,‘'\"“]{3,120}?)\sto\s(?P<addressee>[^,‘\"“]{3,160}?)"
    r"(?=,?\s(?:on|about|concerning|regarding|dated)\s|,|\s[‘'\"“]|\s\(|$)"
)


def parties(title: str) -> tuple[str, str]:
    """Sender and addressee in a title, both empty when it does not name them.

    >>> parties("Letter, Lia Venn to Ruth Abel, 'On Ice'")
    ('Lia Venn', 'Ruth Abel')
    """
    match = _PARTIES.match(title)
    if match is None:
        return "", ""
    return match["sender"].strip(), match["addressee"].strip()
