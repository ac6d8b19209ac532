"""Take the picture of the page that the README shows.

    khabar demo -o demo/ && python docs/picture.py demo/graph.html docs/images/page.png '#sel=e:Q7747~Q44329'

The part behind ``#`` is the view, as the page's own address tells it. Needs Chromium and Playwright.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright


def main(page: str, picture: str, view: str = "") -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        tab = browser.new_page(viewport={"width": 1400, "height": 820}, reduced_motion="reduce")
        tab.goto(Path(page).resolve().as_uri() + view)
        tab.wait_for_selector("html[data-ready]")
        tab.wait_for_timeout(500)
        tab.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
