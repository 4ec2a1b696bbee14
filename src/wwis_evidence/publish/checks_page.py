"""The reference of checks: one page that lists them, and a page for each code, from the catalogue."""

from __future__ import annotations

from itertools import groupby

from wwis_evidence.checks.catalogue import catalogue
from wwis_evidence.checks.examples import examples
from wwis_evidence.publish.render import page


def checks_pages() -> dict[str, bytes]:
    """Pages by path: ``checks/index.md`` and ``checks/<code>/index.md``."""
    listed = catalogue().values()
    families = [
        (family[0].upper() + family[1:], list(members))
        for family, members in groupby(listed, key=lambda check: check.family)
    ]
    pages = {
        "checks/index.md": page(
            "checks.md.j2",
            "checks/",
            "What is checked",
            "Every check that a file must pass before it is published, and what to do about each finding.",
            families=families,
        )
    }
    for check in listed:
        pages[f"checks/{check.code}/index.md"] = page(
            "check.md.j2",
            f"checks/{check.code}/",
            f"{check.code}: {check.title}",
            f"{check.title}. {check.why}",
            check=check,
            example=examples().get(check.code),
        )
    return pages
