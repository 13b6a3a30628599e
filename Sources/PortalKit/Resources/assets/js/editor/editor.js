// Makes a comfortable editor of each text area of the kind "rich text". Without this file the text area stays as it is.
import { enter, indent, insert, outdent, paragraphAfter, setBlock, toggleList, toggleQuote } from "./blocks.js";
import { ask, linkAddress } from "./dialogs.js";
import { History } from "./history.js";
import { LibraryField } from "./library-field.js";
import { isEmpty, pasted, pastedText, rename, serialise, unwrap } from "./markup.js";
import { makeFigure, PictureDialog } from "./pictures.js";
import { around, capture, placeIn, rangeIn, restore, select } from "./selection.js";
import { makeTable, moveCell, tableCommands } from "./table.js";
import { Toolbar } from "./toolbar.js";

class Editor {
  constructor(field) {
    this.field = field;
    this.source = field.querySelector("textarea");
    const parts = field.querySelector("template[data-parts]").content.cloneNode(true);
    this.area = parts.querySelector("[data-area]");
    this.status = parts.querySelector("[data-status]");
    this.count = parts.querySelector("[data-count]");
    this.words = { ...this.status.dataset, ...this.count.dataset };
    this.dialogs = Object.fromEntries([...parts.querySelectorAll("dialog")].map(dialog => [dialog.dataset.dialog, dialog]));
    this.area.append(field.querySelector("template[data-content]").content.cloneNode(true));
    this.tabLeaves = false;
    this.saved = null;
    this.takeOver(parts);
    this.given = new WeakSet(this.area.querySelectorAll("b, i"));
    this.settle();
    this.history = new History(this.area);
    this.toolbars = [...field.querySelectorAll("[role=toolbar]")].map(bar => new Toolbar(bar, this));
    this.listen();
    this.showCount();
    this.refresh();
  }

  // The editing area stands in for the text area: it takes its name, its description and its place in the form.
  takeOver(parts) {
    document.execCommand("defaultParagraphSeparator", false, "p");
    const { source, area } = this;
    const id = source.id;
    source.id = `${id}-source`;
    source.hidden = true;
    source.required = false;
    source.removeAttribute("maxlength");
    this.field.querySelector("[data-plain]").remove();
    area.id = id;
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (source.hasAttribute(name)) area.setAttribute(name, source.getAttribute(name));
    }
    const label = this.field.closest(".field").querySelector("label");
    label.id = `${id}-label`;
    label.addEventListener("click", () => area.focus());
    area.setAttribute("aria-labelledby", label.id);
    for (const dialog of Object.values(this.dialogs)) document.body.append(dialog);
    this.pictures = new PictureDialog(this.dialogs.picture, source.form?.elements.csrf?.value ?? "");
    this.field.append(parts);
    this.field.classList.add("is-ready");
  }

  listen() {
    const { area } = this;
    area.addEventListener("beforeinput", event => this.beforeInput(event));
    area.addEventListener("input", event => this.changed(event.isComposing ? "composing" : "typing"));
    area.addEventListener("compositionend", () => this.changed("typing"));
    area.addEventListener("keydown", event => this.key(event));
    area.addEventListener("paste", event => this.paste(event));
    area.addEventListener("drop", event => { if (!event.dataTransfer.types.includes("text/plain")) event.preventDefault(); });
    area.addEventListener("click", event => { if (event.target.closest("a")) event.preventDefault(); });
    area.addEventListener("dblclick", event => this.open(event.target));
    area.addEventListener("blur", () => { this.tabLeaves = false; });
    document.addEventListener("selectionchange", () => {
      if (!rangeIn(area)) return;
      this.saved = capture(area);
      this.refresh();
    });
  }

  // --- Changes ----------------------------------------------------------------------------------------------------------

  changed(kind) {
    if (kind === "composing") return;
    this.settle();
    this.history.note(kind);
    this.write();
    this.refresh();
  }

  // Puts the text into the form, and says that it is markup.
  write() {
    this.source.value = serialise(this.area);
    if (!this.format) {
      this.format = Object.assign(document.createElement("input"), { type: "hidden", name: `${this.source.name}_format`, value: "html" });
      this.source.after(this.format);
    }
    this.source.dispatchEvent(new Event("input", { bubbles: true }));
    this.showCount();
  }

  // There is always a paragraph to write in, loose text stands in one, and pictures are one piece.
  settle() {
    const { area } = this;
    for (const child of [...area.childNodes]) {
      if (child.nodeType === Node.TEXT_NODE && !child.data.trim() && !rangeTouches(child)) child.remove();
    }
    for (const child of [...area.childNodes]) {
      if (child.nodeType === Node.TEXT_NODE || child.matches?.("a, b, strong, em, i, u, s, span, br, code, sub, sup")) {
        const before = child.previousSibling;
        const paragraph = before?.hasAttribute?.("data-loose") ? before : document.createElement("p");
        if (paragraph !== before) { paragraph.dataset.loose = ""; child.before(paragraph); }
        keep(area, () => paragraph.append(child));
      }
    }
    for (const loose of area.querySelectorAll("[data-loose]")) loose.removeAttribute("data-loose");
    for (const block of area.querySelectorAll(":scope > div")) keep(area, () => rename(block, "p"));
    for (const span of area.querySelectorAll("span, font")) keep(area, () => unwrap(span));
    for (const mark of area.querySelectorAll("b, i")) {
      if (!this.given.has(mark)) keep(area, () => rename(mark, mark.localName === "b" ? "strong" : "em"));
    }
    for (const styled of area.querySelectorAll("[style]")) styled.removeAttribute("style");
    for (const figure of area.querySelectorAll("figure:has(> img)")) this.frame(figure);
    if (!area.lastElementChild?.matches("p, h2, h3, h4, ul, ol")) {
      if (area.lastElementChild) paragraphAfter(area.lastElementChild);
      else { area.innerHTML = "<p><br></p>"; if (document.activeElement === area) placeIn(area.firstChild); }
    }
  }

  // A picture is reached by Tab, opened by Enter and removed by Delete; nobody types into it.
  frame(figure) {
    figure.contentEditable = "false";
    figure.tabIndex = 0;
    figure.setAttribute("aria-label", `${this.words.picture}: ${figure.querySelector("img").alt}. ${this.words.pictureKeys}`);
  }

  showCount() {
    const words = this.area.innerText.match(/[\p{L}\p{N}]+(?:[.,\-/][\p{L}\p{N}]+)*/gu)?.length ?? 0;
    this.count.textContent = this.words.many.replace("#", new Intl.NumberFormat(document.documentElement.lang).format(words));
  }

  say(words) {
    this.status.textContent = "";
    requestAnimationFrame(() => { this.status.textContent = words; });
  }

  refresh() { for (const bar of this.toolbars ?? []) bar.refresh(); }

  // --- Commands ------------------------------------------------------------------------------------------------------------

  // Runs a command of the toolbar at the place where the caret was last.
  run(name, value) {
    const { area } = this;
    if (!rangeIn(area)) {
      area.focus({ preventScroll: true });
      if (this.saved) restore(area, this.saved);
      if (!rangeIn(area)) placeIn(area.lastElementChild, true);
    }
    const dialogs = { link: () => this.link(), table: () => this.table(), picture: () => this.picture() };
    if (dialogs[name]) return dialogs[name]();
    if (name === "undo" || name === "redo") {
      this.history[name]();
      for (const mark of area.querySelectorAll("b, i")) this.given.add(mark);
      area.focus({ preventScroll: true });
      this.write();
      return this.refresh();
    }
    area.focus({ preventScroll: true });
    this.apply(name, value);
    this.changed("command");
  }

  apply(name, value) {
    const { area } = this;
    if (tableCommands[name]) return tableCommands[name](area);
    switch (name) {
      case "block": return setBlock(area, value);
      case "bold": return around(area, "h2, h3, h4") ? undefined : this.mark("bold");
      case "italic": return this.mark("italic");
      case "bullets": return toggleList(area, "ul");
      case "numbers": return toggleList(area, "ol");
      case "quote": return toggleQuote(area);
      case "rule": return insert(area, fragmentWith(document.createElement("hr")));
      case "clear": return this.clear();
      case "fullscreen": return this.toggleFull();
    }
  }

  // The browser writes <b> and <i>; `settle` makes <strong> and <em> of what it adds, and leaves what was given.
  mark(command) {
    document.execCommand("styleWithCSS", false, false);
    document.execCommand(command);
  }

  clear() {
    document.execCommand("removeFormat");
    document.execCommand("unlink");
    setBlock(this.area, "p");
  }

  toggleFull() {
    const isFull = this.field.classList.toggle("is-full");
    document.documentElement.classList.toggle("has-full-editor", isFull);
    this.area.focus();
    this.area.scrollIntoView({ block: "nearest" });
    this.refresh();
  }

  async link() {
    const { area } = this;
    const link = around(area, "a");
    const range = link ? document.createRange() : rangeIn(area).cloneRange();
    if (link) range.selectNodeContents(link);
    const text = range.toString();
    const dialog = this.dialogs.link;
    dialog.querySelector("[value=remove]").hidden = !link;
    const answer = await ask(dialog, { text, url: link?.getAttribute("href") ?? "" }, ({ text, url }) => {
      if (!url.trim()) return ["url", this.words.linkMissing];
      if (!linkAddress(url)) return ["url", this.words.linkWrong];
      return text.trim() ? null : ["text", this.words.textMissing];
    });
    area.focus({ preventScroll: true });
    select(range);
    if (!answer) return;
    if (answer.action === "remove") unwrap(link);
    else {
      const made = link ?? document.createElement("a");
      made.href = linkAddress(answer.url);
      if (!link) {
        const contents = range.extractContents();
        made.append(...(contents.textContent === answer.text && !contents.querySelector("p, li, td") ? contents.childNodes : [answer.text]));
        range.insertNode(made);
      } else if (link.textContent !== answer.text) {
        link.textContent = answer.text;
      }
      placeIn(made, true);
    }
    this.changed("command");
  }

  async table() {
    const range = rangeIn(this.area).cloneRange();
    const answer = await ask(this.dialogs.table, { rows: 3, columns: 3, header: true, caption: "" }, ({ rows, columns }) => {
      if (!(rows >= 1 && rows <= 100)) return ["rows", this.words.rowsWrong];
      return columns >= 1 && columns <= 20 ? null : ["columns", this.words.columnsWrong];
    });
    this.area.focus({ preventScroll: true });
    select(range);
    if (!answer) return;
    const table = makeTable({
      rows: Number(answer.rows), columns: Number(answer.columns), header: "header" in answer, caption: answer.caption.trim(),
    });
    insert(this.area, fragmentWith(table));
    if (table.isConnected) placeIn(table.querySelector("th, td"));
    this.changed("command");
  }

  // A heading stays whole: the picture goes below it.
  async picture() {
    const { area } = this;
    const range = rangeIn(area).cloneRange();
    const answer = await this.pictures.ask();
    area.focus({ preventScroll: true });
    select(range);
    if (!answer) return;
    const figure = makeFigure(answer);
    const heading = around(area, "h2, h3, h4");
    if (heading) {
      heading.after(figure);
      placeIn(paragraphAfter(figure));
    } else {
      insert(area, fragmentWith(figure));
    }
    this.changed("command");
    this.say(this.words.pictureInserted);
  }

  // The words that belong to a picture.
  async figure(figure) {
    const picture = figure.querySelector("img");
    const caption = figure.querySelector("figcaption");
    const answer = await ask(this.dialogs.figure, { alt: picture.alt, caption: caption?.textContent ?? "" },
      ({ alt }) => alt.trim() ? null : ["alt", this.words.altMissing]);
    if (!answer) return figure.focus();
    if (answer.action === "remove") return this.removeFigure(figure);
    picture.alt = answer.alt.trim();
    if (answer.caption.trim() !== (caption?.textContent ?? "")) {
      caption?.remove();
      if (answer.caption.trim()) {
        figure.append(Object.assign(document.createElement("figcaption"), { textContent: answer.caption.trim() }));
      }
    }
    this.frame(figure);
    this.changed("command");
    figure.focus();
  }

  removeFigure(figure) {
    const next = paragraphAfter(figure);
    figure.remove();
    this.area.focus({ preventScroll: true });
    placeIn(next);
    this.changed("command");
    this.say(this.words.pictureRemoved);
  }

  // --- Input -----------------------------------------------------------------------------------------------------------------

  beforeInput(event) {
    if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
      event.preventDefault();
      this.run(event.inputType === "historyUndo" ? "undo" : "redo");
    } else if (/^format(Bold|Italic)$/.test(event.inputType)) {
      event.preventDefault();
      this.run(event.inputType === "formatBold" ? "bold" : "italic");
    } else if (event.inputType.startsWith("format")) {
      event.preventDefault();
    }
  }

  key(event) {
    if (event.isComposing) return;
    if (event.target !== this.area) return this.keyOnPicture(event);
    const name = shortcut(event);
    if (name) {
      event.preventDefault();
      const [command, value] = name.split(":");
      return this.run(command, value);
    }
    if (event.key === "F10" && event.altKey) {
      event.preventDefault();
      return this.toolbars[0].focus();
    }
    if (event.key === "Escape") {
      if (this.field.classList.contains("is-full")) this.toggleFull();
      this.tabLeaves = true;
      return this.say(this.words.tabLeaves);
    }
    if (event.key === "Tab" && !this.tabLeaves && !event.ctrlKey && !event.altKey) return this.tab(event);
    if (event.key !== "Tab" && event.key !== "Shift") this.tabLeaves = false;
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && enter(this.area)) {
      event.preventDefault();
      this.changed("command");
    }
  }

  // In a list Tab changes the level, in a table it goes to the next cell; where neither is possible it leaves the editor.
  tab(event) {
    const done = around(this.area, "li")
      ? (event.shiftKey ? outdent(this.area) : indent(this.area))
      : moveCell(this.area, event.shiftKey);
    if (!done) return;
    event.preventDefault();
    this.changed("command");
  }

  keyOnPicture(event) {
    const figure = event.target.closest("figure");
    if (!figure) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.open(figure);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.removeFigure(figure);
    }
  }

  open(target) {
    if (target.closest("figure[tabindex]")) this.figure(target.closest("figure"));
    else if (target.closest("a")) this.link();
  }

  paste(event) {
    event.preventDefault();
    const html = event.clipboardData.getData("text/html");
    const isPlain = !html || around(this.area, "pre");
    const { fragment, lost } = isPlain
      ? { fragment: pastedText(event.clipboardData.getData("text/plain")), lost: 0 } : pasted(html);
    if (around(this.area, "pre")) document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
    else insert(this.area, fragment);
    this.changed("command");
    if (lost) this.say(this.words.picturesLost.replace("#", lost));
  }
}

const shortcuts = {
  "ctrl+b": "bold", "ctrl+i": "italic", "ctrl+k": "link", "ctrl+z": "undo", "ctrl+y": "redo", "ctrl+shift+z": "redo",
  "ctrl+alt+0": "block:p", "ctrl+alt+2": "block:h2", "ctrl+alt+3": "block:h3", "ctrl+alt+4": "block:h4",
  "ctrl+shift+7": "numbers", "ctrl+shift+8": "bullets", "ctrl+shift+9": "quote", "ctrl+\\": "clear",
};

function shortcut(event) {
  if (!event.ctrlKey && !event.metaKey) return null;
  const digit = /^Digit(\d)$/.exec(event.code)?.[1];
  const key = (event.shiftKey || event.altKey) && digit ? digit : event.key.toLowerCase();
  return shortcuts[`ctrl+${event.shiftKey ? "shift+" : ""}${event.altKey ? "alt+" : ""}${key}`] ?? null;
}

function fragmentWith(node) {
  const fragment = document.createDocumentFragment();
  fragment.append(node);
  return fragment;
}

function rangeTouches(node) {
  const selection = getSelection();
  return selection.rangeCount > 0 && selection.getRangeAt(0).startContainer === node;
}

// Keeps the caret while nodes change around it; offsets count in text, which stays.
function keep(area, change) {
  const range = rangeIn(area);
  const at = range && [range.startContainer, range.startOffset, range.endContainer, range.endOffset];
  change();
  if (!at || at[0].nodeType !== Node.TEXT_NODE || !area.contains(at[0]) || !area.contains(at[2])) return;
  const kept = document.createRange();
  kept.setStart(at[0], Math.min(at[1], at[0].data.length));
  kept.setEnd(at[2], Math.min(at[3], at[2].nodeType === Node.TEXT_NODE ? at[2].data.length : at[2].childNodes.length));
  select(kept);
}

for (const field of document.querySelectorAll("[data-rich-text]")) new Editor(field);
for (const field of document.querySelectorAll("[data-library-field]")) new LibraryField(field);
