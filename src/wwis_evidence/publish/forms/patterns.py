r"""Regular expressions of Python as JavaScript writes them, so that a rule's pattern stands in one place.

Only what the rules use is translated; anything else is refused, when the site is built and in the tests. The
result is meant for the flag ``u`` alone: what flags say in Python is written out, as JavaScript's own ignore
case, ``\b``, ``\s`` and ``$`` mean something else.
"""

from __future__ import annotations

import re
from functools import cache

_TOKEN = re.compile(
    r"""\\x(?P<x>[0-9a-fA-F]{2}) | \\u(?P<u>[0-9a-fA-F]{4}) | \\(?P<escaped>.)
    | (?P<group>\(\?P<\w+>|\(\?(?:[:=!]|<[=!])|\((?!\?)|[)|])
    | (?P<unknown>\(\?.)
    | (?P<times>[*+?]\??|\{\d+(?:,\d*)?\}|\{,\d+\})
    | \[(?P<not>\^?)(?P<class>\]?(?:\\.|[^\]\\])*)\]
    | (?P<sign>[.^$]) | (?P<plain>.)""",
    re.VERBOSE | re.DOTALL,
)
_IN_CLASS = re.compile(
    r"(?P<set>\\[dwsDWS])|(?P<from>\\x..|\\u....|\\.|.)(?:-(?P<to>\\x..|\\u....|\\.|[^\]]))?", re.DOTALL
)
_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
_ASCII = {"d": "0-9", "w": "A-Za-z0-9_", "s": r"\t-\r "}
_UNICODE = {
    "d": r"\p{Nd}",
    "w": r"\p{L}\p{N}_",
    "s": r"\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000",
}
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_OTHER_CASES = "\u017f\u212a\u0131\u0130"
"""Letters beyond ASCII that Python takes for one of its letters where case is ignored."""


def translated(pattern: re.Pattern[str]) -> str:
    """A pattern as the source of a JavaScript expression with the flag ``u``.

    Args:
        pattern: A pattern of a rule.

    Raises:
        ValueError: It holds something that is not translated.
    """
    return "".join(_piece(token, pattern.flags) for token in _TOKEN.finditer(pattern.pattern))


def _piece(token: re.Match[str], flags: int) -> str:  # noqa: PLR0911 - one a kind
    sets = _ASCII if flags & re.ASCII else _UNICODE
    found = {name: text for name, text in token.groupdict().items() if text is not None}
    match found:
        case {"x": number} | {"u": number}:
            return _letter(chr(int(number, 16)), flags)
        case {"escaped": letter}:
            return _escape(letter, sets, flags)
        case {"group": group}:
            return group.replace("(?P<", "(?<")
        case {"unknown": group}:
            raise ValueError(f"{group} is not translated")
        case {"times": times}:
            return times.replace("{,", "{0,")
        case {"not": "^", "class": inside} if r"\W" in inside:  # of a word, but for the rest
            rest = _class(inside.replace(r"\W", ""), sets, flags)
            return f"(?:(?![{rest}])[{sets['w']}])"
        case {"not": negated, "class": inside}:
            return f"[{negated}{_class(inside, sets, flags)}]"
        case {"sign": sign}:
            return _sign(sign, flags)
    return _letter(token[0], flags)


def _escape(letter: str, sets: dict[str, str], flags: int) -> str:
    if letter.lower() in sets:
        return f"[{'^' if letter.isupper() else ''}{sets[letter.lower()]}]"
    if letter == "b":
        word = f"[{sets['w']}]"
        return f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
    if letter == "Z":
        return "$"
    if letter.isdigit():
        return f"\\{letter}"
    if letter.isalpha() and letter not in _LETTERS:
        raise ValueError(f"\\{letter} is not translated")
    return _letter(_LETTERS.get(letter, letter), flags)


def _sign(sign: str, flags: int) -> str:
    if sign == ".":
        return r"[\s\S]" if flags & re.DOTALL else r"[^\n]"
    if sign == "^":
        return r"(?<![\s\S])" if not flags & re.MULTILINE else r"(?<![^\n])"
    return r"(?![^\n])" if flags & re.MULTILINE else r"(?=\n?$)"


def _class(inside: str, sets: dict[str, str], flags: int) -> str:
    parts = []
    for found in _IN_CLASS.finditer(inside):
        if found["set"]:
            if found["set"][1].isupper():
                raise ValueError(f"{found['set']} in a class is not translated")
            parts.append(sets[found["set"][1]])
            continue
        first = _character(found["from"])
        last = _character(found["to"]) if found["to"] else first
        parts.append(_in_class(first) + (f"-{_in_class(last)}" if last != first else ""))
        if flags & re.IGNORECASE:
            others = {
                other for code in range(ord(first), ord(last) + 1) for other in _cases(chr(code), flags)
            }
            parts += map(_in_class, sorted(other for other in others if not first <= other <= last))
    return "".join(parts)


def _character(written: str) -> str:
    if written[0] != "\\":
        return written
    if written[1] in "xu":
        return chr(int(written.removeprefix("\\")[1:], base=16))
    if written[1].isalnum() and written[1] not in _LETTERS:
        raise ValueError(f"{written} in a class is not translated")
    return _LETTERS.get(written[1], written[1])


def _letter(character: str, flags: int) -> str:
    if flags & re.IGNORECASE and len(cases := _cases(character, flags)) > 1:
        return f"[{''.join(map(_in_class, cases))}]"
    return _written(character)


def _written(character: str) -> str:
    if character in _SYNTAX:
        return f"\\{character}"
    return character if character.isprintable() else f"\\u{ord(character):04x}"


def _in_class(character: str) -> str:
    return "\\-" if character == "-" else _written(character)


@cache
def _cases(character: str, flags: int) -> tuple[str, ...]:
    """Every character that is the same as one where case is ignored."""
    one = re.compile(re.escape(character), flags & (re.ASCII | re.IGNORECASE))
    tried = {character, character.lower(), character.upper(), *_OTHER_CASES}
    return tuple(sorted(other for other in tried if len(other) == 1 and one.fullmatch(other)))
