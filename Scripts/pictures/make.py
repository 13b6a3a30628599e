"""Draws the sample communes' pictures: `python3 make.py [SITE [NAME ...]]`.

Writes `artwork/NAME.svg` and `content/pictures/NAME.jpg` below each site's folder, the site's `theme/` images, and with the
name `marks` the logos of its businesses in `content/business-ads/`.
Needs rsvg-convert (librsvg) and Pillow. The same input gives the same drawing: all chance is seeded.
"""

import io
import pathlib
import subprocess
import sys

from PIL import Image

import emblems
import marks
from scenes import SITES

ROOT = pathlib.Path(__file__).resolve().parents[2] / "sites"
LIMIT = 220_000


def raster(svg, width):
    result = subprocess.run(
        ["rsvg-convert", "--width", str(width), "--format", "png"],
        input=svg.encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return Image.open(io.BytesIO(result.stdout)).convert("RGB")


def write_jpeg(image, file):
    """Saves at quality 82, or lower if the file would pass the limit."""
    for quality in (82, 78, 74, 70):
        image.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
        if file.stat().st_size <= LIMIT:
            break
    print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1000} kB  quality {quality}")


def write_marks(site):
    """The marks of businesses, 480 pixels wide with few colours, and the scan of their confirmation."""
    folder = ROOT / site / "content/business-ads"
    (folder / "logos").mkdir(parents=True, exist_ok=True)
    for name, drawing in marks.MARKS.get(site, {}).items():
        image = raster(drawing(), 480).quantize(48)
        image.save(folder / "logos" / f"{name}.png", "PNG", optimize=True)
    write_jpeg(raster(marks.confirmation(), 840), folder / "xac-nhan.jpg")


def main(arguments):
    for site, scenes in SITES.items():
        if arguments and arguments[0] != site:
            continue
        folder = ROOT / site
        for part in ("artwork", "content/pictures", "theme"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for name, scene in scenes.items():
            if arguments[1:] and name not in arguments[1:]:
                continue
            svg = scene()
            (folder / "artwork" / f"{name}.svg").write_text(svg, encoding="utf-8")
            write_jpeg(raster(svg, 1600), folder / "content/pictures" / f"{name}.jpg")
        if not arguments[1:]:
            for name, svg in emblems.FILES[site].items():
                (folder / "theme" / name).write_text(svg, encoding="utf-8")
            share = emblems.share(site)
            (folder / "artwork/share.svg").write_text(share, encoding="utf-8")
            write_jpeg(raster(share, 1200), folder / "theme/share.jpg")
        if site in marks.MARKS and (not arguments[1:] or "marks" in arguments[1:]):
            write_marks(site)


main(sys.argv[1:])
