"""The worked example with an attack in every field that holds text."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

from wwis_evidence.documents import read
from wwis_evidence.frameworks import shipped_framework_bytes
from wwis_evidence.library import build_library
from wwis_evidence.sources import folder

ONE_LINE = (
    "</title><script>window.hacked=1;alert(1)</script> {{7*7}} {% include 'x' %} "
    '"><img src=x onerror="window.hacked=1"> [x](javascript:window.hacked=1) ![i](https://evil.example/i.png) '
    '--8<-- ".git/config" { #__search onclick="window.hacked=1" } <svg/onload=window.hacked=1> '
    "<a href='JaVaScRiPt:window.hacked=1'>y</a> <https://evil.example/auto> [z]: javascript:1 -->]]> é 🙂 \\ ` * _"
)
LINES = (
    f"{ONE_LINE}\n\n# A heading\n\n<script>window.hacked=1</script>\n\n</div></div><iframe src=x></iframe>\n\n"
    '--8<-- ".git/config"\n\n[r][z] [n](&#106;avascript:alert(1)) [d](data:text/html,x) [p](//evil.example/x)\n\n'
    "[z]: javascript:window.hacked=1\n\n```\ncode\n```\n\n    indented\n\n| a | b |\n| - | - |\n\n---\ntitle: x\n---\n"
    "{: onmouseover=window.hacked=1 }\n*[HTML]: x\n\n<style>body{display:none}</style><base href=//evil.example>"
)
TEXT_KEYS = {
    "title", "summary", "text", "how", "note", "approach", "co_production", "staff", "other", "claim", "name",
    "unit", "period", "by", "where", "limits", "advice", "publisher", "approved_by", "licence", "because",
    "for_the_authors", "grounds", "contact", "reason", "declared", "statement", "guidance", "source",
}  # fmt: skip
TEXT_LISTS = {"organisations", "submitted_by"}
ONE_LINE_KEYS = {"title"}


def attacked(value, path=()):
    """The same data with an attack in every text; each is told apart by where it stands."""
    if isinstance(value, dict):
        return {key: attacked(part, (*path, key)) for key, part in value.items()}
    if isinstance(value, list):
        return [attacked(part, (*path, number)) for number, part in enumerate(value)]
    return f"{ONE_LINE if path[-1] in ONE_LINE_KEYS else LINES} {path}" if is_text(value, path) else value


def is_text(value, path):
    """Whether a value is words for readers rather than an id, a date or an address."""
    if not isinstance(value, str) or value == "not-stated":
        return False
    key, within = path[-1], set(path)
    if key in TEXT_KEYS:
        ids = key in {"by", "source"} and not {"evaluation", "criteria"} & within and within & {"impact", "interests"}
        return not ids and not (key == "source" and not within & {"criteria", "bars", "computed"} and len(path) > 1)
    return bool(TEXT_LISTS & within) or (len(path) > 1 and path[-2] == "examples")


def hostile_library(root: Path) -> Path:
    """Write the attacked example into a folder; its reviews carry the digests of the attacked cases."""
    shutil.copytree(Path(str(files("wwis_evidence") / "starter")), root)
    (root / "framework.yaml").write_bytes(shipped_framework_bytes())
    before = build_library(folder(root))
    for path in sorted([*root.glob("casestudies/*.yaml"), *root.glob("*.yaml"), *root.glob("reviews/*/*.yaml")]):
        rewrite(path, attacked)
    after = build_library(folder(root))
    for slug, dossier in after.dossiers.items():
        old = before.dossiers[slug].case
        for path in root.glob(f"reviews/{slug}/*.yaml"):
            text = path.read_text().replace(old.digest, dossier.case.digest)
            path.write_text(text.replace(old.text_digest, dossier.case.text_digest))
    return root


def rewrite(path: Path, change) -> None:
    """Replace a file's data; JSON is YAML too."""
    document = read(path.read_bytes())
    assert document.data is not None, path
    path.write_text(json.dumps(change(document.data), ensure_ascii=False))
