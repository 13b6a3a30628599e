/// A table taken apart: rows in groups, and whatever else stood between its tags.
struct HTMLTable {
    struct Cell {
        let name: String
        let attributes: [String: String]
        let children: [HTMLNode]
    }

    struct Group {
        let name: String
        var rows: [[Cell]]
    }

    private(set) var caption: [HTMLNode] = []
    private(set) var groups: [Group] = []
    /// What HTML does not allow in a table outside its cells; it is shown before the table, as browsers do.
    private(set) var strays: [HTMLNode] = []

    init(_ children: [HTMLNode]) {
        var looseRows: [HTMLNode] = []
        for child in children {
            guard case .element(let name, _, let inner) = child else {
                strays.append(child)
                continue
            }
            switch name {
            case "caption":
                if caption.isEmpty { caption = inner } else { strays += inner }
            case "thead", "tbody", "tfoot":
                addGroup("tbody", looseRows)
                looseRows = []
                addGroup(name, inner)
            case "tr", "td", "th":
                looseRows.append(child)
            case "colgroup", "col":
                continue
            default:
                strays.append(child)
            }
        }
        addGroup("tbody", looseRows)
    }

    private mutating func addGroup(_ name: String, _ nodes: [HTMLNode]) {
        var group = Group(name: name, rows: [])
        var looseCells: [HTMLNode] = []
        for node in nodes {
            switch node {
            case .element(name: "tr", _, let children):
                group.addRow(cells(looseCells))
                looseCells = []
                group.addRow(cells(children))
            case .element(name: "td", _, _), .element(name: "th", _, _):
                looseCells.append(node)
            default:
                strays.append(node)
            }
        }
        group.addRow(cells(looseCells))
        if !group.rows.isEmpty { groups.append(group) }
    }

    private mutating func cells(_ nodes: [HTMLNode]) -> [Cell] {
        var cells: [Cell] = []
        for node in nodes {
            if case .element(let name, let attributes, let children) = node, name == "td" || name == "th" {
                cells.append(Cell(name: name, attributes: attributes, children: children))
            } else {
                strays.append(node)
            }
        }
        return cells
    }
}

extension HTMLTable.Group {
    fileprivate mutating func addRow(_ cells: [HTMLTable.Cell]) {
        if !cells.isEmpty { rows.append(cells) }
    }
}
