import { around, rangeIn } from "./selection.js";

// A toolbar as the ARIA practices describe it: one stop for Tab, arrows between its controls.
export class Toolbar {
  constructor(bar, editor) {
    this.bar = bar;
    this.editor = editor;
    this.controls = [...bar.querySelectorAll("button, select")];
    this.controls.forEach((control, index) => { control.tabIndex = index ? -1 : 0; });
    bar.addEventListener("keydown", event => this.key(event));
    bar.addEventListener("focusin", event => this.current(event.target));
    // A press of the mouse must not take the selection away from the text.
    bar.addEventListener("mousedown", event => { if (event.target.closest("button")) event.preventDefault(); });
    bar.addEventListener("click", event => {
      const button = event.target.closest("button");
      if (button && button.getAttribute("aria-disabled") !== "true") editor.run(button.dataset.command);
    });
    for (const list of bar.querySelectorAll("select")) {
      list.addEventListener("change", () => editor.run(list.dataset.command, list.value));
    }
  }

  focus() { this.controls.find(control => control.tabIndex === 0).focus(); }

  current(control) {
    if (!this.controls.includes(control)) return;
    for (const other of this.controls) other.tabIndex = other === control ? 0 : -1;
  }

  key(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      return this.editor.area.focus();
    }
    const seen = this.controls.filter(control => control.offsetParent);
    const here = seen.indexOf(document.activeElement);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: seen.length - 1 }[event.key];
    if (next === undefined || here < 0) return;
    event.preventDefault();
    seen[(next + seen.length) % seen.length].focus();
  }

  // Shows what holds at the caret.
  refresh() {
    const { area, history, field } = this.editor;
    const inside = selector => Boolean(around(area, selector));
    const list = around(area, "li")?.parentElement.localName;
    const states = {
      bold: Boolean(rangeIn(area)) && !inside("h2, h3, h4") && document.queryCommandState("bold"), italic: Boolean(rangeIn(area)) && document.queryCommandState("italic"), link: inside("a"), quote: inside("blockquote"),
      bullets: list === "ul", numbers: list === "ol", fullscreen: field.classList.contains("is-full"),
    };
    const impossible = {
      undo: !history.canUndo, redo: !history.canRedo, bold: inside("h2, h3, h4"), table: inside("table, li, blockquote"),
      picture: inside("table, li, blockquote"), rule: inside("table, li"), quote: inside("table, li"),
    };
    for (const button of this.bar.querySelectorAll("button")) {
      const name = button.dataset.command;
      if (name in states) button.setAttribute("aria-pressed", String(Boolean(states[name])));
      if (name in impossible) button.setAttribute("aria-disabled", String(impossible[name]));
    }
    for (const select of this.bar.querySelectorAll("select")) {
      select.value = around(area, "h2, h3, h4")?.localName ?? "p";
    }
    if (this.bar.dataset.when) this.bar.hidden = !inside(this.bar.dataset.when);
  }
}
