"""The reference of checks: one page that lists them, and a page for each code, from the catalogue."""

from __future__ import annotations

from wwis_evidence.checks.catalogue import catalogue, families
from wwis_evidence.checks.examples import examples
from wwis_evidence.publish.render import page
from wwis_evidence.reports.catalogue import COMPARES, MAY_STAND


def checks_pages() -> dict[str, bytes]:
    """Pages by path: ``checks/index.md`` and ``checks/<code>/index.md``."""
    pages = {
        "checks/index.md": page(
            "checks.md.j2",
            "checks/",
            "What is checked",
            "Every check that a file must pass before it is published, and what to do about each finding.",
            families={name[0].upper() + name[1:]: checks for name, checks in families().items()},
        )
    }
    for check in catalogue().values():
        pages[f"checks/{check.code}/index.md"] = page(
            "check.md.j2",
            f"checks/{check.code}/",
            f"{check.code}: {check.title}",
            f"{check.title}. {check.why}",
            check=check,
            may_stand=MAY_STAND[check.excusable],
            compares=COMPARES if check.compares else "",
            example=examples().get(check.code),
        )
    return pages
