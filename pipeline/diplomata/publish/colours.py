"""The edition's accent as a colour that can be read: at least 4.5 to 1 against the paper, in both schemes.

The ratio is that of WCAG 2.2 (success criterion 1.4.3, level AA, text of ordinary size); colours are read as CSS
Color 4 writes them, and mixed in Oklab (https://bottosson.github.io/posts/oklab/) as the style sheet mixes them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplomata.diagnostics import Diagnostic, diagnose
from diplomata.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diplomata.edition import Edition

LEAST = 4.5
"""The least contrast of text with what is behind it."""
SCHEMES = {
    "light": ("#fbf8f2", "#f1ebdf", "#231f1a"),
    "dark": ("#1b1916", "#25221d", "#e6dfd3"),
}
"""Paper, wash and ink of ``xslt/html/assets/diplomata.css``: an accent stands on the first two."""
Colour = tuple[float, float, float]
"""Red, green and blue of sRGB, each from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Accent:
    """An accent of one scheme: what the edition asks for, its contrast, and what the pages have."""

    scheme: str
    wanted: str
    contrast: float
    shown: str

    @property
    def fits(self) -> bool:
        """Whether the pages have what the edition asks for."""
        return self.contrast >= LEAST


def accents(edition: Edition) -> list[Accent]:
    """The accents of an edition, none where it has none of its own.

    Raises :class:`~diplomata.errors.SettingsError` for one that is no colour.
    """
    found = []
    try:
        if edition.accent:
            found.append(_accent("light", edition.accent, read(edition.accent)))
        if edition.accent_dark:
            found.append(_accent("dark", edition.accent_dark, read(edition.accent_dark)))
        elif edition.accent:
            lighter = mix(read(edition.accent), (1, 1, 1), 0.45)
            found.append(_accent("dark", printed(lighter), lighter))
    except ValueError as error:
        hint = 'Give a colour as CSS writes it, such as "#8c2f1b" or "hsl(11 68% 33%)".'
        raise SettingsError(f"{edition.folder / 'edition.toml'}: accent: {error}", hint=hint) from error
    return found


def complaints(edition: Edition) -> list[Diagnostic]:
    """A note for every accent that the edition asks for and that cannot be read; it names one that can."""
    keys = {"light": "accent", "dark": "accent-dark"}
    return [
        diagnose(
            "accent-contrast",
            f'{keys[found.scheme]} = "{found.wanted}" has a contrast of {math.floor(found.contrast * 100) / 100:.2f} '
            f"to 1 with the {found.scheme} page, and 4.5 is needed; the pages have {found.shown} instead",
            path=str(edition.folder / "edition.toml"),
        )
        for found in accents(edition)
        if not found.fits and (found.scheme == "light" or edition.accent_dark)
    ]


def _accent(scheme: str, wanted: str, colour: Colour) -> Accent:
    paper, wash, ink = map(read, SCHEMES[scheme])
    # What is written is rounded to a byte a channel: that is what is measured.
    colour = read(printed(colour))
    first = _least(colour, (paper, wash))
    step, shown = 0, colour
    while _least(shown, (paper, wash)) < LEAST:
        step += 1
        shown = read(printed(mix(colour, ink, step / 50)))
    return Accent(scheme, wanted, first, printed(shown))


def _least(colour: Colour, behind: Sequence[Colour]) -> float:
    return min(contrast(colour, each) for each in behind)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """``one`` with so large a ``share`` of ``other``, from 0 to 1, mixed in Oklab."""
    lab = [a + (b - a) * share for a, b in zip(_to_oklab(one), _to_oklab(other), strict=True)]
    return _from_oklab(lab[0], lab[1], lab[2])


def printed(colour: Colour) -> str:
    """``colour`` as CSS writes it: ``#8c2f1b``."""
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in colour)


def read(text: str) -> Colour:
    """A CSS colour. What is transparent in it counts as opaque; what sRGB lacks is brought into it.

    Raises :class:`ValueError` when ``text`` is no colour.
    """
    if text.startswith("#"):
        digits = "".join(c * 2 for c in text[1:]) if len(text) == 4 else text[1:]
        return (int(digits[0:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:6], 16) / 255)
    name, _, rest = text.rstrip(")").partition("(")
    parts = re.split(r"[\s,]+", rest.partition("/")[0].strip())
    if name not in _WAYS or len(parts) not in (3, 4):
        raise ValueError(f"{text} is no colour")
    whole, make = _WAYS[name]
    values = [_number(part, full) for part, full in zip(parts, whole, strict=False)]
    red, green, blue = (min(max(part, 0.0), 1.0) for part in make(*values))
    return (red, green, blue)


def _number(text: str, full: float) -> float:
    """A number, a share of ``full``, or an angle in degrees."""
    if text == "none":
        return 0.0
    found = re.fullmatch(r"(-?[0-9.]+)(%|deg|grad|rad|turn)?", text)
    if found is None:
        raise ValueError(f"{text} is no number")
    unit = {"%": full / 100, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}.get(found[2], 1.0)
    return float(found[1]) * unit


def _rgb(red: float, green: float, blue: float) -> Colour:
    return (red / 255, green / 255, blue / 255)


def _hsl(hue: float, saturation: float, lightness: float) -> Colour:
    amount = saturation / 100 * min(lightness / 100, 1 - lightness / 100)

    def part(shift: int) -> float:
        turn = (shift + hue / 30) % 12
        return lightness / 100 - amount * max(-1.0, min(turn - 3, 9 - turn, 1.0))

    return (part(0), part(8), part(4))


def _hwb(hue: float, white: float, black: float) -> Colour:
    if white + black >= 100:
        return (white / (white + black),) * 3
    red, green, blue = (part * (100 - white - black) / 100 + white / 100 for part in _hsl(hue, 100, 50))
    return (red, green, blue)


def _lab(light: float, a: float, b: float) -> Colour:
    y = (light + 16) / 116
    x, z = a / 500 + y, y - b / 200
    # The white of D50, and CIE's constants 24/116 and 841/108, as CSS Color 4 gives them.
    cubes = [f**3 if f > 24 / 116 else (f - 16 / 116) * 108 / 841 for f in (x, y, z)]
    x, y, z = cubes[0] * 0.9642956764, cubes[1], cubes[2] * 0.8251046025
    return (
        _curved(3.1341358529 * x - 1.6173863321 * y - 0.4906619460 * z),
        _curved(-0.9787954765 * x + 1.9162543774 * y + 0.0334428734 * z),
        _curved(0.0719553990 * x - 0.2289767598 * y + 1.4053860351 * z),
    )


def _lch(light: float, chroma: float, hue: float) -> Colour:
    return _lab(light, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue)))


def _oklch(light: float, chroma: float, hue: float) -> Colour:
    return _from_oklab(light, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue)))


def _to_oklab(colour: Colour) -> Colour:
    red, green, blue = map(_linear, colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(light: float, a: float, b: float) -> Colour:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _curved(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _curved(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _curved(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _curved(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


_WAYS = {
    "rgb": ((255.0, 255.0, 255.0), _rgb),
    "hsl": ((360.0, 100.0, 100.0), _hsl),
    "hwb": ((360.0, 100.0, 100.0), _hwb),
    "lab": ((100.0, 125.0, 125.0), _lab),
    "lch": ((100.0, 150.0, 360.0), _lch),
    "oklab": ((1.0, 0.4, 0.4), _from_oklab),
    "oklch": ((1.0, 0.4, 360.0), _oklch),
}
"""How each function of CSS writes a colour: what 100% of each number is, and what they make."""
