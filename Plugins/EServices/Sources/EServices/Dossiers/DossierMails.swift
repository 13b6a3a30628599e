import Foundation
import PortalKit

/// The mails of a dossier, by the ids of their templates.
enum DossierMail: String, CaseIterable, Sendable {
    case received = "dossier-received"
    case registered = "dossier-registered"
    case accepted = "dossier-accepted"
    case asked = "dossier-asked"
    case refused = "dossier-refused"
    case postponed = "dossier-postponed"
    case ready = "dossier-ready"
    case delivered = "dossier-delivered"
    case withdrawn = "dossier-withdrawn"
    case feePaid = "dossier-fee"
    case deskReceived = "desk-received"
    case deskSupplied = "desk-supplied"
    case deskWithdrawn = "desk-withdrawn"

    var placeholders: [String] {
        let common = ["code", "procedure", "office", "url"]
        return switch self {
        case .received, .registered, .accepted: common + ["day"]
        case .asked: common + ["request"]
        case .refused: common + ["reason"]
        case .postponed: common + ["day", "reason"]
        case .ready: common + ["delivery"]
        case .feePaid: common + ["amount", "receipt"]
        default: common
        }
    }

    static let templates =
        allCases.map { MailTemplate(id: $0.rawValue, placeholders: $0.placeholders) }
        + [MailTemplate(id: DossierJobs.reminder, placeholders: ["new", "today", "late", "url"])]
}

extension DossierDesk {
    /// Writes to the citizen; does nothing when they gave no mail address.
    func tell(_ mail: DossierMail, _ dossier: Dossier, _ values: [String: String], in change: Change) throws {
        guard !dossier.isSuspicious,
            let recipient = try seal.applicant(of: dossier, in: change.database).mailAddress
        else { return }
        try send(mail, to: recipient, dossier, context.absoluteURL(EServicesPath.track), values, in: change)
    }

    /// Writes to the office, if the site named where to.
    func tellDesk(_ mail: DossierMail, _ dossier: Dossier, in change: Change) throws {
        guard let recipient = MailAddress(settings.deskRecipient) else { return }
        let url = context.site.canonicalURL + context.adminURL(EServicesScreen.dossier(dossier.id))
        try send(mail, to: recipient, dossier, url, [:], in: change)
    }

    private func send(
        _ mail: DossierMail, to recipient: MailAddress, _ dossier: Dossier, _ url: String, _ values: [String: String],
        in change: Change
    ) throws {
        guard !isSilent else { return }
        let common = [
            "code": dossier.code, "procedure": dossier.procedureName,
            "office": settings.office, "url": url,
        ]
        try change.send(
            context.mail(mail.rawValue, to: recipient, common.merging(values) { $1 }, record: dossier.reference))
    }
}
