"""Random changes of a library's files, as people make them: each gives another library without errors."""

import shutil
from datetime import timedelta

from publishing import AS_OF

THEMES = ("universal-provision", "targeted-support", "co-production")


class Changing:
    """A library in a folder, and the day for which it is built; each method changes something of them."""

    def __init__(self, root, random):
        self.root, self.random, self.day = root, random, AS_OF

    def change(self):
        """Make one change, and tell which."""
        name = self.random.choice(
            ["word", "word", "theme", "add", "rename", "remove", "review", "settings", "register", "later"]
        )
        getattr(self, name)()
        return name

    def _case(self):
        return self.random.choice(sorted(self.root.glob("casestudies/*.yaml")))

    def _line(self, path, start, new):
        """Change the first line that begins with some text, after its indent."""
        lines = path.read_text().split("\n")
        place = next(n for n, line in enumerate(lines) if line.strip().startswith(start))
        lines[place] = new(lines[place])
        path.write_text("\n".join(lines))

    def word(self):
        self._line(self._case(), "summary: ", lambda line: f"{line} Told again.")

    def theme(self):
        self._line(self._case(), "theme: ", lambda _: f"theme: {self.random.choice(THEMES)}")

    def add(self):
        case = self._case()
        slug = f"{case.stem[:30]}-again-{self.random.randrange(10**6)}"
        shutil.copy(case, case.with_name(f"{slug}.yaml"))
        self._line(case.with_name(f"{slug}.yaml"), "title: ", lambda line: f"{line} again")
        if (self.root / "reviews" / case.stem).is_dir():
            shutil.copytree(self.root / "reviews" / case.stem, self.root / "reviews" / slug)

    def rename(self):
        case = self._case()
        slug = f"moved-{self.random.randrange(10**6)}"
        case.rename(case.with_name(f"{slug}.yaml"))
        path = case.with_name(f"{slug}.yaml")
        path.write_text(path.read_text() + f"\nformer_slugs:\n  - {case.stem}\n")
        if (self.root / "reviews" / case.stem).is_dir():
            (self.root / "reviews" / case.stem).rename(self.root / "reviews" / slug)

    def remove(self):
        case = self._case()
        case.unlink()
        shutil.rmtree(self.root / "reviews" / case.stem, ignore_errors=True)

    def review(self):
        path = self.random.choice(sorted(self.root.glob("reviews/*/R*.yaml")))
        self._line(path, "because: ", lambda line: f"{line} So it seems." if line[-1] not in "|>" else line)

    def settings(self):
        self._line(self.root / "library.yaml", "title: ", lambda line: f"{line} again")

    def register(self):
        path = self.root / "reviews/reviewers.yaml"
        path.write_text(path.read_text() + "# Looked through.\n")

    def later(self):
        self.day += timedelta(days=self.random.choice([1, 400]))
