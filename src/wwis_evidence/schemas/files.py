"""Which files a schema is for, in the three ways in which editors ask."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from wwis_evidence.places import place_of

FOLDER = "schemas"

# A pattern with "!" takes files out again: beside the reviews stand files of other kinds.
PATTERNS: dict[str, tuple[str, ...]] = {
    "case-study": ("casestudies/*.yaml",),
    "review": (
        "reviews/*/*.yaml",
        "!reviews/*/panel.yaml",
        "!reviews/*/published-panel.yaml",
        "!reviews/*/moderation.yaml",
        "!reviews/*/moderation.*.yaml",
        "!reviews/*/reply.yaml",
        "!reviews/*/reply.*.yaml",
        "!reviews/*/appeal.yaml",
        "!reviews/*/appeal.*.yaml",
    ),
    "panel": ("reviews/*/panel.yaml",),
    "published-panel": ("reviews/*/published-panel.yaml",),
    "moderation": ("reviews/*/moderation.yaml", "reviews/*/moderation.*.yaml"),
    "reply": ("reviews/*/reply.yaml", "reviews/*/reply.*.yaml"),
    "appeal": ("reviews/*/appeal.yaml", "reviews/*/appeal.*.yaml"),
    "reviewer-register": ("reviews/reviewers.yaml",),
    "library-settings": ("library.yaml",),
    "framework": ("framework.yaml",),
    "vocabulary": ("vocabulary.yaml",),
}
"""The files of a library that each schema is for, as editors and the schema store write patterns."""


def schema_comment(path: str) -> str:
    """The first line by which a new file tells editors of its schema.

    Args:
        path: The file's path from the library's root, for example ``casestudies/early-talk.yaml``.

    Raises:
        ValueError: No file of a library belongs at that path.
    """
    place = place_of(path)
    if place is None:
        raise ValueError(path)
    name = "library-settings" if place.kind == "settings" else place.kind
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    return f"# yaml-language-server: $schema={up}{FOLDER}/{name}.json"


def editor_settings() -> dict[str, Any]:
    """What ``.vscode/settings.json`` says, so that files without that line find their schema too."""
    return {"yaml.schemas": {f"./{FOLDER}/{name}.json": list(files) for name, files in PATTERNS.items()}}


def catalogue(descriptions: dict[str, str], site_url: str | None) -> dict[str, Any]:
    """A catalogue as the schema store keeps one.

    Args:
        descriptions: What each schema is for, by its name.
        site_url: The address of the library's site; without one the addresses are relative to the catalogue.
    """
    base = f"{site_url.rstrip('/')}/{FOLDER}/" if site_url else ""
    return {
        "$schema": "https://json.schemastore.org/schema-catalog.json",
        "version": 1,
        "schemas": [
            {
                "name": f"What works in SEND: {name.replace('-', ' ')}",
                "description": descriptions[name],
                "fileMatch": [
                    f"!**/{pattern[1:]}" if pattern[0] == "!" else f"**/{pattern}" for pattern in files
                ],
                "url": f"{base}{name}.json",
            }
            for name, files in PATTERNS.items()
        ],
    }
