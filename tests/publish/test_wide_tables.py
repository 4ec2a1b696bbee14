"""Tables of pages written by hand."""

from markdown import markdown

from wwis_evidence.publish.wide_tables import WideTables

TEXT = """
| what | seconds |
| --- | ---: |
| a *check* | 3 |

Words.

| one |
| --- |
| two |
"""


def test_each_table_scrolls_in_a_frame_that_a_keyboard_reaches_and_has_no_inline_style():
    made = markdown(TEXT, extensions=["tables", WideTables()])
    frame = '<div aria-label="Table" class="scroll" role="group" tabindex="0">'
    assert made.count(f'{frame}\n<table class="grid">') + made.count(f'{frame}<table class="grid">') == 2
    assert made.count("</table>") == 2
    assert '<td class="number">3</td>' in made
    assert "<em>check</em>" in made
    assert "style=" not in made
