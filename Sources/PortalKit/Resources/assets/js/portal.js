// Small improvements of the public pages. Everything here works without this file, only less comfortably.

// Colour scheme: the reader's choice is kept in this browser and sent nowhere.
const schemeKey = "dinh-scheme";
const root = document.documentElement;

function applyScheme(scheme) {
  if (scheme === "auto") delete root.dataset.scheme;
  else root.dataset.scheme = scheme;
  for (const button of document.querySelectorAll("[data-scheme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.schemeChoice === scheme));
  }
}

function storedScheme() {
  try { return localStorage.getItem(schemeKey) ?? "auto"; } catch { return "auto"; }
}

for (const button of document.querySelectorAll("[data-scheme-choice]")) {
  button.addEventListener("click", () => {
    applyScheme(button.dataset.schemeChoice);
    try { localStorage.setItem(schemeKey, button.dataset.schemeChoice); } catch { /* storage is switched off */ }
  });
}
for (const control of document.querySelectorAll("[data-needs-script]")) control.hidden = false;
applyScheme(storedScheme());

// Open submenus close on Escape, giving the focus back, and when the reader goes on elsewhere.
function closeSubmenus(except, focus) {
  for (const details of document.querySelectorAll("[data-dropdown][open]")) {
    if (details === except || details.contains(except)) continue;
    const held = details.contains(document.activeElement);
    details.open = false;
    if (focus && held) details.querySelector("summary").focus();
  }
}

document.addEventListener("keydown", event => { if (event.key === "Escape") closeSubmenus(null, true); });
document.addEventListener("click", event => closeSubmenus(event.target, false));
document.addEventListener("focusin", event => closeSubmenus(event.target, false));

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
