"""Paragraphs without parentheses that only a record-keeper writes.

What a sitting did between two speeches is an aside, as it is in parentheses: ``It was so decided.`` How the sitting
began and ended is the frame of the record, no aside: it ends the turn before it, and stays a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Set

from diplomata.recognise.lexicon import words
from diplomata.recognise.names import fold

_LONGEST = 200
"""In characters: a longer paragraph tells more than what the formula says."""
_FORMULAS = re.compile(
    r"(?:it was (?:then |accordingly |further |therefore )?so (?:decided|agreed|ordered|resolved)"
    r"|(?:the )?(?:(?:provisional|revised) )?(?:agenda|minutes) (?:was|were) (?:(?:then|accordingly|unanimously|duly) )?(?:adopted|approved|agreed to)"
    r"|at the invitation of .{3,120} took (?:a |his |her |their |the )?(?:place|seat)s? at .{3,60}"
    r"|(?:the |operative |draft |preambular )*(?:resolution|paragraph|amendment|motion|proposal|article)\b.{0,60} (?:was|were) (?:adopted|rejected|carried|approved) by \d+ votes? to .{2,60}"
    r"|a vote was taken by (?:roll[- ]call|show of hands|secret ballot)|.{3,40}, having been drawn by lot by the (?:president|chairman), was called upon to vote first"
    r"|pursuant to rule \d+ .{3,60}, it was decided .{5,120}"
    r"|(?:and )?question,? (?:that .{3,100},? )?(?:proposed|put)(?:,? and)?(?: (?:agreed to|negatived|put and agreed to|put))?"
    r"|(?:whereupon|thereupon),? .{5,160}"
    r"|the witness(?:es)?(?: then)? (?:withdrew|was sworn|were sworn|was excused|stood down|retired|was affirmed)"
    r"|(?:the )?(?:commission|committee|court|hearing|tribunal|proceedings|meeting) (?:adjourns|resumes|reconvenes)"
    r"|on (?:resumption|resuming)(?: at .{3,20})?|proceedings suspended from .{3,20} to .{3,20}"
    r"|(?:the )?(?:sitting|meeting|session) (?:was )?suspended (?:for|at|until) .{3,60}"
    r"|(?:short|luncheon|lunch|tea|brief) (?:adjournment|recess|break)(?: taken)?"
    r"|il en est ainsi (?:décidé|ordonné)|l['’]ordre du jour est adopté|sur l['’]invitation d.{3,120} pren(?:d|nent) place à .{3,60}"
    r"|así queda acordado|queda aprobado el orden del día|por invitación d.{3,120} toman? asiento .{3,60}"
    r"|överläggningen var härmed (?:slutad|avslutad)|(?:休息|繼續開會|继续开会|休憩|再開)(?:[（(][^（()）]{1,20}[）)])?)[.。—–-]{0,2}",
    re.IGNORECASE,
)
"""What a secretariat prints between speeches of what the sitting did, in the words that such records share."""
_HEARD = re.compile(
    r"(?:risos|risas|pausa|rires|sourires|hilaridad|protestos|protestas|protestations|murmures|murmullos|mormorii|rumori|ilarità|heiterkeit|смех(?: в зале)?|оживление(?: в зале)?|potlesk|smích|oklaski|wesołość|skratt|latter|munterhet"
    r"|(?:both|all|they(?: all)?|everyone|everybody)(?: present)? (?:laugh(?:s|ed)?|applaud(?:s|ed)?|smile[sd]?)"
    r"|(?:prolonged |loud )?(?:laughter|applause|cheers)|aplausos|applausi|applaudissements|beifall|аплодисменты)"
    r"(?:,? (?:gerais|prolongados|generales|generali|prolongés|entusiásticos|da|do|das|dos|del?|de la|des?|du|bei|im|d[ei]|em|на|в|in|from|on|and|e|y|et|und|och|и)\b[^.:?!]{0,90})?\.?",
    re.IGNORECASE,
)
"""``Risos.``, ``Aplausos do PS e de alguns deputados.``: what is heard, on a line of its own."""
_RISING = re.compile(
    r"(?:(?:several|some|many|other|two|three) )?(?:(?:hon|right hon)(?:ou?rable|\.)? )*(?:members?|senators?|deputies|lords|peers|opposition members|gentlemen)\b"
    r"[^.:]{0,30} (?:rose|rising|interrupted|interrupting|stood up|dissented|indicated assent|indicated dissent)[ .—–-]*",
    re.IGNORECASE,
)
"""``Several hon. Members rose—``"""
_ENTERS = re.compile(r"\[(?:Enter|Exit|Exeunt|Re-?enter)s? [^\[\]:]{2,100}")
"""``[Enter Ld. Chancellor.``: as the secretaries of cabinets note it, who close no bracket."""
_RULED = re.compile(r"[-–—]{3,} ?[^\W\d_a-z][^?]*")
"""``--- Recess taken at 10.47 a.m.``: as court reporters set off what is not testimony."""
_DASHED = re.compile(
    r"[-–—] {0,3}(?:Se (?:[a-záéíóú]+)|Resulta|Son las|Eran las|A las|Ocupa|Entra|Sale|Asentimiento|Assume|Passa-se|Levanta-se|Encerra-se|Suspende-se|Reabre-se|Procede-se|É (?:dad[ao]|lid[ao]|aprovad[ao])|São lid[ao]s|Así se hace|Así se (?:acuerda|aprueba|procede)|Murmullos|Aplausos|Risas|Hilaridad|Ovación|Manifestaciones|Es la hora|Efectuada|Puest[oa]s? |"
    r"(?:Varios|Algunos|Los) (?:señores|diputados|senadores|concejales))\b"
)
"""``—Se vota y resulta afirmativa.``: how the diaries of sessions in Spanish set off what is done."""
_OF_A_STUDIO = re.compile(
    r"(?:MUSIC|SOUND(?: EFFECTS?)?|EFFECTS?|SFX|FX|GRAMS|ATMOS(?:PHERE)?|ANNOUNCEMENT OFF) ?: \S"
)
"""``SOUND: HAMMERING, DISTANT.``: as scripts of broadcasts set what is heard."""
_OF_A_SPEAKER = re.compile(
    r"(?i)\b(?:i|we|you|my|our|your|us|ich|wir|je|nous|vous|yo|nosotros|noi|nós|я|мы|вы|nasz\w*|my)\b|我|你|您"
)
_CLOSES = re.compile(
    r"(?i)(?:the |this |das |die |der |l['’]|la |le )?(?:telephone )?(?:meetings?|conversations?|talks?|sessions?|sitting|interview|hearing|discussions?|negotiations?|"
    r"recording|tape|debate|proceedings|house|committee|commission|council|conference|board|assembly|unterredung|gespräch|"
    r"sitzung|entretien|séance|заседание|беседа)\b.{0,80}?\b(?:ended|ends|rose|went on|was recorded|adjourned|concluded|closed|was over|lasted|"
    r"came to an end|broke up|resolved|agreed|decided|adopted|took note|approved|was suspended|resumed|endete|dauerte|"
    r"schloss|wurde|prit fin|est levée|закончил\w+|продолжал\w+)\b"
    r"|(?:also )?present (?:at|during|were)\b.{0,60}? (?:were|was)\b|also present:?\s|(?:the )?(?:conversation|meeting|talks?|minutes|notes?) (?:was|were) (?:recorded|taken down|written down|interpreted|translated) by\b"
    r"|(?:[^\W\d_][\w.’'-]* ){1,3}(?:recorded|took down|wrote down|interpreted) the (?:conversation|talks?|meeting|discussion)\b"
    r"|(?:recorded|transcribed|interpreted|taken down|written down) by\b"
    r"|it was (?:then |further |also |unanimously )?(?:agreed|resolved|decided|noted|ordered)\b|谈话.{0,12}结束"
)


def is_record_keeping(text: str) -> bool:
    """Whether a paragraph after a turn is the record-keeper's own: how the meeting ended, what it resolved."""
    return bool(_CLOSES.match(text))


_TELLS = frozenset(
    """
    asks thanks inquires enquires announces replies answers notes points adds expresses explains proposes suggests agrees disagrees
    emphasizes emphasises stresses states informs remarks continues raises shows greets welcomes objects insists promises
    touches dwells mentions confirms repeats recalls describes hands shifts interrupts conveys clarifies responds
    """.split()
)
"""What who takes part does, as a record-keeper tells it in the present."""


def tells_of(text: str, participants: Set[str]) -> bool:
    """Whether a paragraph after a turn tells what somebody does who takes part: ``Stalin asks which agreement.``

    ``participants`` are the folded words of their names. In the past a speaker may tell of others himself.
    """
    named = False
    for token in text.split(" ", _NAMED)[:_NAMED]:
        word = fold(token)
        if word in participants and token[0].isupper():
            named = True
        elif word in _TELLS:
            return named and _OF_A_SPEAKER.search(text) is None
        elif not (word in words("honorifics") or word in words("roles")):
            return False
    return False


_NAMED = 6
"""The verb is among so many words."""
RULE = "--- "
"""Before an aside this is layout, as parentheses are, and the element says it."""


def is_plain_aside(text: str) -> bool:
    """Whether a paragraph of a dialogue is an aside that nothing sets off from what is said but its wording.

    Only formulas count that no speaker uses of the sitting: a paragraph that tells more, or may be spoken, stays one.
    """
    return len(text) <= _LONGEST and _is_formula(text) and _OF_A_SPEAKER.search(text) is None


def _is_formula(text: str) -> bool:
    if text[0] in "-–—":
        return _RULED.fullmatch(text) is not None or _DASHED.match(text) is not None
    if _OF_A_STUDIO.match(text) or _ENTERS.fullmatch(text):
        return True
    return any(form.fullmatch(text) for form in (_FORMULAS, _RISING, _HEARD))
