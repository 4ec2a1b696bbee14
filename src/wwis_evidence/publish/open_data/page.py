"""The page that explains the data: what there is, under which terms, and how to use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wwis_evidence.publish.open_data.envelope import API, LARGEST_FEED, envelope
from wwis_evidence.publish.open_data.examples import examples
from wwis_evidence.publish.open_data.feeds import feed_names
from wwis_evidence.publish.open_data.parquet import INSTALL, parquet_path
from wwis_evidence.publish.render import page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from wwis_evidence.library import Library
    from wwis_evidence.publish.items import Item
    from wwis_evidence.publish.open_data.tables import Table

_JSON = (
    ("items", "every item of the public library in short, with its ratings"),
    ("ratings", "every rating with all that it was worked out from"),
    ("changes", "what changed, newest first"),
    ("areas", "local areas of England, with the items from each"),
    ("enablers", "the enablers, each in each phase, with the items that show it"),
    ("phases", "the phases of the improvement cycle, with the items that name each"),
    ("framework", "the rule by which items are rated"),
    ("agreement", "how far reviewers agree"),
    ("vocabulary", "what the ids in the other files mean"),
)


def data_page(  # noqa: PLR0913 - what is told of
    listed: Iterable[Item],
    tables: Sequence[Table],
    files: Collection[str],
    library: Library,
    as_of: date,
    *,
    guide: str,
) -> dict[str, bytes]:
    """The page, by path.

    Args:
        listed: Items of the public library.
        tables: The tables.
        files: Paths of all data files and feeds.
        library: The library.
        as_of: The day on which ratings were asked.
        guide: Address of the page about use from Python; empty if there is none.
    """
    head = envelope("index", library, as_of)
    parquet = [(table, f"{API}{parquet_path(table)}") for table in tables]
    written = [(table, path) for table, path in parquet if path in files]
    return {
        "data/index.md": page(
            "data.md.j2",
            "data/",
            "Data",
            "The whole library as open data: JSON, CSV, Parquet and feeds, with licence and examples.",
            library=library,
            licence=head["licence"],
            attribution=head["attribution"],
            as_of=head["as_of"],
            api=API,
            json_files=_JSON,
            tables=tables,
            parquet=written,
            install=INSTALL,
            first=sorted(item.slug for item in listed)[:1],
            feeds=feed_names(files),
            largest_feed=LARGEST_FEED,
            examples=examples(library, parquet=bool(written)),
            guide=guide,
        )
    }
