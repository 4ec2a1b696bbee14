"""Tables of pages written by hand."""

from markdown import markdown

from wwis_evidence.publish.wide_tables import WideTables

TEXT = """
| what | seconds |
| --- | ---: |
| a *check* | 3 |

Words.

| what | who | why |
| --- | --- | --- |
| a check | anyone | It takes a whole sentence to say what it is good for. |

| what | why |
| --- | --- |
| a check | Between two columns there is room for a whole sentence. |

| one |
| --- |
| two |
"""


def test_each_table_scrolls_in_a_frame_that_a_keyboard_reaches_and_has_no_inline_style():
    made = markdown(TEXT, extensions=["tables", WideTables()])
    frame = '<div aria-label="Table" class="scroll" role="group" tabindex="0">'
    assert made.count(f'{frame}\n<table class="grid">') + made.count(f'{frame}<table class="grid">') == 4
    assert made.count("</table>") == 4
    assert '<td class="number">3</td>' in made
    assert "<em>check</em>" in made
    assert "style=" not in made


def test_a_long_text_among_three_columns_or_more_is_marked_so_that_it_is_not_squeezed():
    made = markdown(TEXT, extensions=["tables", WideTables()])
    assert '<td class="long">It takes a whole sentence' in made
    assert made.count('class="long"') == 1
