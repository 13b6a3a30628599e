import GRDB
import PortalKit

/// The way of an article to the public, and what must be right before it gets there.
enum NewsWorkflow {
    /// Write, moderate, publish (Art. 5.4, 9.1).
    static let type = WorkflowType.editorial(
        module: NewsNames.module, moderationGates: Gate.allCases.map(\.rawValue),
        publicationGates: Gate.allCases.map(\.rawValue))

    /// The step in which the public sees an article.
    static let publishedStep = "published"

    /// How the portal shows articles among the work that waits, and tells the module of each step.
    static let records = WorkflowRecords(
        type: NewsNames.articleType, screen: "/:id", titles: { try ArticleRows.titles($1, in: $0) },
        publicView: { try await ArticlePreview.view($1, $0) },
        settle: { try NewsDesk($2).settle($0.item, in: $1) }, outcome: ArticleState.outcome)

    /// The checks, by the names that the workflow's transitions use.
    enum Gate: String, CaseIterable {
        /// Source and author are named (Art. 9.1).
        case sourceAndAuthor = "source-and-author"
        /// Unconfirmed information stands in the section for it, and nothing else does (Art. 9.2).
        case reference
        /// There is a text, in a section that the site has, and each picture has its alternative text.
        case complete
    }

    /// - Parameter sections: those of the site when the module was registered; it is registered anew when they change.
    static func gates(_ sections: NewsSections) -> [WorkflowGate] {
        [
            WorkflowGate(id: Gate.sourceAndAuthor.rawValue, check: checkSourceAndAuthor),
            WorkflowGate(id: Gate.reference.rawValue) { try checkReference($0, $1, sections) },
            WorkflowGate(id: Gate.complete.rawValue) { try checkComplete($0, $1, sections) },
        ]
    }

    private static func checkSourceAndAuthor(_ database: Database, _ record: RecordReference) throws -> [GateFailure] {
        let row = try row(of: record, in: database)
        return [
            row["source"] == "" ? GateFailure(field: "source", reason: "gate.source_missing") : nil,
            row["author"] == "" ? GateFailure(field: "author", reason: "gate.author_missing") : nil,
        ].compactMap { $0 }
    }

    private static func checkReference(
        _ database: Database, _ record: RecordReference, _ sections: NewsSections
    ) throws -> [GateFailure] {
        let row = try row(of: record, in: database)
        let (isReference, isInReference): (Bool, Bool) = (row["is_reference"], sections.isReference(row["section"]))
        if isReference == isInReference { return [] }
        let reason = isReference ? "gate.reference_elsewhere" : "gate.confirmed_in_reference"
        return [GateFailure(field: "section", reason: reason)]
    }

    private static func checkComplete(
        _ database: Database, _ record: RecordReference, _ sections: NewsSections
    ) throws -> [GateFailure] {
        let row = try row(of: record, in: database)
        let isUndescribed =
            try Bool.fetchOne(
                database, sql: "SELECT EXISTS (SELECT 1 FROM news_pictures WHERE article_id = ? AND alt = '')",
                arguments: [record.id]) ?? false
        return [
            sections[row["section"]] == nil ? GateFailure(field: "section", reason: "gate.section_unknown") : nil,
            row["body_html"] == "" ? GateFailure(field: "body", reason: "gate.body_missing") : nil,
            isUndescribed ? GateFailure(field: "alt", reason: "gate.alt_missing") : nil,
        ].compactMap { $0 }
    }

    private static func row(of record: RecordReference, in database: Database) throws -> Row {
        let row = try Row.fetchOne(
            database, sql: "SELECT source, author, section, is_reference, body_html FROM news_articles WHERE id = ?",
            arguments: [record.id])
        guard let row else { throw PortalError.notFound }
        return row
    }
}
