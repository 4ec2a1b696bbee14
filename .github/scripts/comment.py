"""Post what the check of a pull request found as one comment, and renew that comment on each push.

This runs with the right to write comments, after a run that anybody may have shaped: a pull request from a
fork brings its own workflow file along. So nothing of that run is believed:

- which pull request it was is asked of GitHub, by the head commit that the event names;
- whether data or code changes is asked of GitHub;
- the report is read from a size-limited archive, one file of it, and shown as plain text in a code block,
  where no link, mention, image or markup works.

Only the standard library is used: nothing is installed beside the token.
"""

from __future__ import annotations

import io
import json
import lzma
import os
import re
import struct
import sys
import urllib.parse
import urllib.request
import zipfile
import zlib
from pathlib import Path
from typing import Any

from kinds import BOTH, kind_of

ARTEFACT, MEMBER = "report", "report.md"
LARGEST_ARCHIVE = 512 * 1024  # bytes
LARGEST_REPORT = 256 * 1024  # bytes
SHOWN = 50_000  # characters; GitHub takes 65,536 in a comment
MOST_FILES = 3_000  # GitHub lists no more of a pull request
SECONDS = 30
MARK = "<!-- wwis-evidence: check of this pull request -->"
AUTHOR = "github-actions[bot]"
# All that reading a damaged or unusual archive can raise.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    lzma.LZMAError,
    OSError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
)
_SHA = re.compile(r"[0-9a-f]{40}\Z")
_OUTCOMES = {
    "success": "All checks of this pull request passed.",
    "failure": "Something has to be mended before this can be merged.",
}


class Refused(Exception):  # noqa: N818 - it says what was done, not that something broke
    """Nothing is posted, for this reason."""


class Api:
    """GitHub's REST interface for one repository."""

    def __init__(self, base: str, repository: str, token: str) -> None:
        self._root = f"{base}/repos/{repository}"
        self._token = token

    def bytes_of(self, path: str, largest: int) -> bytes:
        """What is at a path, refusing more than so many bytes."""
        with self._open("GET", path) as answer:
            content: bytes = answer.read(largest + 1)
        if len(content) > largest:
            raise Refused(f"an answer is larger than {largest} bytes")
        return content

    def get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """The JSON at a path."""
        return json.loads(self.bytes_of(path, 32 * 1024 * 1024))

    def send(self, method: str, path: str, data: dict[str, str]) -> None:
        """Create or change something."""
        with self._open(method, path, json.dumps(data).encode()) as answer:
            answer.read()

    def _open(self, method: str, path: str, data: bytes | None = None) -> Any:  # noqa: ANN401 - urllib's own
        request = urllib.request.Request(f"{self._root}/{path}", data, method=method)  # noqa: S310 - https
        request.add_header("Accept", "application/vnd.github+json")
        # Not kept on a redirect: archives are fetched from another host, which must not see the token.
        request.add_unredirected_header("Authorization", f"Bearer {self._token}")
        return urllib.request.urlopen(request, timeout=SECONDS)  # noqa: S310 - as above


def pull_request(api: Api, run: dict[str, Any], repository: str) -> int:
    """The number of the one open pull request whose head is the commit that was checked."""
    sha = run["head_sha"]
    if not _SHA.match(sha) or not run["head_repository"]:
        raise Refused("the event names no commit, or its repository is gone")
    head = f"{run['head_repository']['owner']['login']}:{run['head_branch']}"
    found = api.get(f"pulls?state=open&per_page=100&head={urllib.parse.quote(head, safe='')}")
    numbers = [
        int(pull["number"])
        for pull in found
        if pull["head"]["sha"] == sha and pull["base"]["repo"]["full_name"] == repository
    ]
    if len(numbers) != 1:
        raise Refused(f"{len(numbers)} open pull requests have this head commit; one is expected")
    return numbers[0]


def changed(api: Api, number: int) -> list[str]:
    """The paths that a pull request changes, under their new and old names."""
    paths: list[str] = []
    for page in range(1, MOST_FILES // 100 + 1):
        files = api.get(f"pulls/{number}/files?per_page=100&page={page}")
        for file in files:
            paths += [file["filename"], file.get("previous_filename") or file["filename"]]
        if len(files) < 100:  # noqa: PLR2004 - a page that is not full is the last
            break
    return paths


def report(api: Api, run_id: int) -> str | None:
    """The text of the report that the run left, or None where it left none."""
    listed = api.get(f"actions/runs/{run_id}/artifacts?name={ARTEFACT}&per_page=100")["artifacts"]
    left = [artefact for artefact in listed if artefact["name"] == ARTEFACT and not artefact["expired"]]
    if not left:
        return None
    newest = max(left, key=lambda artefact: int(artefact["id"]))
    if newest["size_in_bytes"] > LARGEST_ARCHIVE:
        raise Refused("the report's archive is too large")
    return unpacked(api.bytes_of(f"actions/artifacts/{int(newest['id'])}/zip", LARGEST_ARCHIVE))


def unpacked(archive: bytes) -> str:
    """The report in an archive; nothing is written to disk, and no more is unpacked than is shown."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as folder, folder.open(MEMBER) as file:
            content = file.read(LARGEST_REPORT + 1)
    except UNREADABLE:
        raise Refused("the report's archive cannot be read") from None
    if len(content) > LARGEST_REPORT:
        raise Refused("the report is too large")
    return content.decode("utf-8", errors="replace")


def plain(text: str) -> str:
    """Text in a code block that it cannot end, without characters that cannot be seen or that turn text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(2).split("\n")
    # isprintable is false for control and format characters, which includes those that turn text around.
    seen = "\n".join(
        "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line)
        for line in lines
    )
    seen = seen.strip("\n")
    if len(seen) > SHOWN:
        seen = seen[:SHOWN] + "\n… and more: the run's summary has all of it."
    seen = re.sub("`{10,}", "`" * 9 + "…", seen)  # else the block's own marks could fill a comment
    longest = max((len(ticks) for ticks in re.findall("`+", seen)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{seen}\n{fence}"


def comment(outcome: str, kind: str, text: str | None, link: str) -> str:
    """The comment: our own words first, then what the run reported, as plain text."""
    parts = [MARK, "### Checks", _OUTCOMES.get(outcome, "The checks did not run to the end.")]
    if kind == "both":
        parts.append(BOTH)
    if text is not None:
        parts += ["What the check wrote. It repeats words of the contributed files.", plain(text)]
    parts.append(f"[The run, with all its steps]({link})")
    return "\n\n".join(parts) + "\n"


def post(api: Api, number: int, body: str) -> None:
    """Renew our comment on a pull request, or write the first."""
    for page in range(1, 31):
        listed = api.get(f"issues/{number}/comments?per_page=100&page={page}")
        for old in listed:
            # Who wrote it is null once an account is gone.
            if (old["user"] or {}).get("login") == AUTHOR and (old["body"] or "").startswith(MARK):
                api.send("PATCH", f"issues/comments/{int(old['id'])}", {"body": body})
                return
        if len(listed) < 100:  # noqa: PLR2004 - a page that is not full is the last
            break
    api.send("POST", f"issues/{number}/comments", {"body": body})


def main() -> int:
    """Post the comment; 0 also where there is nothing to post, with the reason."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    run, repository = event["workflow_run"], os.environ["GITHUB_REPOSITORY"]
    api = Api(os.environ["GITHUB_API_URL"], repository, os.environ["GITHUB_TOKEN"])
    link = f"{os.environ['GITHUB_SERVER_URL']}/{repository}/actions/runs/{int(run['id'])}"
    try:
        number = pull_request(api, run, repository)
    except Refused as reason:
        print(f"Nothing posted: {reason}.")
        return 0
    text = None
    try:
        text = report(api, int(run["id"]))
    except Refused as reason:
        print(f"Report not read: {reason}.")
    kind = kind_of(changed(api, number))
    if text is None and kind != "both":
        print("Nothing posted: there is no report that can be shown.")
        return 0
    post(api, number, comment(str(run["conclusion"]), kind, text, link))
    print(f"Posted to pull request {number}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
