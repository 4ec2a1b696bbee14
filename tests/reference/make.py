"""Write the pages of the site that are made from the program itself: ``make pages``."""

from pathlib import Path

from commands_page import commands_page
from python_page import python_page

GUIDES = Path(__file__).parents[2] / "site/pages/guides"
PAGES = {"commands.md": commands_page, "python-reference.md": python_page}


def main():
    """Write them."""
    for name, made in PAGES.items():
        (GUIDES / name).write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
