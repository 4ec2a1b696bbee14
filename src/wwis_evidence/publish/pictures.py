"""Pictures for an item's page, as inline SVG: pure functions from figures and words to markup.

A picture never stands alone: its name and its whole content are in ``<title>`` and ``<desc>``, and the page
says the same in words beside it. It holds short labels only, since text in a picture cannot wrap. Colours
are classes (``item.css``), so that pictures follow the reader's colour scheme and print.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from wwis_evidence.publish.figures import WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wwis_evidence.publish.figures import Figures
    from wwis_evidence.publish.ratings import Scale
    from wwis_evidence.publish.timeline import Timeline

WIDTH = 300.0  # of every picture, in its own units; about as many CSS pixels on a phone
_CHARACTER = 10.0  # width of a bold digit at the size of figures, in the widest of the common typefaces
_WIDEST = 170.0  # room for a figure; a longer one is squeezed into it
_LABEL = 56.0  # width of the column of "Before" and "After"
_ROW = 30.0
_DOT = 13.0  # from one reviewer's dot to the next
_MOST_YEARS = 5  # labels below a timeline
_EDGE = 18.0  # beside a timeline's axis, for half a year's label
_MARK = 9.0  # radius of a numbered mark
_NUMBER = "pic-number pic-middle"


def _picture(key: str, name: str, told: str, height: float, parts: Sequence[str]) -> Markup:
    """An SVG of shapes, with its name and its content in words.

    ``key`` begins the ids of name and words, and up to its first hyphen names the kind of picture.
    """
    kind = f"pic-{key.partition('-')[0]}"
    size = f'viewBox="0 0 {at(WIDTH)} {at(height)}" width="{at(WIDTH)}" height="{at(height)}"'
    named = f'role="img" aria-labelledby="{key}-name" aria-describedby="{key}-told"'
    lines = [
        f'<svg class="pic {kind}" {size} {named} focusable="false" data-pagefind-ignore="">',
        f'<title id="{key}-name">{escape(_one_line(name))}</title>',
        f'<desc id="{key}-told">{escape(_one_line(told))}</desc>',
        *parts,
        "</svg>",
    ]
    return Markup("".join(lines))  # noqa: S704 - texts are escaped above and in _text; the rest is ours


def before_after(key: str, found: Figures) -> Markup | None:
    """Bars for a measure's figures, from zero; None for one figure that is no share of anything.

    A share is drawn in the whole of which it is a share. Figures below zero go to the left of the zero line.
    """
    if len(found.told) == 1 and not found.share:
        return None
    values = [one.value for one in found.told]
    low, high = (0.0, WHOLE) if found.share else (min(0.0, *values), max(0.0, *values))
    words = min(_CHARACTER * max(len(one.figure) for one in found.told), _WIDEST)
    room = WIDTH - _LABEL - 8 - words
    # Divided before subtracting: the difference of two very large figures stays in range.
    size = max(abs(low), abs(high)) or 1.0
    scale = room / ((high / size - low / size) or 1.0)
    zero = _LABEL - low / size * scale
    parts = []
    for place, one in enumerate(found.told):
        top = place * _ROW + 4
        left, right = sorted((zero, zero + one.value / size * scale))
        kind = "pic-before" if len(found.told) > 1 and place == 0 else "pic-after"
        parts.append(_text(0, top + 16, one.label, "pic-label"))
        if found.share:
            parts.append(_box(_LABEL, top, room, 22, "pic-whole"))
        parts.append(_box(left, top, right - left, 22, kind))
        end = (_LABEL + room if found.share else right) + 6
        squeezed = words if _CHARACTER * len(one.figure) > words else None
        parts.append(_text(end, top + 16, one.figure, "pic-figure", squeezed))
    foot = len(found.told) * _ROW
    parts.append(_line(zero, 0, zero, foot + 2, "pic-zero"))
    parts.append(_text(zero, foot + 14, "0", "pic-tick pic-middle"))
    if found.share:
        parts.append(_text(_LABEL + room, foot + 14, "100%", "pic-tick pic-middle"))
    name = f"Before and after: {found.name}" if len(found.told) > 1 else found.name
    return _picture(key, name, found.in_words, foot + 18, parts)


def ladder(key: str, name: str, told: str, scale: Scale) -> Markup:
    """A rating on its scale: the bars filled up to it, how far the facts go, and each reviewer's own view.

    Args:
        key: Begins the picture's ids; unique in the page, of letters, digits and hyphens.
        name: The rating in words.
        told: The sentences that say what the picture shows.
        scale: What is drawn. A rating that somebody else printed is drawn pale.
    """
    step = WIDTH / len(scale.bars)
    parts = []
    for place, word in enumerate(scale.bars):
        height = 40 * (place + 1) / len(scale.bars)
        reached = scale.bar is not None and place <= scale.bar
        kind = ("pic-printed" if scale.printed else "pic-after") if reached else "pic-rest"
        parts.append(_box(place * step + 3, 42 - height, step - 6, height, kind))
        here = "pic-here" if place == scale.bar else "pic-tick"
        short = word if len(word) * 7 <= step else str(place + 1)
        parts.append(_text((place + 0.5) * step, 57, short, f"{here} pic-middle"))
    foot = 62.0
    if scale.ceiling is not None:
        end = (scale.ceiling + 1) * step - 3
        reach = "As far as the printed reason goes" if scale.printed else "As far as the facts go"
        parts += [
            _line(3, foot + 8, end, foot + 8, "pic-reach"),
            _line(end, foot + 3, end, foot + 13, "pic-reach"),
            _text(3, foot + 25, reach, "pic-tick"),
        ]
        foot += 30
    if scale.views:
        for place in sorted(set(scale.views)):
            parts += _dots((place + 0.5) * step, foot + 8, scale.views.count(place), step)
        parts.append(_text(3, foot + 27, "Where each reviewer put it", "pic-tick"))
        foot += 32
    return _picture(key, name, told, foot, parts)


def _dots(middle: float, level: float, count: int, room: float) -> list[str]:
    """One dot a reviewer, or a mark with their number where that many do not fit."""
    if count * _DOT > room:
        return [_dot(middle, level, "pic-mark", _MARK), _text(middle, level + 4, str(count), _NUMBER)]
    return [_dot(middle + _DOT * (place - (count - 1) / 2), level) for place in range(count)]


def timeline(key: str, found: Timeline) -> Markup | None:
    """Numbered marks along the years, over a band for how long the work is known to have gone on.

    A date that is known only to the year or month has a line as long as the time that it can mean. None
    where there is too little to show or too much for a picture; the list beside it has every date.
    """
    if not found.drawable:
        return None
    first, last = found.years
    begin, days = found.day(first), found.day(last + 1) - found.day(first)

    def across(day: int) -> float:
        return _EDGE + (WIDTH - 2 * _EDGE) * (day - begin) / days

    parts, rows = [], [float("-inf")]
    for number, event in enumerate(found.events, start=1):
        middle = across((event.first.toordinal() + event.last.toordinal()) // 2)
        row = next((place for place, end in enumerate(rows) if end + 2 * _MARK + 2 <= middle), len(rows))
        rows[row : row + 1] = [middle]
        level = 11 + row * 24
        parts += [
            _line(across(event.first.toordinal()), level, across(event.last.toordinal()), level, "pic-span"),
            _dot(middle, level, "pic-mark", _MARK),
            _text(middle, level + 4, str(number), _NUMBER),
        ]
    foot = 11 + len(rows) * 24
    if found.band:
        start, end = (across(day.toordinal()) for day in found.band)
        parts.append(_box(start, foot - 8, max(end - start, 2), 10, "pic-after"))
        if found.ongoing:
            parts.append(f'<path class="pic-after" d="M{at(end)} {at(foot - 11)}l9 8l-9 8z"></path>')
        foot += 10
    parts.append(_line(_EDGE, foot, WIDTH - _EDGE, foot, "pic-zero"))
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100) if (last + 1 - first) / n <= _MOST_YEARS)
    for year in range(first, last + 2, every):
        where = across(found.day(year))
        parts.append(_line(where, foot, where, foot + 4, "pic-zero"))
        parts.append(_text(where, foot + 17, str(year), "pic-tick pic-middle"))
    told = " ".join(f"{number}: {event.words}." for number, event in enumerate(found.events, start=1))
    return _picture(key, "Timeline", told, foot + 21, parts)


def at(value: float) -> str:
    """A coordinate: two decimals at most, and never an exponent."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _box(left: float, top: float, width: float, height: float, kind: str) -> str:
    size = f'width="{at(width)}" height="{at(height)}"'
    return f'<rect class="{kind}" x="{at(left)}" y="{at(top)}" {size} rx="2"></rect>'


def _line(left: float, top: float, right: float, bottom: float, kind: str) -> str:
    ends = f'x1="{at(left)}" y1="{at(top)}" x2="{at(right)}" y2="{at(bottom)}"'
    return f'<line class="{kind}" {ends}></line>'


def _text(left: float, base: float, words: str, kind: str, squeezed: float | None = None) -> str:
    fit = "" if squeezed is None else f' textLength="{at(squeezed)}" lengthAdjust="spacingAndGlyphs"'
    return f'<text class="{kind}" x="{at(left)}" y="{at(base)}"{fit}>{escape(words)}</text>'


def _dot(middle: float, level: float, kind: str = "pic-dot", radius: float = 5) -> str:
    return f'<circle class="{kind}" cx="{at(middle)}" cy="{at(level)}" r="{at(radius)}"></circle>'
