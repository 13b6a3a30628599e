// Links to articles, clauses and points, and the citation, go to the clipboard. Without this file the links are links.

const status = document.querySelector("[data-copied]");

async function copy(text, near) {
  try { await navigator.clipboard.writeText(text); } catch { return; }
  if (status) status.textContent = status.dataset.copied;
  near.classList.add("is-copied");
  setTimeout(() => {
    near.classList.remove("is-copied");
    if (status) status.textContent = "";
  }, 2000);
}

for (const link of document.querySelectorAll(".legal-link")) {
  link.addEventListener("click", () => copy(link.href, link));
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => copy(document.getElementById(button.dataset.copy).value, button));
}
