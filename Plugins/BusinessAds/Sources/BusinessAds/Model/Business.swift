import Foundation
import PortalKit

/// A business with its dossier as it is stored.
struct Business: Sendable {
    /// How it came in.
    enum Channel: String, Sendable, CaseIterable {
        case web
        case office
        case mail

        /// Those that the office enters.
        static let registered: [Channel] = [.office, .mail]
    }

    /// Whom the office writes to: known to the office alone.
    struct Applicant: Sendable, Equatable {
        var name = ""
        var mail = ""
        var phone = ""

        var mailAddress: MailAddress? { MailAddress(mail, name: name) }
    }

    let id: Int64
    /// By which the applicant asks where it stands.
    let code: String
    let slug: String
    let content: BusinessContent
    let introductionHTML: SafeHTML
    let channel: Channel
    /// The step of its workflow; that in which it was refused once it is closed.
    let step: String
    let isPublic: Bool
    let wasPublic: Bool
    let publishedAt: Date?
    /// When it was refused, or put aside as spam.
    let closedAt: Date?
    let closeReason: String
    let isSpam: Bool
    let applicant: Applicant
    let erasedAt: Date?
    let revision: Int
    let receivedAt: Date
    let changedAt: Date

    var reference: RecordReference { AdsNames.business(id) }
    var name: String { content.name }
    var path: String { AdsPath.business(slug) }
    var isClosed: Bool { closedAt != nil }
}

/// Random codes that nobody guesses, in letters and digits that nobody takes for another, and that a bank's form takes.
enum RecordCode {
    static func make(_ prefix: String) -> String {
        let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        return prefix + String(systemRandomBytes(10).map { letters[Int($0 & 31)] })
    }
}

/// A day for a `time` element.
struct DayModel: Sendable {
    let iso: String
    let text: String

    init(_ date: Date) {
        let clock = VietnamTime(date)
        (iso, text) = (clock.isoDay, clock.dayText)
    }

    static let example = DayModel(Date(timeIntervalSince1970: 1_795_500_000))
}

extension String {
    /// A day of the form `2026-06-12` as people write it: `12/06/2026`.
    var dayText: String { VietnamTime(parsing: self)?.dayText ?? self }

    /// The text, or nil when there is none.
    var nonEmpty: String? { isEmpty ? nil : self }

    /// For the address of a telephone link.
    var dialled: String { filter { $0.isNumber || $0 == "+" } }
}
