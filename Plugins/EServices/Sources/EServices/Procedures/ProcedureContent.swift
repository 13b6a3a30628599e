import Foundation
import PortalKit

/// What a procedure says of itself, as one version of it (Art. 8.3).
struct ProcedureContent: Codable, Sendable, Equatable {
    /// How much of it can be done online.
    enum Level: String, Codable, CaseIterable, Sendable {
        /// What to bring and where.
        case information
        /// Sent online, papers shown at the counter.
        case partial
        /// From sending to result online.
        case full

        var isOnline: Bool { self != .information }
    }

    /// One step of the procedure.
    struct Step: Codable, Sendable, Equatable {
        var title = ""
        /// Who takes it.
        var body = ""
        /// Working days; 0 within the day.
        var days: Int?
    }

    /// One paper of the dossier.
    struct Component: Codable, Sendable, Equatable {
        /// Names its files in a dossier; stays when the paper is renamed.
        var id = ""
        var name = ""
        var originals = 0
        var copies = 0
        var isRequired = true
        var note = ""
    }

    var code = ""
    var name = ""
    var field = ""
    /// The responsible body, when the site knows its bodies.
    var bodyID: Int64?
    var body = ""
    var level = Level.information
    /// Who may ask for it.
    var applicants = ""
    var conditions = ""
    var steps: [Step] = []
    var components: [Component] = []
    /// How many sets of papers.
    var sets = 1
    /// Markdown or markup with links to files of the library.
    var downloads = ""
    /// Working days from the complete dossier; 0 for the same day.
    var termDays = 0
    var termNote = ""
    /// In đồng; 0 for free.
    var fee = 0
    var feeNote = ""
    /// One basis a line.
    var legalBasis = ""
    var result = ""

    /// The most of each thing.
    enum Limit {
        static let code = 40
        static let name = 300
        static let text = 6_000
        static let line = 300
        static let rows = 30
    }

    /// What the portal's search finds it by.
    var searchText: String {
        ([code, applicants, conditions, result, legalBasis, body] + steps.map(\.title) + components.map(\.name))
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    func termText(_ texts: Texts) -> String {
        let term = termDays == 0 ? texts("term.same_day") : texts("term.days", ["count": String(termDays)])
        return termNote.isEmpty ? term : "\(term) (\(termNote))"
    }

    func feeText(_ texts: Texts) -> String {
        let amount = fee == 0 ? texts("fee.free") : fee.dong
        return feeNote.isEmpty ? amount : "\(amount) (\(feeNote))"
    }
}

/// A procedure as it is in force, or as it will be when no version is yet.
struct Procedure: Sendable {
    let id: Int64
    let slug: String
    let content: ProcedureContent
    let isPublic: Bool
    /// The number of the version that `content` is.
    let version: Int
    let isInForce: Bool
    let revision: Int
    /// The published form; nil when there is none.
    let formVersion: Int?
    let changedAt: Date

    var reference: RecordReference { EServicesNames.procedure(id) }

    var isShown: Bool { isPublic && isInForce }

    /// Whether people can send it online.
    var takesDossiers: Bool { isShown && content.level.isOnline }
}

/// One version of a procedure.
struct ProcedureVersion: Sendable {
    let number: Int
    /// `2026-12-01`; ``undated`` where nobody said since when it applies.
    let effectiveOn: String
    let content: ProcedureContent
    let note: String
    let savedAt: Date
    let savedBy: String
}

extension ProcedureVersion {
    /// Stands for a day that is not known: before all others, so that the version is in force, and shown to nobody.
    static let undated = "0001-01-01"

    var isDated: Bool { effectiveOn != Self.undated }

    /// `Bản 2, áp dụng từ 01/12/2026`.
    func label(_ texts: Texts) -> String { words("procedure.version", texts) }

    /// Says on a page of a version that it is not the one in force.
    func otherLabel(_ texts: Texts) -> String { words("procedure.other_version", texts) }

    private func words(_ key: String, _ texts: Texts) -> String {
        texts(isDated ? key : "\(key)_undated", ["number": String(number), "day": effectiveOn.dayText])
    }
}
