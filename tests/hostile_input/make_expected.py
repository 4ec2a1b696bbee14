"""What the check says of every file of the corpus. Refresh: ``python tests/hostile_input/make_expected.py``.

Read the difference afterwards: the list is what a person has agreed to, file by file.
"""

from itertools import groupby

from hostile_corpus import CORPUS, EXPECTED, PLACES, corpus, hold, rows


def made():
    """The text of each list, by its group."""
    for group, paths in groupby(corpus(), key=lambda path: path.relative_to(CORPUS).parts[0]):
        lines = []
        for path in paths:
            place = PLACES[path.parent.name]
            found = rows(hold(place, path.read_bytes()), place)
            lines.append(f"{path.relative_to(CORPUS / group).as_posix()}:{'' if found else ' []'}\n")
            lines += [f"  - {row}\n" for row in found]
        yield group, "".join(lines)


if __name__ == "__main__":
    EXPECTED.mkdir(exist_ok=True)
    for group, text in made():
        (EXPECTED / f"{group}.yaml").write_text(text, "utf-8")
