"""Every check has a page of its own, listed on one page."""

import re

from wwis_evidence.checks import catalogue as catalogue_module
from wwis_evidence.checks.catalogue import catalogue, families
from wwis_evidence.checks.examples import examples
from wwis_evidence.publish.checks_page import checks_pages


def test_every_check_has_a_page_and_the_first_page_leads_to_it():
    pages = checks_pages()
    assert set(pages) == {"checks/index.md", *(f"checks/{code}/index.md" for code in catalogue())}
    first = pages["checks/index.md"].decode()
    assert re.findall(r'href="\.\./checks/([a-z0-9-]+)/"', first) == [
        check.code for checks in families().values() for check in checks
    ]


def test_a_page_shows_the_lines_of_the_example_with_their_indentation():
    page = checks_pages()["checks/unknown-key/index.md"].decode()
    assert '<div class="example">  - id: look-back&#10;    methods: internal-review&#10;' in page
    assert examples()["unknown-key"].message in page


def test_hidden_characters_of_an_example_are_made_visible():
    assert all(page.decode().replace("\n", "").isprintable() for page in checks_pages().values())


def test_a_family_is_one_section_wherever_its_checks_stand_in_the_catalogue(monkeypatch):
    checks = catalogue()
    first, *others = checks
    monkeypatch.setattr(
        catalogue_module, "catalogue", lambda: {code: checks[code] for code in (*others, first)}
    )
    assert first in [check.code for check in families()[checks[first].family]]
    assert sum(map(len, families().values())) == len(checks)
