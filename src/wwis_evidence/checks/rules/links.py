"""Addresses that a reader can go to safely: codes ``link-not-https`` and ``link-nowhere``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wwis_evidence.checks.rules.areas import own_areas_known
from wwis_evidence.findings import Path, Problem
from wwis_evidence.records import CaseStudy, LibrarySettings, PublishedPanel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wwis_evidence.common import Common
    from wwis_evidence.files import File

_PRIVATE_ENDS = (
    *(".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".corp"),
    *(".invalid", ".test"),
)
_EXAMPLE = re.compile(r"(?:.*\.)?(?:example|example\.(?:com|org|net))\Z")
_NUMBERS_ONLY = re.compile(r"[\d.]+\Z|0x[0-9a-f]+\Z|.*:")


def check(file: File, common: Common) -> Iterator[Problem]:
    """Every address of a record that is not encrypted, or that cannot lead a reader anywhere."""
    examples = common.settings.fictional or not own_areas_known(common)
    for field, url in _links(file):
        if url.startswith("http://"):
            yield Problem("link-not-https", field)
        why = _nowhere(url, examples=examples)
        if why:
            yield Problem("link-nowhere", field, values={"why": why})


def _links(file: File) -> Iterator[tuple[Path, str]]:
    match file.record:
        case CaseStudy() as case:
            if case.origin.url:
                yield ("origin", "url"), case.origin.url
            for index, source in enumerate(case.sources):
                if source.url:
                    yield ("sources", index, "url"), source.url
        case PublishedPanel() as panel:
            yield ("url",), panel.url
        case LibrarySettings() as settings:
            for key in ("site_url", "repository_url"):
                if getattr(settings, key):
                    yield (key,), getattr(settings, key)


def _nowhere(url: str, *, examples: bool) -> str:
    """Why an address leads nowhere; empty where it may lead somewhere, as an example may in an example."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:  # brackets that hold no address
        return "the name of its computer cannot be read"
    if _NUMBERS_ONLY.match(host):
        return "it gives a computer's number instead of its name"
    if "." not in host or host.endswith(_PRIVATE_ENDS):
        return "it exists only inside one network"
    if not examples and _EXAMPLE.match(host):
        return "it is kept for examples"
    return ""
