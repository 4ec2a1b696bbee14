"""Ready blocks of items' pages: passed over by the renderer, whole on the page."""

from wwis_evidence.publish.render import _unread


def test_blocks_pass_as_comments_and_headings_do_not():
    body = '# One\n\n<div class="a">\n<p>x</p>\n</div>\n\n## Two\n\n<div class="b">\n</div>'
    found = _unread(body)
    assert found.count("<!--ready\n<div ") == found.count("</div>\nready-->") == 2
    assert found.replace("<!--ready\n", "").replace("\nready-->", "").strip() == body
    assert "\n\n## Two\n\n" in found


def test_a_block_that_holds_the_end_of_a_comment_is_left_as_it_is():
    for end in ("-->", "--!>", "-- >"):
        body = f'<div class="a">\n<p title="{end}">x</p>\n</div>'
        assert _unread(body).strip() == body


def test_no_page_of_a_site_shows_a_mark_of_a_block(own, example):
    for root in (own, example):
        pages = list((root / "build/site").rglob("*.html"))
        assert any(page.parent.parent.name == "library" for page in pages)
        assert not [page for page in pages if "ready-->" in page.read_text(encoding="utf-8")]
        sources = [
            path.read_text(encoding="utf-8") for path in (root / "build/docs/library").glob("*/index.md")
        ]
        assert any("\nready-->\n" in source for source in sources), "or this test sees nothing"
