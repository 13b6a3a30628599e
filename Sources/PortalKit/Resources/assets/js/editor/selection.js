// Where the caret is, and which blocks are selected.

export const leaves = "p, h2, h3, h4, pre, li, dt, dd, td, th, caption, figcaption";
const containers = "blockquote, li, td, th, dd, figure";

// The selection's range when it lies in the area.
export function rangeIn(area) {
  const selection = getSelection();
  if (!selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  return area.contains(range.commonAncestorContainer) ? range : null;
}

const element = node => node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;

// The nearest element around the caret that matches, within the area.
export function around(area, selector) {
  const range = rangeIn(area);
  const found = range && element(range.startContainer)?.closest(selector);
  return found && found !== area && area.contains(found) ? found : null;
}

// The container of paragraphs that holds the whole selection: the area, a quotation, an item, a cell.
export function container(area, range) {
  let found = element(range.commonAncestorContainer);
  while (found !== area && !found.matches(containers)) found = found.parentElement;
  return found;
}

// The children of a container that the range touches.
export function touched(parent, range) {
  return [...parent.children].filter(child => range.intersectsNode(child));
}

// The paragraphs, headings and items that the range touches, without those that only hold others of them.
export function selectedBlocks(area, range) {
  return [...area.querySelectorAll(leaves)].filter(block =>
    range.intersectsNode(block) && ![...block.querySelectorAll(leaves)].some(inner => range.intersectsNode(inner)));
}

export function place(node, offset = 0) {
  const range = document.createRange();
  range.setStart(node, offset);
  range.collapse(true);
  select(range);
}

export function placeIn(block, atEnd = false) {
  const range = document.createRange();
  range.selectNodeContents(block);
  range.collapse(!atEnd);
  select(range);
}

export function select(range) {
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

// --- Kept over a change of the nodes ----------------------------------------------------------------------------------

function path(area, node, offset) {
  const steps = [offset];
  for (let here = node; here !== area; here = here.parentNode) {
    steps.unshift([...here.parentNode.childNodes].indexOf(here));
  }
  return steps;
}

function walk(area, steps) {
  let node = area;
  for (const step of steps.slice(0, -1)) {
    if (!node.childNodes[step]) break;
    node = node.childNodes[step];
  }
  const length = node.nodeType === Node.TEXT_NODE ? node.data.length : node.childNodes.length;
  return [node, Math.min(steps.at(-1), length)];
}

export function capture(area) {
  const range = rangeIn(area);
  return range && {
    start: path(area, range.startContainer, range.startOffset), end: path(area, range.endContainer, range.endOffset),
  };
}

export function restore(area, saved) {
  if (!saved) return;
  const range = document.createRange();
  range.setStart(...walk(area, saved.start));
  range.setEnd(...walk(area, saved.end));
  select(range);
}

// Runs a change that moves nodes about, and keeps the text selected that was selected. Nodes of text stay the same ones.
export function keepingSelection(area, change) {
  const range = rangeIn(area);
  if (!range) return change();
  const [start, startOffset, end, endOffset] = [range.startContainer, range.startOffset, range.endContainer, range.endOffset];
  const atStart = start.childNodes[startOffset], atEnd = end.childNodes[endOffset];
  change();
  const point = (node, offset, child) => {
    if (node.isConnected && area.contains(node)) return [node, Math.min(offset, node.nodeType === Node.TEXT_NODE ? node.data.length : node.childNodes.length)];
    if (child && area.contains(child)) return [child, 0];
    return null;
  };
  const from = point(start, startOffset, atStart), to = point(end, endOffset, atEnd);
  if (!from || !to) return;
  const kept = document.createRange();
  kept.setStart(...from);
  kept.setEnd(...to);
  select(kept);
}
