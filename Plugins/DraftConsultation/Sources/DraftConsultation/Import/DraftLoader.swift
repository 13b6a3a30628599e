import Foundation
import GRDB
import PortalKit

/// Brings the drafts of `content/draft-consultation` in, with the comments on them. A file that has changed since changes its
/// draft; comments are brought in once, with the draft. What an officer has changed in the portal is never overwritten.
struct DraftLoader: Sendable {
    private let folder: URL
    private let context: ModuleContext
    private let bodies: [BodySummary]
    private static let actor = Actor.contentLoad

    static func load(_ folder: URL, _ context: ModuleContext) async throws -> ContentReport {
        let bodies = try await context.service((any BodyDirectory).self)?.bodies() ?? []
        return try await DraftLoader(folder: folder, context: context, bodies: bodies).load()
    }

    private func load() async throws -> ContentReport {
        var report = ContentReport()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names.filter({ $0.hasSuffix(".txt") && !$0.hasPrefix(".") }).sorted() {
            var faults: [Fault] = []
            if let (file, checksum) = read(name, faults: &faults) {
                do {
                    try await take(file, name: name, checksum: checksum, &report)
                } catch is EditConflict {
                    faults.append(
                        Fault(
                            file: file.file, message: "was changed in the file, but also in the portal, where it stays",
                            mend: "bring the change in by hand"))
                } catch WorkflowError.gatesFailed(let failures) {
                    let reasons = failures.map { $0.text(context.texts) }.joined(separator: " ")
                    faults.append(
                        Fault(file: file.file, message: "cannot be published: \(reasons)", mend: "complete it"))
                } catch let fault as Fault {
                    faults.append(fault)
                }
            }
            report.faults += faults
        }
        return report
    }

    private func read(_ name: String, faults: inout [Fault]) -> (DraftFile, checksum: String)? {
        let shown = "content/draft-consultation/\(name)"
        let url = folder.appending(path: name).resolvingSymlinksInPath()
        let size = (try? url.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? Int.max
        guard size <= DraftFile.maximumBytes, let data = try? Data(contentsOf: url),
            let text = String(validating: data, as: UTF8.self)
        else {
            faults.append(
                Fault(
                    file: shown,
                    message: "cannot be read as UTF-8, or is larger than \(DraftFile.maximumBytes >> 20) MiB",
                    mend: "save it as UTF-8, and shorten it"))
            return nil
        }
        return DraftFile.parse(text.nfc, file: shown, today: VietnamTime(context.now()), faults: &faults).map {
            ($0, ContentHash(of: Array(data)).rawValue)
        }
    }

    // MARK: - Taking

    private func take(
        _ file: DraftFile, name: String, checksum: String, _ report: inout ContentReport
    ) async throws {
        let known = try await context.storage.read { database in
            try Row.fetchOne(
                database,
                sql: "SELECT checksum, draft_id, revision FROM consultation_content_files WHERE path = ?",
                arguments: [name]
            ).map {
                (checksum: $0["checksum"] as String, draft: $0["draft_id"] as Int64, revision: $0["revision"] as Int)
            }
        }
        if let known, known.checksum == checksum {
            report.unchanged += 1
            return
        }
        let (desk, body) = (
            DraftDesk(context), bodies.first { $0.name.folded == file.content.body.folded }?.id
        )
        let draft = try await context.storage.write(as: Self.actor) { change -> Draft in
            let draft =
                if let known {
                    try desk.save(known.draft, file.content, bodyId: body, from: known.revision, in: change)
                } else {
                    try create(file, bodyId: body, desk, in: change)
                }
            try change.database.execute(
                sql: """
                    INSERT INTO consultation_content_files (path, checksum, draft_id, revision) VALUES (?, ?, ?, ?)
                    ON CONFLICT (path) DO UPDATE SET checksum = excluded.checksum, revision = excluded.revision
                    """, arguments: [name, checksum, draft.id, draft.revision])
            return draft
        }
        if known == nil, let content = file.result.report { try await publish(content, of: draft) }
        if known == nil { report.added += 1 } else { report.changed += 1 }
    }

    /// The versions one after the other, as the public saw them, each with its comments.
    private func create(_ file: DraftFile, bodyId: Int64?, _ desk: DraftDesk, in change: Change) throws -> Draft {
        var content = file.content
        (content.lines, content.versionNote) = (file.versions.first?.lines ?? [], "")
        var draft = try desk.publish(desk.create(content, bodyId: bodyId, in: change).id, in: change)
        var entries: [Int64] = []
        for (index, version) in file.versions.enumerated() {
            if index > 0 {
                (content.lines, content.versionNote) = (version.lines, version.note)
                draft = try desk.save(draft.id, content, bodyId: bodyId, from: draft.revision, in: change)
            }
            for entry in file.comments where entry.version == index + 1 {
                entries.append(try add(entry, to: draft, file, in: change))
            }
            try date(index + 1, of: draft, file, in: change)
        }
        try sort(file.comments, entries, in: change)
        if file.result.isTakenUp { try desk.takeUp(draft.id, in: change) }
        if !file.result.issuedNumber.isEmpty {
            try desk.setIssued(draft.id, number: file.result.issuedNumber, day: file.result.issuedOn, in: change)
        }
        guard let made = try DraftRows.fetch(draft.id, in: change.database) else { throw PortalError.notFound }
        return made
    }

    /// A version is as old as the period or as the first comment on it, and not of the day on which the file is loaded.
    private func date(_ version: Int, of draft: Draft, _ file: DraftFile, in change: Change) throws {
        let first = file.comments.filter { $0.version == version }.compactMap(\.day?.startOfDay.date).min()
        guard let day = version == 1 ? draft.startsAt : first, day < change.now else { return }
        try change.database.execute(
            sql: "UPDATE consultation_versions SET made_at = ? WHERE draft_id = ? AND number = ?",
            arguments: [day, draft.id, version])
    }

    private func add(_ entry: DraftFile.Entry, to draft: Draft, _ file: DraftFile, in change: Change) throws -> Int64 {
        let texts = context.texts
        let places = DraftPlaces(LegalText(lines: draft.content.lines), texts)
        let place: DraftPlace? =
            if entry.question > 0, draft.content.questions.indices.contains(entry.question - 1) {
                .question(entry.question, draft.content.questions[entry.question - 1], texts)
            } else if entry.place.isEmpty { .whole(texts) } else { places[entry.place] }
        guard let place else {
            throw Fault(
                file: file.file, message: "has a comment on \"\(entry.place)\", which its text does not have",
                mend: "name a place like dieu-2-khoan-1")
        }
        var sent = CommentDraft(place: place, version: draft.version)
        sent.text = entry.text
        sent.sender = entry.body.isEmpty ? .person : .body
        sent.channel = entry.body.isEmpty ? .web : .paper
        sent.body = entry.body
        sent.receivedAt = entry.day.map { $0.startOfDay.date.addingTimeInterval(9 * 3600) }
        sent.state = entry.isWaiting ? .waiting : .published
        return try CommentDesk(context).receive(sent, files: [], on: draft, in: change).id
    }

    private func sort(_ entries: [DraftFile.Entry], _ ids: [Int64], in change: Change) throws {
        let desk = CommentDesk(context)
        // Comments were added version by version.
        let order = entries.enumerated().sorted { ($0.element.version, $0.offset) < ($1.element.version, $1.offset) }
        let numbers = Dictionary(zip(order.map(\.offset), ids), uniquingKeysWith: { first, _ in first })
        for (offset, entry) in entries.enumerated() {
            guard let id = numbers[offset] else { continue }
            if !entry.group.isEmpty { try desk.setGroup(id, entry.group, in: change) }
            if !entry.tags.isEmpty { try desk.setTags(id, entry.tags, in: change) }
            if let treatment = entry.treatment { try desk.treat(id, treatment, reason: entry.reason, in: change) }
            if entry.same > 0, let first = numbers[entry.same - 1] { try desk.setDuplicate(id, of: first, in: change) }
        }
    }

    private func publish(_ content: ReportContent, of draft: Draft) async throws {
        try await context.storage.write(as: Self.actor) { try ReportRows.save(content, of: draft.id, in: $0) }
        try await ReportPublication(try await TreatmentReport.current(draft, context), context).publish(as: Self.actor)
    }
}
