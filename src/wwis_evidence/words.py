"""The words of a text, as far as texts are compared by them."""

from __future__ import annotations


class _Spaces(dict[int, int]):
    """For each character itself in a word, and a space between words; noted when it is first asked for."""

    def __missing__(self, code: int) -> int:
        found = self[code] = code if chr(code).isalnum() else ord(" ")
        return found


_SPACES = _Spaces()


def words_of(text: str) -> list[str]:
    """Each run of letters and digits of a text in its order, in small letters."""
    return text.casefold().translate(_SPACES).split()
