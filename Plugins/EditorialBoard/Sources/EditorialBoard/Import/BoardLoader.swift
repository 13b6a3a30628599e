import Foundation
import GRDB
import PortalKit

/// Brings `content/editorial-board/board.yml` in. Each entry is taken once; what is in the portal then is what counts.
struct BoardLoader {
    private let context: ModuleContext
    private var report = ContentReport()
    private var members: [String: Int64] = [:]

    static func load(_ folder: URL, _ context: ModuleContext) async throws -> ContentReport {
        let url = folder.appending(path: BoardFile.name)
        guard FileManager.default.fileExists(atPath: url.path) else { return ContentReport() }
        var faults: [Fault] = []
        guard let file = BoardFile.read(url, faults: &faults) else {
            var report = ContentReport()
            report.faults = faults
            return report
        }
        let directory: (any BodyDirectory)? = context.service((any BodyDirectory).self)
        let bodies = try await directory?.bodies() ?? []
        return try await context.storage.write(as: .contentLoad) { change in
            var loader = BoardLoader(context: context)
            try loader.take(file, bodies: bodies, in: change)
            return loader.report
        }
    }

    private init(context: ModuleContext) { self.context = context }

    private mutating func take(_ file: BoardFile, bodies: [BodySummary], in change: Change) throws {
        for term in file.terms {
            let id = try take("term/\(term.id)", in: change) { try BoardDesk.create(term.content, in: change) }
            for (name, member) in term.members {
                var member = member
                member.term = id
                let made = member
                members[name] = try take("member/\(term.id)/\(name)", in: change) {
                    try BoardDesk.create(made, in: change)
                }
            }
        }
        let (known, context) = (members, context)
        for entry in file.plans {
            try take("plan/\(entry.id)", in: change) { try Self.create(entry, known, context, in: change) }
        }
        for entry in file.coverages {
            try take("coverage/\(entry.id)", in: change) {
                var coverage = entry.content
                coverage.members = entry.members.compactMap { known[$0] }.sorted()
                let id = try BoardDesk.create(coverage, in: change)
                // Nobody is mailed about what they have known before there was a portal.
                try Coverage.assign(coverage.members, to: id, in: change)
                return id
            }
        }
        for entry in file.requests {
            try take("request/\(entry.id)", in: change) {
                var request = entry.content
                request.member = entry.members.first.flatMap { known[$0] }
                request.body = bodies.first { $0.name == request.bodyName }?.id
                return try BoardDesk.create(request, in: change)
            }
        }
        for entry in file.cases {
            try take("case/\(entry.id)", in: change) { try BoardDesk.create(entry.content, in: change) }
        }
        for entry in file.minutes {
            try take("minutes/\(entry.id)", in: change) { try BoardDesk.create(entry.content, in: change) }
        }
    }

    /// A plan with its items; one that names who approved it is approved.
    private static func create(
        _ entry: BoardFile.PlanEntry, _ members: [String: Int64], _ context: ModuleContext, in change: Change
    ) throws -> Int64 {
        var plan = entry.content
        let approver = plan.approvedBy
        plan.approvedBy = ""
        let id = try BoardDesk.create(plan, in: change)
        try Plan.settle(id, before: nil, after: plan, context, in: change)
        for (item, owner) in entry.items {
            var item = item
            (item.plan, item.owner) = (id, members[owner] ?? 0)
            _ = try BoardDesk.create(item, in: change)
        }
        guard !approver.isEmpty else { return id }
        for step in ["submit", "approve"] {
            try PlanWorkflow.settle(context.workflow.advance(Plan.reference(id), by: step, in: change), in: change)
        }
        try change.database.execute(
            sql: "UPDATE board_plans SET approved_by = ? WHERE id = ?", arguments: [approver, id])
        return id
    }

    /// - Returns: the record that the entry has become.
    @discardableResult
    private mutating func take(_ entry: String, in change: Change, make: () throws -> Int64) throws -> Int64 {
        let known = try Int64.fetchOne(
            change.database, sql: "SELECT record_id FROM board_content_entries WHERE entry = ?", arguments: [entry])
        if let known {
            report.unchanged += 1
            return known
        }
        let id = try make()
        try change.database.execute(
            sql: "INSERT INTO board_content_entries (entry, record_id) VALUES (?, ?)", arguments: [entry, id])
        report.added += 1
        return id
    }
}
