// Sends what is being typed to the server, so that it is there when the browser closes or the power goes, and tells
// colleagues of one another. Without this file the form works; only what was not saved is not kept.
const pause = 4_000;
const retryPause = 15_000;
const beat = 60_000;
const idle = 5 * 60_000;

class Keeper {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-keep-status]");
    this.presence = document.querySelector("[data-keep-presence]");
    this.overtaken = document.querySelector("[data-keep-overtaken]");
    this.isDirty = false;
    this.isSending = false;
    this.isLeaving = false;
    this.timer = null;
    this.active = Date.now();
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => { this.isLeaving = true; clearTimeout(this.timer); });
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", () => { this.isLeaving = false; });
    document.addEventListener("visibilitychange", () => document.hidden ? this.leave() : this.sign());
    addEventListener("beforeunload", event => { if (this.isDirty && this.hasFailed && !this.isLeaving) event.preventDefault(); });
    for (const name of ["keydown", "pointerdown", "scroll"]) {
      addEventListener(name, () => { this.active = Date.now(); }, { passive: true, capture: true });
    }
    setInterval(() => this.sign(), beat);
    this.sign();
  }

  changed() {
    this.isDirty = true;
    this.timer ??= setTimeout(() => this.keep(), pause);
  }

  // What was typed: no files, no secrets.
  get content() {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && this.form.elements[name]?.type !== "password") body.append(name, value);
    }
    return body;
  }

  async keep() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.isSending || this.isLeaving) return;
    this.isSending = true;
    this.isDirty = false;
    const { answer, status } = await this.send(this.content);
    this.isSending = false;
    this.hasFailed = !answer;
    if (answer) {
      this.say(this.status.dataset.kept.replace("#", answer.at));
      if (this.isDirty) this.changed();
    } else {
      this.isDirty = true;
      this.say(status === 413 ? this.status.dataset.tooLong : this.status.dataset.failed);
      if (status !== 413) this.timer = setTimeout(() => this.keep(), retryPause);
    }
  }

  // The browser may not come back: what is still to be sent goes along with its leaving.
  leave() {
    if (!this.isDirty || this.isLeaving) return;
    clearTimeout(this.timer);
    this.timer = null;
    const body = this.content;
    // Browsers send 64 KiB at most once a page is gone.
    this.send(body, String(body).length < 60_000).then(({ answer }) => { if (answer) this.isDirty = false; });
  }

  // A sign that somebody is here, while they are.
  sign() {
    if (document.hidden || this.isSending || this.isLeaving || Date.now() - this.active > idle) return;
    const body = new URLSearchParams({ keep_presence: "1" });
    for (const name of ["csrf", "keep_form", "keep_session", "keep_token", "revision"]) {
      if (this.form.elements[name]) body.set(name, this.form.elements[name].value);
    }
    this.send(body);
  }

  async send(body, keepalive = false) {
    try {
      const response = await fetch(this.form.dataset.keep, { method: "POST", headers: { Accept: "application/json" }, body, keepalive });
      if (!response.ok) return { status: response.status };
      const answer = await response.json();
      for (const [name, value] of [["csrf", answer.csrf], ["keep_token", answer.token]]) {
        for (const field of document.querySelectorAll(`input[name="${name}"]`)) field.value = value;
      }
      this.show(this.presence, answer.presence);
      this.show(this.overtaken, answer.overtaken);
      return { answer, status: response.status };
    } catch {
      return { status: 0 };
    }
  }

  say(words) { if (this.status.textContent !== words) this.status.textContent = words; }

  show(box, words) {
    const text = box.querySelector("p");
    if (text.textContent === words) return;
    box.hidden = !words;
    text.textContent = words;
  }
}

for (const form of document.querySelectorAll("form[data-keep]")) new Keeper(form);
