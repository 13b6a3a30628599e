"""The kinds of pages, and how to get to one of each.

A page is named by a path, or by the link to follow on another page: `(path, selector)`.
"""

PUBLIC = {
    "home": "/",
    "news": "/tin-tuc",
    "section": "/tin-tuc/thong-bao",
    "article": ("/tin-tuc/thong-bao", "main article h3 a, main article h2 a"),
    "reference-section": "/tin-tuc/tin-tham-khao",
    "reference-article": ("/tin-tuc/tin-tham-khao", "main article h3 a, main article h2 a"),
    "archive": "/tin-tuc/luu-tru",
    "month": ("/tin-tuc/luu-tru", "main .link-list a"),
    "submission-form": "/tin-tuc/gui-bai",
    "organization": "/gioi-thieu",
    "search": "/tim-kiem",
    "search-hits": "/tim-kiem?q=nuoc+sach",
    "search-no-hits": "/tim-kiem?q=xyzzy",
    "not-found": "/khong-co-trang-nay",
    "style-guide": "/mau-giao-dien",
    "login": "/quan-tri/dang-nhap",
    "forgotten-password": "/quan-tri/quen-mat-khau",
}

ADMIN = {
    "dashboard": "/quan-tri",
    "work": "/quan-tri/viec",
    "workflows": "/quan-tri/quy-trinh",
    "workflow": "/quan-tri/quy-trinh/news.editorial",
    "deputies": "/quan-tri/uy-quyen",
    "digest": "/quan-tri/viec/thu-nhac",
    "account": "/quan-tri/tai-khoan",
    "accounts": "/quan-tri/nguoi-dung",
    "new-account": "/quan-tri/nguoi-dung/moi",
    "edit-account": ("/quan-tri/nguoi-dung", "tbody a"),
    "roles": "/quan-tri/vai-tro",
    "new-role": "/quan-tri/vai-tro/moi",
    "edit-role": ("/quan-tri/vai-tro", "tbody tr:last-child a"),
    "modules": "/quan-tri/phan-he",
    "module-settings": "/quan-tri/phan-he/news/cai-dat",
    "module-removal": "/quan-tri/phan-he/news/go",
    "status": "/quan-tri/tinh-trang",
    "audit": "/quan-tri/nhat-ky",
    "secrecy": "/quan-tri/dau-mat",
    "incidents": "/quan-tri/su-co",
    "raise-incident": "/quan-tri/su-co/bao",
    "traffic": "/quan-tri/luot-xem",
    "report": "/quan-tri/bao-cao",
    "library": "/quan-tri/tep",
    "library-upload": "/quan-tri/tep/moi",
    "library-describe": "/quan-tri/tep/mo-ta",
    "library-item": ("/quan-tri/tep", ".library a"),
    "articles": "/quan-tri/news",
    "new-article": "/quan-tri/news/moi",
    "import-article": "/quan-tri/news/nhap",
    "edit-article": ("/quan-tri/news", "tbody a"),
    "steps-of-article": ("/quan-tri/news", "tbody a[href$='/buoc']"),
    "submissions": "/quan-tri/news/ban-gui",
    "register-submission": "/quan-tri/news/ban-gui/ghi-nhan",
    "submission-statistics": "/quan-tri/news/ban-gui/thong-ke",
    "own-submissions": "/quan-tri/news/bai-gui",
    "send-submission": "/quan-tri/news/bai-gui/moi",
    "preview-article": ("/quan-tri/news", "tbody a[href$='/xem']"),
}


def go(page, portal, kind: str) -> None:
    """Opens a page of a kind."""
    place = PUBLIC.get(kind) or ADMIN[kind]
    path, selector = place if isinstance(place, tuple) else (place, None)
    answer = page.goto(portal.url(path))
    assert answer and answer.status < 500, f"{path} answers {answer and answer.status}"
    expected = 404 if kind == "not-found" else 200
    assert answer.status == expected, f"{path} answers {answer.status}"
    if selector:
        page.goto(portal.url(page.locator(selector).first.get_attribute("href")))
    assert page.locator("h1").count() == 1, f"{page.url} has {page.locator('h1').count()} main headings"
