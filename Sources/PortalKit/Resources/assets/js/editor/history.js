import { capture, restore } from "./selection.js";

const most = 100;
const mostCharacters = 4_000_000;
const pause = 900;

// Undo and redo by states of the whole text: the browser's own do not know of what the editor changes by itself.
export class History {
  constructor(area) {
    this.area = area;
    this.states = [{ html: area.innerHTML, selection: null }];
    this.index = 0;
    this.kind = "";
    this.time = 0;
  }

  // Takes down the state after a change; letters typed without a pause are one.
  note(kind) {
    const html = this.area.innerHTML;
    const now = Date.now();
    if (html === this.states[this.index].html) {
      this.states[this.index].selection = capture(this.area);
      return;
    }
    const continues = kind === "typing" && this.kind === kind && now - this.time < pause && this.index > 0;
    this.states.length = this.index + 1;
    const state = { html, selection: capture(this.area) };
    if (continues) this.states[this.index] = state;
    else this.states.push(state);
    let size = 0;
    let first = this.states.length;
    while (first > 0 && this.states.length - first < most && (size += this.states[first - 1].html.length) < mostCharacters) first -= 1;
    this.states.splice(0, Math.min(first, this.states.length - 1));
    this.index = this.states.length - 1;
    this.kind = kind;
    this.time = now;
  }

  get canUndo() { return this.index > 0; }
  get canRedo() { return this.index < this.states.length - 1; }

  undo() { if (this.canUndo) this.show(this.index - 1); }
  redo() { if (this.canRedo) this.show(this.index + 1); }

  show(index) {
    this.index = index;
    this.kind = "";
    this.area.innerHTML = this.states[index].html;
    restore(this.area, this.states[index].selection);
  }
}
