"""Which ratings are due to be looked at again, as Markdown: ``wwis-evidence rate --format json | due.py``."""

from __future__ import annotations

import json
import sys
from typing import Any

WAITING = {
    "review-due": "Due for review",
    "awaiting-reviewers": "Waiting for reviewers",
    "in-moderation": "In moderation",
}


def summary(answer: dict[str, Any]) -> str:
    """A list for each thing that somebody waits for. Slugs hold letters, digits and hyphens only."""
    parts = [f"## What waits, as of {answer['as_of']}"]
    for status, title in WAITING.items():
        slugs = [item["slug"] for item in answer["items"] if item["status"] == status]
        if slugs:
            parts += [f"### {title} ({len(slugs)})", "\n".join(f"- `{slug}`" for slug in slugs)]
    if len(parts) == 1:
        parts.append("Nothing waits.")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.stdout.write(summary(json.load(sys.stdin)))
