import Foundation

/// What to do when somebody else saved a record while it was being edited: nothing of either is lost, and the person sees
/// both.
///
/// ```swift
/// } catch let conflict as EditConflict {
///     let merge = try await request.merge(content, into: entry.reference, since: seen)
///     return try request.adminForm(form(of: merge.content, revision: merge.revision), …, merge: merge.notice)
/// }
/// ```
public struct EditMerge<Content: Codable & Sendable>: Sendable {
    /// What the form is to hold: what was typed, and where nothing was typed what the other person saved.
    public let content: Content
    /// The revision that the form is now made from.
    public let revision: Int
    /// What both have changed, for the form.
    public let notice: EditMergeNotice
}

/// What two people have changed of one record, as the partial `partials/form` shows it.
public struct EditMergeNotice: TemplateModel {
    struct Field: Sendable {
        let title: String
        /// What became of it in the form, in words.
        let outcome: String
        /// Whether both have changed it, so that the person must look.
        let isOpen: Bool
        let theirs: [ComparisonModel.Line]
        let mine: [ComparisonModel.Line]
        let theirsChanged: Bool
        let mineChanged: Bool
    }

    let explanation: String
    let theirTitle: String
    let mineTitle: String
    let hasFields: Bool
    let fields: [Field]

    /// A record that two people have changed.
    public static var example: EditMergeNotice {
        EditMergeNotice(
            explanation: "Lê Thị Hoa đã lưu phiên bản 5", theirTitle: "Lê Thị Hoa đã sửa", mineTitle: "Bạn đang gõ",
            hasFields: true,
            fields: [
                Field(
                    title: "Tiêu đề", outcome: "Cả hai cùng sửa", isOpen: true,
                    theirs: ComparisonModel.example.fields[0].lines, mine: ComparisonModel.example.fields[0].lines,
                    theirsChanged: true, mineChanged: true)
            ])
    }
}

extension Request {
    /// Puts together what this person typed and what somebody else saved meanwhile.
    ///
    /// The kind of record must be declared by ``ModuleRegistration/revisions(_:)``.
    ///
    /// - Parameters:
    ///   - typed: what this person wanted to save.
    ///   - since: the revision that the form was made from.
    public func merge<Content: Codable & Sendable>(
        _ typed: Content, into record: RecordReference, since seen: Int
    ) async throws -> EditMerge<Content> {
        guard let records = assembly.revisedRecords(record.type) else { throw PortalError.notFound }
        let (texts, mine) = (self.texts, try JSONText.encode(typed))
        let (base, theirs, fields) = try await site.database.read { database in
            let number = try Revisions.count(of: record, in: database)
            guard let theirs = try Revisions.fetch(of: record, number: number, in: database) else {
                throw PortalError.notFound
            }
            let base = try Revisions.fetch(of: record, number: seen, in: database) ?? theirs
            let contents = [base, theirs, theirs.with(content: mine)]
            return (base, theirs, try contents.map { try records.fields($0, database, texts) })
        }
        let merged = try ContentMerge.merge(mine, since: base.content, with: theirs.content)
        return EditMerge(
            content: try JSONText.decode(Content.self, from: merged), revision: theirs.number,
            notice: EditMergeNotice(base: fields[0], theirs: fields[1], mine: fields[2], savedAs: theirs, texts))
    }
}

extension EditMergeNotice {
    init(
        base: [RevisionField], theirs: [RevisionField], mine: [RevisionField], savedAs revision: Revision,
        _ texts: Texts
    ) {
        let name = revision.person(texts)
        explanation = texts(
            "merge.explained",
            ["name": name, "number": String(revision.number), "time": VietnamTime(revision.at).timeText])
        theirTitle = texts("merge.theirs", ["name": name])
        mineTitle = texts("merge.mine")
        let typed = ComparisonModel.pairs(base, mine)
        let fields = zip(ComparisonModel.pairs(base, theirs), typed).compactMap { saved, typed -> Field? in
            // Who both wrote the same, or nothing, needs no decision.
            guard saved.new != typed.new else { return nil }
            let (theirsChanged, mineChanged) = (saved.old != saved.new, typed.old != typed.new)
            let outcome = theirsChanged ? mineChanged ? "merge.both" : "merge.taken" : "merge.kept"
            return Field(
                title: saved.title, outcome: texts(outcome, ["name": name]), isOpen: theirsChanged && mineChanged,
                theirs: theirsChanged
                    ? ComparisonModel.lines(BlockComparison.compare(saved.old, saved.new), texts) : [],
                mine: mineChanged ? ComparisonModel.lines(BlockComparison.compare(typed.old, typed.new), texts) : [],
                theirsChanged: theirsChanged, mineChanged: mineChanged)
        }
        // What both have changed stands first.
        self.fields = fields.filter(\.isOpen) + fields.filter { !$0.isOpen }
        hasFields = !fields.isEmpty
    }
}

extension Revision {
    /// The same revision with other content, to be read as this one is.
    fileprivate func with(content: String) -> Revision {
        Revision(
            record: record, number: number, at: at, actorId: actorId, actorName: actorName, note: note, content: content
        )
    }
}

/// Merges contents by their parts: each value at the top of their JSON.
enum ContentMerge {
    /// - Throws: `DecodingError.dataCorrupted` when one of them is no JSON object.
    static func merge(_ mine: String, since base: String, with theirs: String) throws -> String {
        var merged = try parts(mine)
        let (before, saved) = (try parts(base), try parts(theirs))
        for key in Set(before.keys).union(saved.keys).union(merged.keys) where merged[key] == before[key] {
            merged[key] = saved[key]
        }
        let members = try merged.sorted { $0.key < $1.key }.map { "\(try JSONText.encode($0.key)):\($0.value)" }
        return "{\(members.joined(separator: ","))}"
    }

    /// The values of an object by their keys, each as canonical text.
    private static func parts(_ json: String) throws -> [String: String] {
        guard let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "a revision is no JSON object"))
        }
        return try object.mapValues { value in
            let data = try JSONSerialization.data(
                withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes])
            return String(decoding: data, as: UTF8.self)
        }
    }
}
