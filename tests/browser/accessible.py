"""What axe says of a page as it stands: in light and dark colours, on a large and on a small screen."""

from axe_playwright_python.sync_playwright import Axe

# What is asked in each of the theme's schemes: in the second, only what the colours can change.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
SCHEMES = {"default": {}, "slate": {"runOnly": {"type": "rule", "values": OF_COLOURS}}}
WIDTHS = (1280, 375)
DARKEST, LIGHTEST = 60, 200  # of 255: the grounds of the two

# The page is not opened anew for the other colours: that, and axe's own start, take longer than its rules do.
CHANGE = """
scheme => {
  document.body.setAttribute("data-md-color-scheme", scheme);
  document.getAnimations().forEach(one => one.finish());
  return Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]);
}
"""
ASK = "([part, options]) => axe.run(part ?? document, options).then(found => found.violations)"


def assert_accessible(page, part=None, state=None):
    """Hold that axe finds nothing, and that nothing of the page is cut off at a side.

    Args:
        page: The page, open on a large screen in light colours, as which it is left.
        part: A selector of what alone is looked at.
        state: What the page shows, to tell apart what was found.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    for scheme, rules in SCHEMES.items():
        ground = page.evaluate(CHANGE, scheme)
        assert (ground < DARKEST) if scheme == "slate" else (ground > LIGHTEST)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (state, width)
            found = page.evaluate(ASK, [part, {"resultTypes": ["violations"], **rules}])
            told = [(one["id"], one["impact"], [n["html"][:200] for n in one["nodes"][:3]]) for one in found]
            assert told == [], (state, scheme, width)
    page.evaluate(CHANGE, "default")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
