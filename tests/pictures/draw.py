"""Draw the strips that pictures for sharing are put together from; `make pictures` runs this.

A picture shows two ratings, and there are many pairs. So the parts are drawn once, by Chromium, and kept with
the package: a head, a strip for each bar of each rating, a foot for whose rating it is. Building a site only
sets strips one below the other (``publish/share.py``). The strips hold sixteen colours and end where a stream
of PNG data can go on.
"""

import base64
import json
import shutil
import struct
import sys
import zlib
from hashlib import sha256
from html import escape
from pathlib import Path

from wwis_evidence.frameworks import shipped_framework
from wwis_evidence.publish.share import FEET, WIDTH
from wwis_evidence.reports.text import place_in_words

PUBLISH = Path(__file__).parents[2] / "src" / "wwis_evidence" / "publish"
STRIPS = PUBLISH / "share_strips"
FONT = PUBLISH / "theme" / "assets" / "atkinson-hyperlegible-next.woff2"
HEIGHTS = {"head": 150, "whole": 360, "rating": 180, "foot": 120}
PAPER, INK, SOFT, BAR, EDGE = "#faf6ee", "#1c2b33", "#4b575d", "#0f5c74", "#6f7f83"
ACCENT, WHITE, HIGHLIGHT = "#12475a", "#ffffff", "#f2b134"
STYLE = f"""
@font-face {{ font-family: F; src: url(data:font/woff2;base64,FONT); font-weight: 200 800 }}
* {{ box-sizing: border-box; margin: 0 }}
body {{ background: {PAPER}; color: {INK}; font-family: F; width: {WIDTH}px; padding: 0 70px;
  overflow: hidden; display: flex; align-items: center; gap: 44px }}
.head {{ border-top: 18px solid {ACCENT}; font-size: 38px; font-weight: 700; gap: 26px }}
.rating svg {{ flex: none }}
.title {{ color: {SOFT}; font-size: 36px }}
.words {{ font-size: 62px; font-weight: 750; letter-spacing: -1px }}
.whole {{ font-size: 74px; font-weight: 750; line-height: 1.15; letter-spacing: -1px }}
.foot {{ background: {ACCENT}; color: {WHITE}; font-size: 36px; font-weight: 600 }}
.fictional {{ background: {HIGHLIGHT}; color: {INK} }}
"""


def bars(position, of, scale):
    """Bars as on the site: filled up to a place, the rest only drawn round."""
    shapes = "".join(
        f'<rect x="{(n - 1) * 14 + 1.5}" y="{30.5 - 7 * n}" width="10" height="{7 * n - 1}" rx="1" '
        + (f'fill="{BAR}"/>' if n <= position else f'fill="none" stroke="{EDGE}" stroke-dasharray="2.5 2"/>')
        for n in range(1, of + 1)
    )
    return f'<svg viewBox="0 -2 {of * 14} 34" width="{of * 14 * scale}" height="{34 * scale}">{shapes}</svg>'


def drawings():
    """Each strip by name: its kind and the HTML that it is drawn from."""
    framework = shipped_framework()
    logo = (PUBLISH / "theme" / "assets" / "logo.svg").read_text()
    logo = logo.replace("<svg ", '<svg width="72" height="72" ')
    found = {
        "head": ("head", f"{logo}<p>Evidence on local practice in SEND</p>"),
        "whole": ("whole", "<p>What was done.<br>What is known.<br>How sure we can be.</p>"),
    }
    for number, indicator in enumerate(framework.indicators.values(), start=1):
        for bar in range(len(framework.bars)):
            title, words = escape(indicator.title), escape(place_in_words(bar, framework))
            told = f'<div><p class="title">{title}</p><p class="words">{words}</p></div>'
            found[f"{number}-{bar + 1}"] = ("rating", bars(bar + 1, len(framework.bars), 4) + told)
    for name, words in FEET.items():
        found[f"foot-{name}"] = (f"foot {name}", f"<p>{escape(words)}</p>")
    return found


def manifest():
    """What the strips show and what they are drawn from."""
    framework = shipped_framework()
    source = json.dumps([drawings(), STYLE, HEIGHTS, sha256(FONT.read_bytes()).hexdigest()])
    return {
        "indicators": [indicator.title for indicator in framework.indicators.values()],
        "bars": [place_in_words(bar, framework) for bar in range(len(framework.bars))],
        "drawn_from": sha256(source.encode()).hexdigest(),
    }


def mixed(one, other, share):
    return tuple(round(a * share + b * (1 - share)) for a, b in zip(rgb(one), rgb(other), strict=True))


def rgb(colour):
    return tuple(bytes.fromhex(colour[1:]))


def palette():
    """Sixteen colours: those of the drawing, and the edges of letters between two of them."""
    edges = [(INK, PAPER, 0.25), (INK, PAPER, 0.5), (INK, PAPER, 0.75), (SOFT, PAPER, 0.5), (BAR, PAPER, 0.5)]
    edges += [(WHITE, ACCENT, 0.33), (WHITE, ACCENT, 0.67), (INK, HIGHLIGHT, 0.5)]
    plain = [PAPER, INK, SOFT, BAR, EDGE, ACCENT, WHITE, HIGHLIGHT]
    return [*map(rgb, plain), *(mixed(*edge) for edge in edges)]


def png(pixels, width, height):
    """Pixels (RGBA) as a PNG of sixteen colours whose data can be followed by another's."""
    colours = palette()
    nearest = {}
    rows = []
    for y in range(height):
        line = []
        for x in range(width):
            at = 4 * (y * width + x)
            pixel = tuple(pixels[at : at + 3])
            if pixel not in nearest:
                nearest[pixel] = min(
                    range(len(colours)),
                    key=lambda i: sum((a - b) ** 2 for a, b in zip(colours[i], pixel, strict=True)),
                )
            line.append(nearest[pixel])
        rows.append(b"\0" + bytes(a << 4 | b for a, b in zip(line[::2], line[1::2], strict=True)))
    raw = b"".join(rows)
    packer = zlib.compressobj(9, wbits=-15)
    stream = packer.compress(raw) + packer.flush(zlib.Z_FULL_FLUSH) + b"\x03\x00"
    data = b"\x78\xda" + stream + struct.pack(">I", zlib.adler32(raw))
    head = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)
    parts = [(b"IHDR", head), (b"PLTE", bytes(sum(colours, ()))), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


READ = """async data => {
  const picture = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height), context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const bytes = context.getImageData(0, 0, picture.width, picture.height).data;
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return btoa(text);
}"""


def main():
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the tests import this file without it

    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        sys.exit("no Chromium found: install Debian's chromium package to draw the pictures")
    style = STYLE.replace("FONT", base64.b64encode(FONT.read_bytes()).decode())
    STRIPS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page()
        for name, (kind, body) in drawings().items():
            height = HEIGHTS[kind.split()[0]]
            page.set_viewport_size({"width": WIDTH, "height": height})
            page.set_content(f'<style>{style}body{{height:{height}px}}</style><body class="{kind}">{body}')
            page.evaluate("document.fonts.ready")
            shot = base64.b64encode(page.screenshot()).decode()
            pixels = base64.b64decode(page.evaluate(READ, shot))
            (STRIPS / f"{name}.png").write_bytes(png(pixels, WIDTH, height))
        browser.close()
    (STRIPS / "strips.json").write_text(json.dumps(manifest(), indent=2) + "\n")
    print(f"{len(drawings())} strips in {STRIPS}")  # noqa: T201 - a command


if __name__ == "__main__":
    main()
