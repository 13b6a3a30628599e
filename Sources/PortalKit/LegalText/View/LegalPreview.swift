extension [LegalLine] {
    /// The text as it was read from a file, for whoever looks it through before it is kept: lines and tables, nothing else.
    public var previewHTML: SafeHTML {
        reduce(.empty) { html, line in
            guard let table = line.table else {
                return html + SafeHTML(trusted: "<p>") + SafeHTML(escaping: line.text) + SafeHTML(trusted: "</p>\n")
            }
            return table.reduce(html + SafeHTML(trusted: "<table>")) { html, row in
                row.reduce(html + SafeHTML(trusted: "<tr>")) { html, cell in
                    html + SafeHTML(trusted: "<td class=\"lines\">") + SafeHTML(escaping: cell)
                        + SafeHTML(trusted: "</td>")
                } + SafeHTML(trusted: "</tr>")
            } + SafeHTML(trusted: "</table>\n")
        }
    }
}
