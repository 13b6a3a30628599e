import { around, placeIn } from "./selection.js";

const cellOf = area => around(area, "td, th");

function filled(name) {
  const cell = document.createElement(name);
  cell.append(document.createElement("br"));
  return cell;
}

// A new table with empty cells.
export function makeTable({ rows, columns, header, caption }) {
  const table = document.createElement("table");
  if (caption) table.createCaption().textContent = caption;
  const body = () => table.tBodies[0] ?? table.appendChild(document.createElement("tbody"));
  for (let row = 0; row < rows; row += 1) {
    const isHead = header && row === 0;
    const line = document.createElement("tr");
    for (let column = 0; column < columns; column += 1) {
      const cell = filled(isHead ? "th" : "td");
      if (isHead) cell.scope = "col";
      line.append(cell);
    }
    (isHead ? table.createTHead() : body()).append(line);
  }
  return table;
}

// The cell at a place of a row; cells that span several columns count for each of them.
function cellAt(row, column) {
  let position = 0;
  for (const cell of row.cells) {
    position += cell.colSpan;
    if (column < position) return cell;
  }
  return null;
}

function columnOf(cell) {
  let position = 0;
  for (const other of cell.parentElement.cells) {
    if (other === cell) return position;
    position += other.colSpan;
  }
  return position;
}

export const tableCommands = {
  rowAbove: area => addRow(area, "before"),
  rowBelow: area => addRow(area, "after"),
  columnLeft: area => addColumn(area, "before"),
  columnRight: area => addColumn(area, "after"),
  removeRow(area) {
    const cell = cellOf(area), row = cell?.parentElement, table = cell?.closest("table");
    if (!row) return;
    if (table.rows.length === 1) return removeTable(table);
    const neighbour = table.rows[row.rowIndex + 1] ?? table.rows[row.rowIndex - 1];
    const section = row.parentElement;
    placeIn(cellAt(neighbour, columnOf(cell)) ?? neighbour.cells[0]);
    row.remove();
    if (!section.rows.length) section.remove();
  },
  removeColumn(area) {
    const cell = cellOf(area), table = cell?.closest("table");
    if (!table) return;
    const column = columnOf(cell);
    if (Math.max(...[...table.rows].map(row => row.cells.length)) === 1) return removeTable(table);
    placeIn(cell.nextElementSibling ?? cell.previousElementSibling ?? cell);
    for (const row of table.rows) {
      const there = cellAt(row, column);
      if (there?.colSpan > 1) there.colSpan -= 1;
      else there?.remove();
    }
  },
  caption(area) {
    const table = around(area, "table");
    if (!table) return;
    const caption = table.caption ?? table.createCaption();
    if (!caption.childNodes.length) caption.append(document.createElement("br"));
    placeIn(caption, true);
  },
  headerRow(area) {
    const table = around(area, "table");
    if (!table) return;
    const isHead = table.tHead?.rows.length > 0;
    const row = table.rows[0];
    for (const cell of [...row.cells]) {
      const other = document.createElement(isHead ? "td" : "th");
      if (!isHead) other.scope = "col";
      if (cell.colSpan > 1) other.colSpan = cell.colSpan;
      other.append(...cell.childNodes);
      cell.replaceWith(other);
    }
    if (isHead) {
      (table.tBodies[0] ?? table.appendChild(document.createElement("tbody"))).prepend(row);
      table.deleteTHead();
    } else {
      table.createTHead().append(row);
      for (const body of [...table.tBodies]) if (!body.rows.length) body.remove();
    }
    placeIn(row.cells[0]);
  },
  removeTable: area => removeTable(around(area, "table")),
};

function addRow(area, place) {
  const cell = cellOf(area), row = cell?.parentElement;
  if (!row) return;
  const isHead = row.parentElement.localName === "thead";
  const made = document.createElement("tr");
  for (const other of row.cells) {
    const copy = filled(!isHead && other.localName === "th" && other.scope === "row" ? "th" : "td");
    if (copy.localName === "th") copy.scope = "row";
    if (other.colSpan > 1) copy.colSpan = other.colSpan;
    made.append(copy);
  }
  if (isHead) {
    const table = row.closest("table");
    (table.tBodies[0] ?? table.appendChild(document.createElement("tbody"))).prepend(made);
  } else {
    row[place](made);
  }
  placeIn(made.cells[Math.min(cell.cellIndex, made.cells.length - 1)]);
}

function addColumn(area, place) {
  const cell = cellOf(area), table = cell?.closest("table");
  if (!table) return;
  const column = columnOf(cell);
  for (const row of table.rows) {
    const there = cellAt(row, column);
    if (!there) { row.append(filled("td")); continue; }
    const made = filled(there.localName);
    if (there.scope) made.scope = there.scope;
    there[place](made);
  }
  placeIn(place === "before" ? cell.previousElementSibling : cell.nextElementSibling);
}

function removeTable(table) {
  if (!table) return;
  const paragraph = document.createElement("p");
  paragraph.append(document.createElement("br"));
  table.replaceWith(paragraph);
  placeIn(paragraph);
}

// To the next cell or the one before; says whether there is one.
export function moveCell(area, isBack) {
  const cell = cellOf(area);
  if (!cell) return false;
  const cells = [...cell.closest("table").querySelectorAll("th, td")];
  const next = cells[cells.indexOf(cell) + (isBack ? -1 : 1)];
  if (!next) return false;
  placeIn(next, true);
  return true;
}
