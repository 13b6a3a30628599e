import { clearErrors, show, whenLeft } from "./dialogs.js";

// The dialog that chooses a picture of the library, or adds one to it, and asks what is said about it in the text.
export class PictureDialog {
  constructor(dialog, token) {
    this.dialog = dialog;
    this.token = token;
    this.words = dialog.dataset;
    const part = name => dialog.querySelector(`[data-part="${name}"]`);
    [this.choosing, this.search, this.found, this.files, this.more, this.adding, this.upload, this.describing, this.picture] =
      ["choose", "search", "found", "files", "more", "add", "upload", "describe", "picture"].map(part);
    this.search.addEventListener("submit", event => { event.preventDefault(); this.list(); });
    this.more.addEventListener("click", () => this.list(this.next));
    this.upload.addEventListener("submit", event => { event.preventDefault(); this.send(); });
    this.describing.addEventListener("submit", event => { event.preventDefault(); this.finish(); });
    part("back").addEventListener("click", () => this.back());
    for (const button of dialog.querySelectorAll("[data-cancel]")) button.addEventListener("click", () => this.leave());
    whenLeft(dialog, () => this.end(null));
  }

  // Waits for a picture as `{ file, alt, caption }`; null when the dialog was closed without.
  ask() {
    for (const form of [this.search, this.upload, this.describing]) { form.reset(); clearErrors(form); }
    this.adding.open = false;
    this.step("choose");
    this.dialog.showModal();
    this.search.elements.q.focus();
    this.list();
    return new Promise(resolve => { this.resolve = resolve; });
  }

  leave(answer = null) {
    this.dialog.close();
    this.end(answer);
  }

  end(answer) {
    this.resolve?.(answer);
    this.resolve = null;
  }

  step(name) {
    this.choosing.hidden = name !== "choose";
    this.describing.hidden = name !== "describe";
  }

  // --- The library --------------------------------------------------------------------------------------------------------

  // Shows the pictures that fit what was searched for; a later page goes below those already there.
  async list(page = 1) {
    const query = new URLSearchParams({ q: this.search.elements.q.value.trim(), trang: page });
    const request = this.latest = fetch(`${this.words.url}?${query}`, { headers: { Accept: "application/json" } });
    this.found.textContent = this.words.loading;
    const answer = await request.then(response => response.ok ? response.json() : null).catch(() => null);
    if (request !== this.latest) return;
    if (!answer) return void (this.found.textContent = this.words.failed);
    const items = answer.files.map(file => this.item(file));
    if (page === 1) this.files.replaceChildren(...items);
    else this.files.append(...items);
    this.next = answer.next;
    this.more.hidden = !answer.next;
    const count = this.files.childElementCount;
    this.found.textContent = count ? this.words.found.replace("#", `${count}${answer.next ? "+" : ""}`) : this.words.none;
    if (page > 1) items[0]?.firstElementChild.focus();
  }

  item(file) {
    const picture = Object.assign(document.createElement("img"), { src: file.thumbnail, alt: "", loading: "lazy" });
    const name = Object.assign(document.createElement("span"), { textContent: file.alt });
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.append(picture, name);
    button.addEventListener("click", () => { this.chosen = button; this.describe(file); });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }

  async send() {
    const { file, alt } = this.upload.elements;
    clearErrors(this.upload);
    if (!file.files.length) return show(this.upload, "file", this.words.fileMissing);
    if (!alt.value.trim()) return show(this.upload, "alt", this.words.altMissing);
    if (this.isSending) return;
    this.isSending = true;
    this.found.textContent = this.words.sending;
    const body = new FormData(this.upload);
    body.append("csrf", this.token);
    const response = await fetch(this.words.url, { method: "POST", headers: { Accept: "application/json" }, body }).catch(() => null);
    const answer = await response?.json().catch(() => null);
    this.isSending = false;
    this.found.textContent = "";
    if (!this.dialog.open) return;
    if (response?.status === 201) {
      this.upload.reset();
      this.chosen = null;
      this.list();
      return this.describe(answer);
    }
    const fault = answer?.errors?.[0] ?? { field: "file", message: answer?.detail ?? this.words.failed };
    show(this.upload, fault.field, fault.message);
  }

  // --- What is said about it ----------------------------------------------------------------------------------------------

  describe(file) {
    this.file = file;
    const { alt, caption } = this.describing.elements;
    clearErrors(this.describing);
    this.picture.replaceChildren(Object.assign(document.createElement("img"), { src: file.thumbnail, alt: file.alt }));
    alt.value = file.alt;
    caption.value = "";
    this.step("describe");
    caption.focus();
  }

  back() {
    this.step("choose");
    (this.chosen?.isConnected ? this.chosen : this.search.elements.q).focus();
  }

  finish() {
    const [alt, caption] = ["alt", "caption"].map(name => this.describing.elements[name].value.trim());
    if (!alt) return show(this.describing, "alt", this.words.altMissing);
    this.leave({ file: this.file, alt, caption });
  }
}

// A picture as it stands in the text.
export function makeFigure({ file, alt, caption }) {
  const figure = document.createElement("figure");
  const picture = document.createElement("img");
  for (const [name, value] of Object.entries({ src: file.url, alt, width: file.width, height: file.height })) {
    if (value) picture.setAttribute(name, value);
  }
  figure.append(picture);
  if (caption) figure.append(Object.assign(document.createElement("figcaption"), { textContent: caption }));
  return figure;
}
