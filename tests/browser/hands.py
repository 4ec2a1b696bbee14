"""Two hands that give a form the same answers: with the mouse, and by keyboard alone."""

from form_filling import choose, field, fill, onward

LONGEST_WAY = 120
"""Stops that anybody may have to pass on a step before something is wrong."""

STOP = """selector => {
  const at = document.activeElement;
  const wanted = document.querySelector(selector);
  if (!wanted) return null;
  const moved = at !== window.lastStop;
  window.lastStop = at;
  const mark = at.closest(".md-header__option")?.querySelector("label:not([hidden])")
    ?? at.closest("label.form-option") ?? at;
  const style = getComputedStyle(mark);
  const box = mark.getBoundingClientRect();
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  return {
    moved,
    is: at.matches(selector),
    back: Boolean(at.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING),
    name: at === document.body ? "" : at.outerHTML.slice(0, 160),
    value: at.value,
    checked: at.checked,
    marked: style.outlineStyle !== "none" && style.outlineWidth !== "0px",
    bare: Boolean(seen) && (mark.contains(seen) || seen.contains(mark)),
  };
}"""


class Mouse:
    """Clicks and fills, as a test most simply does."""

    def __init__(self, page):
        self.page = page

    def fill(self, path, text):
        fill(self.page, path, text)

    def choose(self, path, value):
        choose(self.page, path, value)

    def tick(self, path):
        field(self.page, path).check()

    def add(self, path):
        field(self.page, f"{path}.add").click()

    def pick(self, path, place):
        field(self.page, path).select_option(index=place)

    def unfold(self, path):
        self.page.locator(_fold(path)).click()

    def onward(self):
        onward(self.page)


class Keyboard:
    """Tab and Shift+Tab to what is wanted, then arrows, space, enter and letters; nothing else.

    At each stop the focus must have moved on, be marked, and not lie under anything.
    """

    def __init__(self, page):
        self.page, self.press = page, page.keyboard.press

    def reach(self, selector):
        """Go to what is wanted by the shorter way, as somebody does who sees where it is."""
        stop = self._stop(selector)
        for _ in range(LONGEST_WAY):
            if stop["is"]:
                return stop
            self.press("Shift+Tab" if stop["back"] else "Tab")
            stop = self._stop(selector)
            assert stop["moved"], f"the focus is caught at {stop['name']}"
            if stop["name"]:
                assert stop["marked"], f"nothing shows that the focus is at {stop['name']}"
                assert stop["bare"], f"something covers {stop['name']}"
        raise AssertionError(f"the keyboard does not reach {selector}")

    def _stop(self, selector):
        stop = self.page.evaluate(STOP, selector)
        assert stop, f"there is no {selector}"
        return stop

    def fill(self, path, text):
        self.reach(_at(path))
        self.page.keyboard.type(text)

    def choose(self, path, value):
        wanted = f"{_at(path)} input[value='{value}']"
        if self.page.evaluate("s => document.querySelector(s).type", wanted) == "checkbox":
            self.reach(wanted)
            self.press("Space")
            return
        self.reach(f"{_at(path)} input")
        for _ in range(LONGEST_WAY):
            stop = self._stop(wanted)
            if stop["is"]:
                break
            self.press("ArrowDown")
        if not stop["checked"]:
            self.press("Space")
        assert self._stop(wanted)["checked"], f"the keyboard does not choose {value}"

    def tick(self, path):
        self.reach(_at(path))
        self.press("Space")

    def add(self, path):
        self.reach(_at(f"{path}.add"))
        self.press("Enter")

    def pick(self, path, place):
        self.reach(_at(path))
        for _ in range(place):
            self.press("ArrowDown")

    def unfold(self, path):
        self.reach(_fold(path))
        self.press("Enter")

    def onward(self):
        self.reach(".form-onward .form-main")
        self.press("Enter")


def _at(path):
    return f"[id='f-{path.replace('.', '-')}']"


def _fold(path):
    """What opens a group that is folded away."""
    return f"details:has(> {_at(path)}) > summary"
