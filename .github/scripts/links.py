"""Try every web address that a library names: ``links.py DIR`` lists those that lead nowhere, as Markdown.

Other people's sites fail for reasons of their own, so this never decides about a pull request.
"""

from __future__ import annotations

import http.client
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from wwis_evidence.documents import read
from wwis_evidence.places import place_of
from wwis_evidence.sources import folder, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS, PAUSE = 20, 1
# Sites that refuse robots, and those that ask for less, may well answer a person.
ANSWERS_PEOPLE = {401, 403, 405, 429, 503}


def addresses(part: object) -> Iterator[str]:
    """Every value of a key ``url`` in a file's data."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "url" and isinstance(value, str):
                yield value
            else:
                yield from addresses(value)
    elif isinstance(part, list):
        for value in part:
            yield from addresses(value)


def fault(address: str) -> str | None:
    """What is wrong with an address, or None."""
    if urllib.parse.urlsplit(address).scheme not in {"http", "https"}:
        return "not a web address"
    request = urllib.request.Request(address, headers={"User-Agent": "wwis-evidence link check"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310 - the scheme is known
            return None
    except urllib.error.HTTPError as error:
        error.close()
        return None if error.code in ANSWERS_PEOPLE else f"answers {error.code}"
    except (OSError, http.client.HTTPException, ValueError) as error:
        return f"no answer ({type(error).__name__})"


def named(root: Path) -> dict[str, list[str]]:
    """The files that name each address."""
    found: dict[str, list[str]] = {}
    for path, content in folder(root):
        if isinstance(content, bytes) and place_of(path):
            for address in addresses(read(content).data):
                found.setdefault(address, []).append(path)
    return found


def main() -> int:
    """Print the list; 1 where an address leads nowhere."""
    found = named(Path(sys.argv[1]))
    faults = []
    for address, files in sorted(found.items()):
        wrong = fault(address)
        if wrong:
            # A code span: addresses that the check lets through hold no backtick.
            faults.append(f"- `{printable(address)}`: {wrong} (in `{files[0]}`)")
        time.sleep(PAUSE)
    print(f"## Links\n\n{len(found)} addresses tried, {len(faults)} lead nowhere.\n")
    print("\n".join(faults))
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
