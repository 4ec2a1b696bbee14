"""Open data: the library as files for other tools, under ``api/v1/`` and ``feeds/``, and the page about them.

What is here is the data contract: ``CHANGELOG-DATA.md`` tells of every change of a key. Only items of the
public library are in it, with ratings as their pages show them; of others at most that they left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.publish.items import public
from wwis_evidence.publish.open_data.changes import changes_file, recorded
from wwis_evidence.publish.open_data.cite import citation_files
from wwis_evidence.publish.open_data.envelope import API, encoded
from wwis_evidence.publish.open_data.feeds import feeds
from wwis_evidence.publish.open_data.index import index_file
from wwis_evidence.publish.open_data.items import item_files
from wwis_evidence.publish.open_data.over_time import moments
from wwis_evidence.publish.open_data.package import data_package
from wwis_evidence.publish.open_data.page import data_page
from wwis_evidence.publish.open_data.parquet import parquet_files
from wwis_evidence.publish.open_data.reference import reference_files
from wwis_evidence.publish.open_data.schemas import schemas
from wwis_evidence.publish.open_data.tables import tables
from wwis_evidence.publish.questions import agreed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item
    from wwis_evidence.publish.questions import Agreed


def open_data(
    shown: Sequence[Item], library: Library, as_of: date, guide: str = "", found: Agreed | None = None
) -> dict[str, bytes]:
    """Every data file of a library's site, its feeds, each item's citation, and the page that explains them.

    Args:
        shown: The library's items.
        library: The library.
        as_of: The day on which ratings were asked.
        guide: Address of the page about use from Python, if the library has one.
        found: How far reviewers agree; asked here where it is not known yet.

    Returns:
        Bytes by path from the site's root; the same day gives the same bytes.
    """
    listed = public(shown)
    changes = recorded(shown)
    over_time = {item.slug: moments(item, library, as_of) for item in listed}
    told = tables(listed, over_time, library, as_of)
    parquet = parquet_files(told, library, as_of)
    files = {
        **item_files(listed, over_time, library, as_of),
        **reference_files(listed, found or agreed(shown, library), library, as_of),
        f"{API}changes.json": changes_file(changes, library, as_of),
        **{f"{API}{table.path}": table.content() for table in told},
        **{f"{API}{path}": content for path, content in parquet.items()},
        f"{API}datapackage.json": data_package(told, parquet, library, as_of),
        **{f"{API}schemas/{name}.json": encoded(schema) for name, schema in schemas().items()},
        **feeds(changes, library, as_of),
        **citation_files(listed, library, as_of),
    }
    files[f"{API}index.json"] = index_file(listed, sorted(files), library, as_of)
    return {**files, **data_page(listed, told, files, library, as_of, guide=guide)}
