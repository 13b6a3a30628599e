import Foundation
import GRDB
import PortalKit

/// Brings `content/feedback/feedback.yml` in; a file with faults is not taken at all. What was brought in once is left
/// alone: from then on it belongs to the officers. Nobody gets mail for it.
struct FeedbackLoader: Sendable {
    private let context: ModuleContext
    private let desk: CaseDesk
    private let folder: URL
    private static let actor = Actor.contentLoad
    private static let pictureLimit = 20 << 20

    static func load(_ folder: URL, _ context: ModuleContext) async throws -> ContentReport {
        var report = ContentReport()
        let url = folder.appending(path: FeedbackFile.name)
        guard FileManager.default.fileExists(atPath: url.path) else { return report }
        let settings = FeedbackSettings(context.settings)
        guard
            let file = FeedbackFile.read(
                url, settings: settings, today: VietnamTime(context.now()), faults: &report.faults)
        else { return report }
        let loader = FeedbackLoader(context: context, desk: CaseDesk(context, isSilent: true), folder: folder)
        do {
            try await loader.take(file, &report)
        } catch let fault as Fault {
            report.faults.append(fault)
        }
        return report
    }

    private func take(_ file: FeedbackFile, _ report: inout ContentReport) async throws {
        if let map = file.map { try await take(map, &report) }
        for template in file.templates { try await take(template, &report) }
        let directory: (any BodyDirectory)? = context.service((any BodyDirectory).self)
        let bodies = try await directory?.bodies() ?? []
        var ids: [String: Int64] = [:]
        for entry in file.entries {
            let files = try photo(of: entry)
            let known = ids
            let (id, isNew) = try await context.storage.write(as: Self.actor) { change in
                try take(entry, files: files, bodies, known, in: change)
            }
            ids[entry.id] = id
            isNew ? (report.added += 1) : (report.unchanged += 1)
        }
    }

    // MARK: - Map and templates

    private func take(_ map: FeedbackFile.Map, _ report: inout ContentReport) async throws {
        let taken = try context.files.takeIn(try bytes(of: map.file, line: 1), name: map.file)
        let (alt, settings) = (map.alt, desk.settings.map)
        let isNew = try await context.storage.write(as: Self.actor) { change in
            let item = try change.addToLibrary(taken, details: LibraryDetails(title: "Bản đồ", alt: alt))
            let before = try Int64.fetchOne(change.database, sql: "SELECT item FROM feedback_maps")
            guard before != item.id else { return false }
            try change.database.execute(
                sql:
                    "INSERT INTO feedback_maps (id, item) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET item = excluded.item",
                arguments: [item.id])
            try settings.use(in: change)
            return true
        }
        isNew ? (report.added += 1) : (report.unchanged += 1)
    }

    private func take(_ template: FeedbackFile.Template, _ report: inout ContentReport) async throws {
        let isNew = try await context.storage.write(as: Self.actor) { change in
            guard try mark("template/\(template.title)", "", in: change) else { return false }
            try change.database.execute(
                sql: "INSERT INTO feedback_templates (title, topic, text, changed_at) VALUES (?, ?, ?, ?)",
                arguments: [template.title, template.topic, template.text, change.now])
            return true
        }
        isNew ? (report.added += 1) : (report.unchanged += 1)
    }

    /// Notes that something was brought in.
    ///
    /// - Returns: false when it was before.
    private func mark(_ key: String, _ value: String, in change: Change) throws -> Bool {
        try change.database.execute(
            sql: "INSERT INTO feedback_content (key, checksum) VALUES (?, ?) ON CONFLICT (key) DO NOTHING",
            arguments: [key, value])
        return change.database.changesCount == 1
    }

    // MARK: - Cases

    private func take(
        _ entry: FeedbackFile.Entry, files: NewFiles, _ bodies: [BodySummary], _ ids: [String: Int64], in change: Change
    ) throws -> (Int64, isNew: Bool) {
        let key = "case/\(entry.id)"
        let known = try Int64.fetchOne(
            change.database, sql: "SELECT CAST(checksum AS INTEGER) FROM feedback_content WHERE key = ?",
            arguments: [key])
        if let known { return (known, false) }
        let received = entry.draft.receivedAt ?? change.now
        let item = try desk.receive(entry.draft, files: files, in: change.told(asOf: received))
        _ = try mark(key, String(item.id), in: change)
        try work(entry, on: item, bodies, ids, in: change)
        return (item.id, true)
    }

    /// Takes all steps by the desk, each at its own moment.
    private func work(
        _ entry: FeedbackFile.Entry, on item: FeedbackCase, _ bodies: [BodySummary], _ ids: [String: Int64],
        in change: Change
    ) throws {
        let id = item.id
        let taken = change.told(asOf: atWork(entry.taken ?? morning(after: item.receivedAt), change))
        if entry.state == "spam" { return try desk.markSpam(id, in: taken) }
        if !entry.aim.isEmpty || !entry.demand.isEmpty {
            try desk.classify(
                id, .init(kind: item.kind, topic: item.topic, aim: entry.aim, demand: entry.demand), in: taken)
        }
        if let body = bodies.first(where: { $0.name == entry.body }) {
            try desk.forward(id, to: body, message: "", in: taken)
        }
        if !entry.note.isEmpty { try desk.addNote(id, entry.note, in: taken) }
        if let other = ids[entry.sameAs] { return try desk.merge(id, into: other, in: taken) }
        if entry.state == "withdrawn" { return try desk.withdraw(id, reason: "", in: taken) }
        if !entry.question.isEmpty {
            try desk.ask(id, entry.question, in: taken)
            guard let supplied = entry.supplied else { return }
            try desk.supplement(id, text: supplied.text, files: .none, in: change.told(asOf: supplied.at))
        }
        if let extended = entry.extended {
            try desk.extend(
                id, to: extended.to, reason: extended.reason, in: change.told(asOf: atWork(extended.at, change)))
        }
        if entry.answer == nil, entry.state == "work" {
            try desk.change(id, taken) { _ in try desk.set(id, "state = 'work'", in: taken) }
        }
        if let sent = entry.answer { try answer(sent, entry, id, in: change) }
    }

    private func answer(
        _ sent: FeedbackFile.Sent, _ entry: FeedbackFile.Entry, _ id: Int64, in change: Change
    ) throws {
        guard try draft(sent, of: id, upTo: entry.state, in: change) else { return }
        let later = change.told(asOf: min(atWork(sent.at, change).addingTimeInterval(86_400), change.now))
        if let rating = entry.rating { try desk.rate(id, rating, comment: entry.comment, in: later) }
        if !entry.hidden.isEmpty { try desk.hide(id, reason: entry.hidden, in: later) }
        guard let reopened = entry.reopened else { return }
        let reference = try CaseRows.require(id, in: change.database).reference
        let taken = change.told(asOf: atWork(reopened.at, change))
        try desk.settle(
            try context.workflow.advance(reference, by: AnswerWorkflow.reopen, reason: reopened.text, in: taken),
            in: taken)
        if let again = entry.again { _ = try draft(again, of: id, upTo: "", in: change) }
    }

    /// Drafts an answer, and sends it unless the case is to stay before that.
    ///
    /// - Returns: whether it was sent.
    private func draft(
        _ sent: FeedbackFile.Sent, of id: Int64, upTo state: String, in change: Change
    ) throws -> Bool {
        let moment = atWork(sent.at, change)
        let writing = change.told(asOf: moment.addingTimeInterval(-1_200))
        let revision = try CaseRows.require(id, in: change.database).revision
        let item = try desk.save(sent.answer, of: id, from: revision, in: writing)
        if state == "work" { return false }
        try desk.submit(id, in: writing)
        if state == "review" { return false }
        let sending = change.told(asOf: moment)
        try desk.settle(
            try context.workflow.advance(item.reference, by: AnswerWorkflow.send, in: sending), in: sending)
        if item.sender.mail.isEmpty { try desk.noteTold(id, context.texts("case.channel.phone"), in: sending) }
        return true
    }

    /// When the office takes up what has come.
    private func morning(after received: Date) -> Date {
        let end = VietnamTime(context.workingDays.due(after: received, days: 1))
        return end.startOfDay.date.addingTimeInterval(8.25 * 3600)
    }

    /// A moment at which officers work: what falls on a holiday is done on the next working day, and nothing after now.
    private func atWork(_ moment: Date, _ change: Change) -> Date {
        var moment = moment
        while moment < change.now, !context.workingDays.contains(VietnamTime(moment)) {
            moment.addTimeInterval(86_400)
        }
        return min(moment, change.now)
    }

    // MARK: - Files

    private func photo(of entry: FeedbackFile.Entry) throws -> NewFiles {
        guard !entry.photo.isEmpty else { return .none }
        var files = try NewFiles(
            photo: try bytes(of: entry.photo, line: entry.line),
            name: entry.photo.split(separator: "/").last.map(String.init) ?? "",
            role: .sender, in: context.files)
        files.describe(entry.photoAlt, isForPublic: true)
        return files
    }

    /// A file of the site's content, named from this folder; nothing outside it is ever opened.
    private func bytes(of name: String, line: Int) throws -> [UInt8] {
        let content = folder.deletingLastPathComponent().resolvingSymlinksInPath().path
        let url = folder.appending(path: name).standardizedFileURL.resolvingSymlinksInPath()
        let size = (try? url.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? Int.max
        guard url.path.hasPrefix(content + "/"), size <= Self.pictureLimit, let data = try? Data(contentsOf: url) else {
            throw Fault(
                file: FeedbackFile.displayName, line: line,
                message: "there is no file \"\(name)\" in the content folder, or it is too large",
                mend: "put it there, and name it from content/feedback")
        }
        return Array(data)
    }
}
