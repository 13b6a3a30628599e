import { rename, unwrap, isEmpty } from "./markup.js";
import { around, container, keepingSelection, placeIn, rangeIn, selectedBlocks, touched } from "./selection.js";

const simple = "p, h2, h3, h4, pre";

// Makes the selected paragraphs headings of a level, or headings paragraphs.
export function setBlock(area, name) {
  const range = rangeIn(area);
  if (!range) return;
  keepingSelection(area, () => {
    for (const block of selectedBlocks(area, range)) {
      if (!block.matches(simple) || block.closest("td, th, li")) continue;
      const other = rename(block, name);
      if (name !== "p") for (const mark of other.querySelectorAll("strong, b")) unwrap(mark);
    }
  });
}

// Puts the selected paragraphs into a quotation, or takes them out of it.
export function toggleQuote(area) {
  const range = rangeIn(area);
  if (!range) return;
  const quote = around(area, "blockquote");
  keepingSelection(area, () => {
    if (quote) return unwrap(quote);
    const chosen = touched(container(area, range), range);
    if (!chosen.length || chosen[0].matches("li, tr")) return;
    const made = document.createElement("blockquote");
    chosen[0].before(made);
    made.append(...chosen);
  });
}

// --- Lists ----------------------------------------------------------------------------------------------------------------

const listOf = block => block.closest("li")?.parentElement ?? null;

// Makes a list of the selected paragraphs, changes its kind, or makes paragraphs of it again.
export function toggleList(area, name) {
  const range = rangeIn(area);
  if (!range) return;
  const blocks = selectedBlocks(area, range).filter(block => block.matches("p, h2, h3, h4, li"));
  if (!blocks.length) return;
  const lists = new Set(blocks.map(listOf));
  keepingSelection(area, () => {
    if (!lists.has(null)) {
      if ([...lists].every(list => list.localName === name)) for (const block of blocks) leaveList(block.closest("li"));
      else for (const list of lists) rename(list, name);
      return;
    }
    for (const block of blocks) if (!listOf(block)) makeItem(block, name);
  });
}

function makeItem(block, name) {
  const before = block.previousElementSibling, after = block.nextElementSibling;
  const item = document.createElement("li");
  let list = before?.localName === name ? before : null;
  if (!list) {
    list = document.createElement(name);
    block.before(list);
  }
  item.append(...block.childNodes);
  list.append(item);
  block.remove();
  if (after?.localName === name && after.previousElementSibling === list) {
    list.append(...after.children);
    after.remove();
  }
}

// Takes an item out of its list altogether, as paragraphs where it stood.
function leaveList(item) {
  while (item.parentElement.parentElement?.localName === "li") outdentItem(item);
  const list = item.parentElement;
  const following = [...list.children].slice([...list.children].indexOf(item) + 1);
  if (following.length) {
    const rest = list.cloneNode(false);
    rest.removeAttribute("start");
    rest.append(...following);
    list.after(rest);
  }
  const pieces = [];
  let paragraph = null;
  for (const node of [...item.childNodes]) {
    if (node.matches?.("p, ul, ol, dl, table, blockquote, figure, pre, h2, h3, h4")) {
      pieces.push(node);
      paragraph = null;
    } else {
      if (!paragraph) pieces.push(paragraph = document.createElement("p"));
      paragraph.append(node);
    }
  }
  if (!pieces.length) pieces.push(document.createElement("p"));
  list.after(...pieces);
  item.remove();
  if (!list.children.length) list.remove();
}

// One level further in: below the item before. Says whether that is possible.
export function indent(area) {
  const item = around(area, "li");
  const before = item?.previousElementSibling;
  if (!before) return false;
  keepingSelection(area, () => {
    let list = before.lastElementChild?.matches("ul, ol") ? before.lastElementChild : null;
    if (!list) {
      list = document.createElement(item.parentElement.localName);
      before.append(list);
    }
    list.append(item);
  });
  return true;
}

// One level further out; an item of the outermost level becomes a paragraph. Says whether that is possible.
export function outdent(area) {
  const item = around(area, "li");
  if (!item) return false;
  keepingSelection(area, () => {
    if (item.parentElement.parentElement?.localName === "li") outdentItem(item);
    else leaveList(item);
  });
  return true;
}

function outdentItem(item) {
  const list = item.parentElement, outer = list.parentElement;
  const following = [...list.children].slice([...list.children].indexOf(item) + 1);
  if (following.length) {
    const rest = list.cloneNode(false);
    rest.append(...following);
    item.append(rest);
  }
  outer.after(item);
  if (!list.children.length) list.remove();
}

// --- The Enter key ----------------------------------------------------------------------------------------------------------

// Where the browser would do something else than a writer expects; says whether it was done here.
export function enter(area) {
  const range = rangeIn(area);
  if (!range?.collapsed) return false;
  const caption = around(area, "figcaption, caption");
  if (caption) {
    const cell = caption.closest("table")?.querySelector("th, td");
    placeIn(cell ?? paragraphAfter(caption.closest("figure")));
    return true;
  }
  if (around(area, "td, th") && !around(area, "li")) {
    document.execCommand("insertLineBreak");
    return true;
  }
  const item = around(area, "li");
  if (item && isEmpty(item) && !item.querySelector("ul, ol")) return outdent(area);
  const paragraph = around(area, "p");
  if (paragraph && isEmpty(paragraph) && paragraph.parentElement.localName === "blockquote" && !paragraph.nextElementSibling) {
    const quote = paragraph.parentElement;
    quote.after(paragraph);
    if (!quote.children.length) quote.remove();
    placeIn(paragraph);
    return true;
  }
  return false;
}

export function paragraphAfter(block) {
  const next = block.nextElementSibling;
  if (next?.localName === "p") return next;
  const paragraph = document.createElement("p");
  paragraph.append(document.createElement("br"));
  block.after(paragraph);
  return paragraph;
}

// --- Inserting ------------------------------------------------------------------------------------------------------------------

const blockNames = "p, h2, h3, h4, ul, ol, dl, blockquote, figure, pre, table, hr";

// Puts a fragment at the caret, in place of what is selected: within the line when it is one line, else between the halves
// of the paragraph.
export function insert(area, fragment) {
  const range = rangeIn(area);
  if (!range) return;
  range.deleteContents();
  const only = fragment.childElementCount === 1 && fragment.childNodes.length === 1 && fragment.firstElementChild.localName === "p";
  const hasBlocks = [...fragment.children].some(child => child.matches(blockNames));
  const cramped = around(area, "td, th, li, caption, figcaption, dt, h2, h3, h4");
  if (only || !hasBlocks || cramped) return insertInline(range, cramped || only ? flattened(fragment) : fragment);
  const last = insertBlocks(area, range, fragment);
  placeIn(last.matches("p, h2, h3, h4, ul, ol") ? last : paragraphAfter(last), last.matches("p, h2, h3, h4, ul, ol"));
}

function insertInline(range, fragment) {
  const last = fragment.lastChild;
  range.insertNode(fragment);
  if (!last) return;
  range.setStartAfter(last);
  range.collapse(true);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

// Blocks as lines, for where there is only room for lines.
function flattened(fragment) {
  const lines = document.createDocumentFragment();
  for (const block of fragment.querySelectorAll("p, h2, h3, h4, li, pre, td, th, figcaption, caption")) {
    if (block.querySelector("p, li, td")) continue;
    if (lines.childNodes.length) lines.append(document.createElement("br"));
    lines.append(...block.childNodes);
  }
  if (!lines.childNodes.length) lines.append(...fragment.childNodes);
  return lines;
}

export function insertBlocks(area, range, fragment) {
  const parent = container(area, range);
  let here = range.startContainer;
  while (here !== parent && here.parentNode !== parent) here = here.parentNode;
  const nodes = [...fragment.childNodes].filter(node => node.nodeType === Node.ELEMENT_NODE || node.data?.trim());
  const whole = nodes.map(node => node.matches?.(blockNames) ? node : Object.assign(document.createElement("p"), { innerHTML: "" }).appendChild(node).parentNode);
  if (here === parent) {
    range.insertNode(fragmentOf(whole));
  } else if (here.matches?.("p, h2, h3, h4")) {
    const rest = document.createRange();
    rest.setStart(range.startContainer, range.startOffset);
    rest.setEndAfter(here);
    const tail = rest.extractContents().firstElementChild;
    here.after(...whole);
    if (tail && !isEmpty(tail)) whole.at(-1).after(tail);
    if (isEmpty(here)) here.remove();
  } else {
    here.after(...whole);
  }
  return whole.at(-1);
}

function fragmentOf(nodes) {
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes);
  return fragment;
}
