"""No page of the portal leads to one that is not there."""

import urllib.error
import urllib.request
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from portal import SITES

MOST = 700


class Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag == "a" and (address := dict(attrs).get("href")):
            self.found.append(address)


class Staying(urllib.request.HTTPRedirectHandler):
    """Where an address leads on to is a link of its own, perhaps to another host."""

    def redirect_request(self, *details):
        return None


def answer(url: str) -> tuple[int, str]:
    """The status of an address, and its markup if it is a page. The sites' names are known to browsers only."""
    parts = urlsplit(url)
    address = parts._replace(netloc=f"127.0.0.1:{parts.port}").geturl()
    try:
        request = urllib.request.Request(address, headers={"Host": parts.netloc})
        with urllib.request.build_opener(Staying).open(request, timeout=30) as response:
            is_page = response.headers.get_content_type() == "text/html"
            return response.status, response.read().decode() if is_page else ""
    except urllib.error.HTTPError as error:
        return error.code, ""


@pytest.mark.parametrize("site", SITES)
def test_every_link_leads_somewhere(portal, site):
    start = portal.url("/", site)
    waiting, seen, broken, asked = [(start, "")], {start}, [], 0
    # The first come first: what is reached with few steps is most of all kinds of pages.
    while waiting and asked < MOST:
        url, origin = waiting.pop(0)
        asked += 1
        status, markup = answer(url)
        if status >= 400:
            broken.append(f"{status} {url}, from {origin}")
        links = Links()
        links.feed(markup)
        for address in links.found:
            target = urldefrag(urljoin(url, address)).url
            parts = urlsplit(target)
            is_own = parts.netloc == urlsplit(start).netloc and parts.scheme == "http"
            if not is_own or parts.path.startswith(("/quan-tri", "/ngon-ngu")) or target in seen:
                continue
            seen.add(target)
            waiting.append((target, url))
    assert asked > 50
    assert not broken, "\n".join(broken)
