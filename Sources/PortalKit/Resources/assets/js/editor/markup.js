// What the editor gives back, and what it takes from the clipboard. The server's sanitiser is the guard; this only keeps
// the text tidy, so that what a person sees is what is kept.

const dropped = "script, style, meta, link, title, object, embed, iframe, svg, math, input, button, select, textarea, xml";
const kept = {
  A: ["href"], ABBR: ["title"], IMG: ["src", "alt", "width", "height"], OL: ["start", "type"],
  TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan", "scope"],
};
const plain = [
  "P", "H2", "H3", "H4", "UL", "LI", "DL", "DT", "DD", "BLOCKQUOTE", "FIGURE", "FIGCAPTION", "PRE", "TABLE", "CAPTION",
  "THEAD", "TBODY", "TFOOT", "TR", "HR", "BR", "STRONG", "B", "EM", "I", "U", "S", "SUB", "SUP", "CODE", "CITE",
];
const allowed = new Set([...plain, ...Object.keys(kept)]);
const renamed = { H1: "h2", H5: "h4", H6: "h4", DIV: "p", INS: "u", DEL: "s", STRIKE: "s" };
const blocks = "p, h2, h3, h4, li, dt, dd, blockquote, figcaption, caption, pre";
const blockNames = "address, article, aside, blockquote, div, dl, figure, footer, h1, h2, h3, h4, h5, h6, header, hr, li, main, ol, p, pre, section, table, ul";

export function rename(element, name) {
  const other = element.ownerDocument.createElement(name);
  for (const attribute of element.attributes) other.setAttribute(attribute.name, attribute.value);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

export function unwrap(element) { element.replaceWith(...element.childNodes); }

export const isEmpty = element => !element.textContent.trim() && !element.querySelector("img, table, hr");

// The text of the editing area as markup, without what only the editor needs.
export function serialise(area) {
  const copy = area.cloneNode(true);
  tidy(copy);
  for (const block of copy.querySelectorAll(blocks + ", td, th")) {
    if (block.lastChild?.nodeName === "BR") block.lastChild.remove();
    if (block.matches(blocks) && isEmpty(block)) block.remove();
  }
  for (const list of copy.querySelectorAll("ul, ol, dl")) if (!list.children.length) list.remove();
  return copy.innerHTML.normalize("NFC");
}

// Leaves only elements and attributes that are kept.
function tidy(root) {
  for (const element of root.querySelectorAll(dropped)) element.remove();
  for (let element of [...root.querySelectorAll("*")]) {
    if (renamed[element.tagName]) element = rename(element, renamed[element.tagName]);
    if (!allowed.has(element.tagName)) { unwrap(element); continue; }
    const names = kept[element.tagName] ?? [];
    for (const attribute of [...element.attributes]) {
      if (!names.includes(attribute.name)) element.removeAttribute(attribute.name);
    }
  }
}

// --- From the clipboard ---------------------------------------------------------------------------------------------

// Markup of another program as a fragment of paragraphs, headings, lists and tables; `lost` counts pictures, which the
// clipboard holds in a form that no other computer can read.
export function pasted(html) {
  const body = new DOMParser().parseFromString(withoutStyles(html), "text/html").body;
  removeComments(body);
  for (const element of body.querySelectorAll(dropped)) element.remove();
  wordLists(body);
  styledMarks(body);
  const pictures = [...body.querySelectorAll("img")].filter(picture => !picture.getAttribute("src")?.startsWith("/tep/"));
  for (const picture of pictures) picture.remove();
  for (const element of [...body.querySelectorAll("div, section, article, main, header, footer, aside, center")]) {
    if (element.querySelector(blockNames)) unwrap(element);
  }
  tidy(body);
  for (const link of body.querySelectorAll("a:not([href]), a[href^='file:'], a[href^='#']")) unwrap(link);
  for (const mark of body.querySelectorAll("b, i")) rename(mark, mark.tagName === "B" ? "strong" : "em");
  for (const paragraph of body.querySelectorAll("td > p:only-child, th > p:only-child, li > p:only-child")) unwrap(paragraph);
  collapse(body);
  for (const block of body.querySelectorAll(blocks)) if (isEmpty(block)) block.remove();
  const fragment = document.createDocumentFragment();
  fragment.append(...body.childNodes);
  return { fragment, lost: pictures.length };
}

// The page's policy forbids styles and scripts in markup, and the browser would say so of each.
function withoutStyles(html) {
  return html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, tag => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="));
}

// Plain text: an empty line, or else each line end, begins a paragraph.
export function pastedText(text) {
  const fragment = document.createDocumentFragment();
  for (const line of text.normalize("NFC").split(/\r?\n/)) {
    if (!line.trim()) continue;
    const paragraph = document.createElement("p");
    paragraph.textContent = line.trim();
    fragment.append(paragraph);
  }
  return fragment;
}

function removeComments(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.remove();
}

// White space as a page would show it: the editing area shows every space.
function collapse(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (text.parentElement.closest("pre")) continue;
    text.data = text.data.normalize("NFC").replace(/[ \t\r\n\u00a0]+/g, " ");
    const isBetweenBlocks = !text.data.trim() && (!text.previousSibling || !text.nextSibling
      || text.previousSibling.matches?.(blockNames + ", tr, td, th, thead, tbody, caption")
      || text.nextSibling.matches?.(blockNames + ", tr, td, th, thead, tbody, caption"));
    if (isBetweenBlocks && (text.parentElement === root || text.parentElement.matches("ul, ol, table, thead, tbody, tfoot, tr, blockquote, td, th, li"))) text.remove();
  }
}

// Bold and italic that stand in styles. A `b` that is set back to normal is the frame that Google Docs puts around all.
function styledMarks(root) {
  for (const element of [...root.querySelectorAll("span[data-style], font[data-style], b[data-style]")]) {
    const value = name => new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([a-z0-9]+)`, "i").exec(element.dataset.style)?.[1].toLowerCase();
    const fontWeight = value("font-weight"), fontStyle = value("font-style");
    if (element.tagName === "B") {
      if (fontWeight === "normal" || fontWeight === "400") unwrap(element);
      continue;
    }
    const marks = [];
    if (fontWeight === "bold" || Number(fontWeight) >= 600) marks.push("strong");
    if (fontStyle === "italic") marks.push("em");
    for (const name of marks) {
      const mark = document.createElement(name);
      mark.append(...element.childNodes);
      element.append(mark);
    }
  }
}

// Word writes lists as paragraphs with the sign typed in front and the level in a style of its own.
function wordLists(root) {
  const level = element => Number(/mso-list:[^;]*level(\d)/i.exec(element.dataset.style ?? "")?.[1] ?? 0);
  let open = [];
  for (const paragraph of [...root.querySelectorAll("p, h1, h2, h3, h4")]) {
    const depth = paragraph.tagName === "P" ? level(paragraph) : 0;
    if (!depth || paragraph.previousElementSibling !== open[0]?.list) open = [];
    if (!depth) continue;
    const sign = [...paragraph.querySelectorAll("span")].find(span => /mso-list:\s*ignore/i.test(span.dataset.style ?? ""));
    const name = /^[\s(]*(\d+|[a-zđ]|[ivx]+)[.)]/i.test(sign?.textContent ?? "") ? "ol" : "ul";
    sign?.remove();
    while (open.length > 1 && open.at(-1).depth > depth) open.pop();
    let last = open.at(-1);
    if (!last || last.depth < depth) {
      const list = document.createElement(name);
      if (last) last.list.lastElementChild.append(list);
      else paragraph.before(list);
      last = { list, depth };
      open.push(last);
    }
    const item = document.createElement("li");
    item.append(...paragraph.childNodes);
    last.list.append(item);
    paragraph.remove();
  }
}
