"""An item's history as text and as JSON, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wwis_evidence.reports.text import counted, in_words, paragraph
from wwis_evidence.sources import printable
from wwis_evidence.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wwis_evidence.history import FileChange, Stage
    from wwis_evidence.rating import Rating

SCHEMA = 1
SHORT = 10  # characters of a commit's id: enough for any repository that people keep by hand
_UNRATED = {
    "removed": "Removed: the case study is no longer in the library.",
    "unreadable": "No rating: the case study's file had errors.",
    "framework-unusable": "No rating: the framework file had errors.",
}


def history_report(slug: str, stages: Sequence[Stage]) -> str:
    """Every stage, newest first: its rating on that day, and what the commit changed."""
    lines = [slug, ""]
    for stage in reversed(stages):
        lines += [*_stage(stage), ""]
    lines.append(
        paragraph(
            f"{counted(len(stages), 'commit')}, newest first, each as of the day on which it was committed. "
            "To see why a rating is as it is today:"
        )
    )
    lines.append(f"  wwis-evidence rate {slug}")
    return "\n".join(lines) + "\n"


def _stage(stage: Stage) -> Iterator[str]:
    head = f"{stage.commit.day.isoformat()}  {stage.commit.id[:SHORT]}"
    if stage.rating is None:
        yield paragraph(f"{head}  {_UNRATED[stage.unrated or 'unreadable']}", 0, 4)
    else:
        label = load().terms("statuses")[stage.rating.status].label
        printed = " (as published by the programme)" if stage.rating.basis == "published-panel" else ""
        yield paragraph(f"{head}  {label}{printed}", 0, 4)
        yield from _bars(stage, stage.rating)
    for change in stage.changes:
        types = load().terms("change-types")
        name = types[change.type].label if change.type in types else printable(change.type)
        successor = f" In its place: {change.superseded_by}." if change.superseded_by else ""
        yield paragraph(f"{name}, {change.date}: {change.note}{successor}", 4, 6)
    yield from (f"    {file.change:<7}  {file.path}" for file in stage.files)


def _bars(stage: Stage, rating: Rating) -> Iterator[str]:
    """Both bars in words, and what a bar was before; nothing of a rating that is not public."""
    if not rating.public:
        return
    framework, before = stage.library.framework, stage.before
    told = {part.id: in_words(part, before.framework) for part in before.rating.indicators} if before else {}
    for part in rating.indicators:
        words = in_words(part, framework)
        was = told.get(part.id, words)
        changed = "" if was == words else f" (before: {was})"
        yield paragraph(f"{framework.indicators[part.id].title}: {words}{changed}", 4, 6)


def history_answer(slug: str, stages: Sequence[Stage]) -> dict[str, Any]:
    """What ``history --format json`` prints."""
    return {"schema": SCHEMA, "slug": slug, "commits": [_answer(stage) for stage in reversed(stages)]}


def _answer(stage: Stage) -> dict[str, Any]:
    rating, framework = stage.rating, stage.library.framework
    return {
        "commit": stage.commit.id,
        "date": stage.commit.day.isoformat(),
        "status": rating.status if rating else None,
        "basis": rating.basis if rating else "none",
        "unrated": stage.unrated,
        "framework": framework.reference,
        "digest": rating.digest if rating else None,
        "indicators": {
            part.id: {
                "bar": None if part.bar is None else framework.bars[part.bar],
                "position": None if part.bar is None else part.bar + 1,
                "of": len(framework.bars),
                "no_bar": part.no_bar,
            }
            for part in (rating.indicators if rating and rating.public else ())
        },
        "changes": [change.model_dump(mode="json", exclude_unset=True) for change in stage.changes],
        "files": [_file(file) for file in stage.files],
    }


def _file(file: FileChange) -> dict[str, str]:
    return {"path": file.path, "change": file.change}
