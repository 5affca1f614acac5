"""What the lines before the first turn say of when the talk was held."""

from __future__ import annotations

import re

from diplomata.dates import find_date
from diplomata.recognise.blocks import Block
from diplomata.record import DateValue

_HELD = re.compile(
    r"(?i)\b(?:interview\w*|record(?:ed|ing)|conducted|held|taped|taken|meeting|session|hearing|sitting|conversation|talks?|"
    r"geführt|aufgenommen|aufzeichnung|gespräch|sitzung|verhandlung|beratung|entretien|réalisée?|enregistrée?|séance|réunion|"
    r"audience|entrevista|sesión|reunión|audiencia|intervista|registrat[oa]|seduta|riunione|entrevistado|sessão|reunião|"
    r"rozmow[ay]|posiedzeni[ea]|wywiad|nagran[oie]+|jednání|schůze|rozhovor|ülés|beszélgetés|ședinț[ae]|interviu|bisedë|"
    r"mbledhje|sednic[ae]|разговор|беседа|заседани[ея]|совещани[ея]|интервью|записан[оа])\b|采访|访谈|会谈|谈话|会议"
)
_LINES = 8
_LONGEST = 160


def introduced_date(blocks: list[Block], first: int) -> DateValue | None:
    """The one day that the lines above the first turn (``blocks[:first]``) name for the talk, interview or sitting;
    nothing where they name several."""
    found: dict[tuple[str, str], DateValue] = {}
    for block in blocks[: min(first, _LINES)]:
        text = block.text
        if len(text) > _LONGEST or not _HELD.search(text):
            continue
        date = find_date(text, precise=True)
        if date is not None:
            found.setdefault((date[2].when, date[2].not_before), date[2])
    return next(iter(found.values())) if len(found) == 1 else None
