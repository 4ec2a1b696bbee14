"""``diff`` tells new findings and those that are gone, exceptions and files, and when it cannot be made."""

import pytest

CASE = "casestudies/early-talk.yaml"


def codes(found):
    return [(each["path"], each["code"]) for each in found["findings"]]


def test_new_findings_and_those_that_are_gone_are_told_apart(repo):
    repo.replace("casestudies/advice-line.yaml", "theme: ", "theem: ")
    repo.branch()
    repo.replace("casestudies/advice-line.yaml", "theem: ", "theme: ")
    repo.replace(CASE, "limits: ", "limtis: ")
    answer = repo.answer()
    assert (CASE, "unknown-key") in codes(answer["new"])
    assert ("casestudies/advice-line.yaml", "unknown-key") in codes(answer["gone"])
    text = repo.diff()
    new, gone = text.split("### Findings that are gone")
    assert "limtis is not a key that is known here." in new.split("### New findings")[1]
    assert "theem is not a key that is known here." in gone


def test_a_finding_whose_line_moved_is_neither_new_nor_gone(repo):
    repo.replace(CASE, "limits: ", "limtis: ")
    repo.branch()
    repo.write(CASE, "# One line more.\n" + repo.read(CASE))
    answer = repo.answer()
    assert (codes(answer["new"]), codes(answer["gone"])) == ([], [])
    assert "### New findings" not in repo.diff()


def test_an_exception_is_told_and_what_it_excuses_has_not_gone(repo):
    repo.replace(CASE, "limits: ", "limits: Call 020 7946 0018. ")
    repo.branch()
    exception = (
        "exceptions:\n  - code: phone-number\n    field: limits\n    because: The office.\n"
        "    until: 2027-06-30\n"
    )
    repo.replace(CASE, "changes:\n", exception + "changes:\n")
    answer = repo.answer()
    assert (codes(answer["new"]), codes(answer["gone"])) == ([], [])
    assert [(e["file"], e["code"], e["field"], e["because"]) for e in answer["exceptions"]] == [
        (CASE, "phone-number", "limits", "The office.")
    ]
    text = repo.diff()
    assert "### Exceptions that were added\n\n- `phone-number` in `casestudies/early-talk.yaml`" in text
    repo.commit()
    repo.git("branch", "-f", "main", "change")
    assert repo.answer()["exceptions"] == []
    repo.replace(CASE, "until: 2027-06-30", "until: 2027-07-31")
    assert [each["until"] for each in repo.answer()["exceptions"]] == ["2027-07-31"]


def test_no_private_value_is_repeated_in_reasons_and_notes(repo):
    repo.branch()
    private = "someone.real@example.com"
    repo.replace(CASE, "limits: ", f"limits: Ask {private}. ")
    exception = (
        f"exceptions:\n  - code: email-address\n    field: limits\n    because: It is {private} indeed.\n"
        "    until: 2027-06-30\n"
    )
    note = f"  - date: 2026-11-20\n    type: editorial\n    note: Written by {private}.\n"
    repo.replace(CASE, "changes:\n", exception + "changes:\n")
    repo.write(CASE, repo.read(CASE) + note)
    for out in (repo.diff(), repo.diff("--format", "json")):
        assert "(not shown)" in out.replace("`", "")
        assert "someone.real" not in out


def test_files_that_came_went_or_changed_are_listed(repo):
    repo.branch()
    repo.take_out("reviews/health-passports/published-panel.yaml")
    repo.write("reviews/early-talk/R99.yaml", "schema: 1\n")
    repo.replace(CASE, "limits: ", "limits: Small. ")
    changes = {file["path"]: file["change"] for file in repo.answer()["files"]}
    assert changes == {
        "reviews/health-passports/published-panel.yaml": "removed",
        "reviews/early-talk/R99.yaml": "added",
        CASE: "changed",
    }
    text = repo.diff()
    assert "Files: 1 new, 1 removed, 1 changed." in text
    assert "- new: `reviews/early-talk/R99.yaml`\n" in text


def test_a_file_in_place_of_a_link_has_changed(repo):
    path = repo.library / "casestudies/zz-link.yaml"
    path.symlink_to("early-talk.yaml")
    repo.branch()
    assert "Nothing changes." in repo.diff()
    path.unlink()
    path.write_text("schema: 1\n")
    assert {"path": "casestudies/zz-link.yaml", "change": "changed"} in repo.answer()["files"]


def test_a_summary_is_no_check_so_new_errors_give_0(repo):
    repo.branch()
    repo.write(CASE, "title: [\n")
    said = repo.run("diff", "main", "--library", repo.library)
    assert (said.status, said.err) == (0, "")
    assert "yaml-syntax" in said.out


@pytest.mark.parametrize("revision", ["--output=x", "no such", "main:casestudies", "-", "\x1b[31m"])
def test_a_revision_that_is_none_gives_2_and_one_line(repo, revision):
    repo.branch()
    said = repo.run("diff", "--library", repo.library, "--", revision)
    assert (said.status, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert said.err.strip().isprintable()


def test_outside_git_it_cannot_be_made(repo, tmp_path):
    (tmp_path / "casestudies").mkdir()
    said = repo.run("diff", "main", "--library", tmp_path)
    assert (said.status, said.out) == (2, "")
    assert "is not in a git repository" in said.err


def test_a_clone_without_older_commits_is_compared_with_what_it_has(repo, tmp_path):
    repo.commit()
    repo.replace(CASE, "limits: ", "limits: Small. ")
    repo.commit()
    repo.git("clone", "-q", "--depth", "1", repo.root.as_uri(), str(tmp_path / "shallow"))
    shallow = tmp_path / "shallow"
    (shallow / "reviews/early-talk/R02.yaml").unlink()
    said = repo.run("diff", "HEAD", "--library", shallow)
    assert said.status == 0
    assert "0 changed" in said.out
    assert "1 removed" in said.out


def test_programs_that_the_repository_names_are_never_run(repo, tmp_path):
    repo.branch()
    trap = tmp_path / "trap"
    for key in ("filter.f.clean", "filter.f.smudge", "diff.external", "core.fsmonitor", "diff.d.textconv"):
        repo.git("config", key, f"touch {trap}; cat")
    (repo.root / ".gitattributes").write_text("*.yaml filter=f diff=d\n")
    repo.replace(CASE, "limits: ", "limits: Small. ")
    assert "1 changed" in repo.diff()
    assert not trap.exists()
