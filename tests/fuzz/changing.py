"""Changes of a file that leave most of it YAML, so that what comes after the parser is reached too."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "hostile_input"))
from hostile_corpus import CORPUS, PAIRS, PLACES

LINES = sorted({line for raw in PAIRS.values() for line in raw.split(b"\n") if line.strip()})
VALUES = [
    *(b"", b"null", b"~", b"true", b"no", b"0", b"-1", b"1.5", b".inf", b".nan", b"1e400", b"010", b"0x1F"),
    *(b"9" * 40, b"9" * 41, b"2024", b"2024-02-30", b"2199-12-31", b"not-stated", b"not-seen", b"none"),
    *(b"ongoing", b"[]", b"{}", b"[[]]", b"[{}]", b'""', b'" "', b"R01", b"R09", b"panel", b"log"),
    *(b"early-talk", b"walking-bus", b"yearly-review", b"../../etc/passwd", b"__proto__", b'"[key]"'),
    *(b"*a", b"&a x", b"<<: *a", b"!!python/name:os.system x", b"!x y", b"|", b">", b"|2", b"'x", b'"x'),
    *(b'"\\x40\\u202e\\e[31m"', b'"a\\\n  b"', b"'it''s'", b"a: b", b"a #b", b"# c", b"? x", b"- x", b"@x"),
    *(b"https://example.org/", b"http://[", b"https://a:b@example.org", b"javascript:x", b"::error::x"),
    *(b"{0.__class__}", b"<script>", b"[x](y)", b"##[error]", b"Amira, aged 7", b"943 476 5919"),
    *("é🚌\u202e\u200b\ufeff\u2028".encode(), b"\xff", b"\x00", b"\x1b[31m", b"\r", b"\t", b"all_of"),
    *(b"met", b"partly", b"good", b"robust", b"better", b"worse", b"measured", b"supersession", b"upheld"),
]  # fmt: skip
"""What a value may become: what has a meaning somewhere, and what has been used against others."""


def seeds():
    """Files to begin with: every file of the corpus and of the valid library, with its place."""
    yield from ((place, PAIRS[path]) for place, path in PLACES.items() if path in PAIRS)
    for path in sorted(CORPUS.rglob("*.*")):
        yield path.relative_to(CORPUS).parts[1], path.read_bytes()


def changed(raw, rng):
    """A file with one to four of its lines or values changed."""
    lines = raw.split(b"\n")
    for _ in range(rng.choice((1, 1, 2, 4))):
        at = rng.randrange(len(lines))
        line = lines[at]
        match rng.randrange(9):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, rng.choice(lines))
            case 2:
                lines.insert(at, rng.choice(LINES))
            case 3:
                other = rng.randrange(len(lines))
                lines[at], lines[other] = lines[other], line
            case 4:
                lines[at] = b" " * rng.choice((0, 1, 2, 4, 6)) + line.lstrip(b" ")
            case 5 | 6:
                key, colon, _ = line.partition(b": ")
                lines[at] = key + (colon or b": ") + rng.choice(VALUES)
            case 7:
                key, colon, value = line.partition(b":")
                lines[at] = key[: len(key) - len(key.lstrip())] + rng.choice(VALUES) + colon + value
            case 8:
                place = rng.randrange(len(line) + 1)
                lines[at] = line[:place] + rng.choice(VALUES) + line[place:]
        lines = lines or [b""]
    return b"\n".join(lines)
