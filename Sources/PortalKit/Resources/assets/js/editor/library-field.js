import { PictureDialog } from "./pictures.js";

// A field that names a picture of the library: the dialog fills it in, and with it what is said about the picture.
export class LibraryField {
  constructor(field) {
    this.input = field.querySelector("input");
    this.chosen = field.querySelector("[data-chosen]");
    [this.alt, this.caption] = [field.dataset.alt, field.dataset.caption].map(id => id && document.getElementById(id));
    const dialog = field.querySelector("template[data-parts]").content.cloneNode(true).querySelector("dialog");
    document.body.append(dialog);
    this.dialog = new PictureDialog(dialog, this.input.form?.elements.csrf?.value ?? "");
    this.button = field.querySelector("[data-open]");
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.choose());
    field.querySelector("[data-plain]").remove();
  }

  async choose() {
    const answer = await this.dialog.ask();
    this.button.focus();
    if (!answer) return;
    this.input.value = answer.file.url;
    if (this.alt) this.alt.value = answer.alt;
    if (this.caption) this.caption.value = answer.caption;
    const picture = Object.assign(document.createElement("img"), { src: answer.file.thumbnail, alt: "" });
    this.chosen.replaceChildren(picture, this.chosen.dataset.words.replace("#", answer.alt));
  }
}
