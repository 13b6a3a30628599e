"""Two long forms of the sample commune are filled in on a phone, without scripts, from the first page to the receipt."""

import pytest
from conftest import PHONE
from portal import ROOT
from test_feedback import answer_sum

PICTURE = ROOT / "sites/dong-viet/content/pictures/lang-nghe-gom.jpg"
# One with papers that must be sent, one with pages that depend on answers. More would be refused: the portal reads
# sixty forms with files an hour from one address, and each page is one.
FORMS = [
    "ho-tro-ho-lam-gom-chuyen-tu-lo-than-sang-lo-ga-hoac-lo-dien",
    "ho-tro-giong-va-may-cho-vung-lua-nep-tap-trung",
]
# What a text field may be about: the next is tried when the form says that the one before is wrong.
TEXTS = ["Vũ Văn Thử", "024190001234", "1.500.000"]


def fill_page(page, tries: dict[str, int]) -> None:
    """Fills whatever the page asks, as far as it is empty or was found wrong."""
    for field in page.locator("main form.form :is(input, select, textarea):visible").all():
        name, kind = field.get_attribute("name"), field.get_attribute("type") or field.evaluate("e => e.localName")
        # What catches programs, and the sum that is answered apart.
        if name == "intake_answer" or field.get_attribute("tabindex") == "-1":
            continue
        is_wrong = field.get_attribute("aria-invalid") == "true"
        if kind == "file":
            is_asked = "bắt buộc" in page.locator(f'label[for="{field.get_attribute("id")}"]').inner_text()
            if is_wrong or is_asked and page.locator(f'[name="{name}_keep"]').count() == 0:
                field.set_input_files([PICTURE])
        elif kind in ("radio", "checkbox"):
            if page.locator(f'[name="{name}"]:checked').count() == 0:
                field.check()
        elif kind == "select":
            if not field.input_value():
                field.select_option(index=1)
        elif is_wrong or not field.input_value():
            if is_wrong:
                tries[name] = tries.get(name, 0) + 1
            values = {"date": "1985-10-05", "tel": "0912 000 099", "email": "thu@vidu.example"}
            least = field.get_attribute("min")
            values["number"] = least if least and int(least) > 0 else "2"
            field.fill(values.get(kind) or TEXTS[tries.get(name, 0) % len(TEXTS)])


@pytest.mark.parametrize("slug", FORMS)
def test_a_form_is_filled_in_without_scripts(open_page, portal, slug):
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(portal.url(f"/dich-vu-cong/{slug}/nop"))
    tries: dict[str, int] = {}
    for _ in range(30):
        if page.locator("main form.form").count() == 0:
            break
        fill_page(page, tries)
        if page.locator("[name=intake_answer]:visible").count():
            answer_sum(page)
        page.locator("main form.form .actions .button-primary").click()
        page.wait_for_load_state()
    text = page.locator("main").inner_text()
    assert "DV.BN-" in text, text
