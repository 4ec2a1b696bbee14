"""Names in code on pages written by hand."""

from markdown import markdown

from wwis_evidence.publish.short_code import ShortCode


def test_a_short_name_stays_in_one_piece_and_a_long_one_may_be_broken():
    text = "Add `--fix`, or `wwis-evidence check --fix --diff`.\n\n    a block\n"
    made = markdown(text, extensions=[ShortCode()])
    assert '<code class="short">--fix</code>' in made
    assert "<code>wwis-evidence check --fix --diff</code>" in made
    assert "<pre><code>a block" in made
