import Foundation
import GRDB
import PortalKit

/// Brings `content/business-ads/businesses.yml` in; a file with faults is not taken at all. Running it again changes only
/// what has changed in the file since; what an officer has changed in the portal stays. Ads and complaints of an entry are
/// brought in once, with the entry.
struct AdsLoader {
    private let folder: URL
    private let context: ModuleContext
    private var report = ContentReport()

    private static let actor = Actor.contentLoad

    static func load(_ folder: URL, _ context: ModuleContext) async throws -> ContentReport {
        let url = folder.appending(path: AdsFile.name)
        guard FileManager.default.fileExists(atPath: url.path) else { return ContentReport() }
        var faults: [Fault] = []
        guard let file = AdsFile.read(url, today: VietnamTime(context.now()), faults: &faults) else {
            var report = ContentReport()
            report.faults = faults
            return report
        }
        var loader = AdsLoader(folder: folder, context: context)
        for entry in file.prices { try await loader.take(entry) }
        for entry in file.businesses { try await loader.take(entry) }
        return loader.report
    }

    private init(folder: URL, context: ModuleContext) {
        self.folder = folder
        self.context = context
    }

    private enum Outcome: Sendable {
        case added
        case changed
        case unchanged
        case refused(String)
    }

    private mutating func note(_ outcome: Outcome, of entry: String) {
        switch outcome {
        case .added: report.added += 1
        case .changed: report.changed += 1
        case .unchanged: report.unchanged += 1
        case .refused(let message):
            report.faults.append(
                Fault(file: AdsFile.displayName, message: "\(entry) \(message)", mend: "complete it, or take it out"))
        }
    }

    // MARK: - Fees

    /// A list is known by the day from which it holds; the portal's own lists stay as they are.
    private mutating func take(_ entry: AdsFile.PriceEntry) async throws {
        let draft = entry.draft
        let outcome = try await context.storage.write(as: Self.actor) { change -> Outcome in
            do {
                try PriceDesk.create(draft, in: change)
                return .added
            } catch is DayTaken {
                return .unchanged
            }
        }
        note(outcome, of: "prices from \(draft.validFrom)")
    }

    // MARK: - Businesses

    private mutating func take(_ entry: AdsFile.Entry) async throws {
        let (logo, scan) = (file(entry.logo), file(entry.scan))
        if entry.logo != nil, logo == nil { return note(.refused("has a logo that is not there"), of: entry.id) }
        if entry.scan != nil, scan == nil { return note(.refused("has a scan that is not there"), of: entry.id) }
        let checksum = ContentHash(
            of: Array(try JSONList.text(entry.content).utf8) + Array(entry.logoAlt.utf8) + (logo?.bytes ?? [])
                + (scan?.bytes ?? [])
        ).rawValue
        let key = "business/\(entry.id)"
        let known = try await context.storage.read { database in
            try Row.fetchOne(
                database, sql: "SELECT checksum, record_id, revision FROM ads_content_entries WHERE entry = ?",
                arguments: [key]
            ).map {
                (checksum: $0["checksum"] as String, record: $0["record_id"] as Int64, revision: $0["revision"] as Int)
            }
        }
        if known?.checksum == checksum { return note(.unchanged, of: entry.id) }
        guard let parts = try parts(of: entry, logo, scan) else { return }
        let (context, content) = (context, parts.content)
        do {
            let outcome = try await context.storage.write(as: Self.actor) { change -> Outcome in
                try parts.register(in: change)
                let desk = BusinessDesk(context)
                let business: Business
                if let known {
                    business = try desk.save(known.record, content, from: known.revision, in: change)
                } else {
                    business = try Self.make(entry, content, desk, context, in: change)
                }
                try change.database.execute(
                    sql: """
                        INSERT INTO ads_content_entries (entry, checksum, record_id, revision) VALUES (?, ?, ?, ?)
                        ON CONFLICT (entry) DO UPDATE SET checksum = excluded.checksum, revision = excluded.revision
                        """, arguments: [key, checksum, business.id, business.revision])
                return known == nil ? .added : .changed
            }
            note(outcome, of: entry.id)
        } catch is EditConflict {
            note(.refused("was changed in the file, but also in the portal, where it stays"), of: entry.id)
        } catch WorkflowError.gatesFailed(let failures) {
            let reasons = failures.map { $0.text(context.texts) }.joined(separator: " ")
            note(.refused("cannot be published: \(reasons)"), of: entry.id)
        } catch is HTMLSanitizerError {
            note(.refused("has an introduction that is too long or nested too deep"), of: entry.id)
        } catch is StateChanged {
            note(.refused("has an ad for which no fee is set"), of: entry.id)
        }
    }

    /// Makes the business with its steps, ads and complaints.
    private static func make(
        _ entry: AdsFile.Entry, _ content: BusinessContent, _ desk: BusinessDesk, _ context: ModuleContext,
        in change: Change
    ) throws -> Business {
        var draft = BusinessDraft()
        (draft.content, draft.channel, draft.applicant) = (content, .office, entry.applicant)
        let id = try desk.receive(draft, in: change).id
        switch entry.state {
        case .draft: break
        case .refused: try desk.refuse(id, reason: entry.reason, in: change)
        case .moderation, .approved, .published: try desk.advance(id, to: entry.state.rawValue, in: change)
        }
        let business = try BusinessRows.require(id, in: change.database)
        let orders = OrderDesk(context)
        for ad in entry.ads { try orders.take(ad, for: business, in: change) }
        let complaints = ComplaintDesk(context)
        for complaint in entry.complaints {
            var draft = ComplaintDraft(business: id, channel: .office)
            (draft.sender.name, draft.text) = (complaint.name, complaint.text)
            let made = try complaints.receive(draft, in: change)
            if !complaint.answer.isEmpty {
                try complaints.answer(made.id, upheld: true, complaint.answer, suspendsAds: false, in: change)
            }
        }
        return try BusinessRows.require(id, in: change.database)
    }

    // MARK: - Files

    private struct File: Sendable {
        let name: String
        let bytes: [UInt8]
    }

    /// What an entry becomes, with its files on the disk.
    private struct Parts: Sendable {
        var content: BusinessContent
        var logo: Logo.Stored?
        var scan: (file: StoredFile, upload: KeptUpload)?

        func register(in change: Change) throws {
            try logo?.register(in: change)
            if let scan {
                try change.register(scan.file, name: scan.upload.name, mediaType: scan.upload.mediaType)
            }
        }
    }

    private func file(_ path: String?) -> File? {
        guard let path, !path.split(separator: "/").contains("..") else { return nil }
        let url = folder.appending(path: path)
        return (try? Data(contentsOf: url)).map { File(name: url.lastPathComponent, bytes: Array($0)) }
    }

    private mutating func parts(of entry: AdsFile.Entry, _ logo: File?, _ scan: File?) throws -> Parts? {
        var parts = Parts(content: entry.content)
        if let logo {
            do {
                try Logo.check(logo.bytes, limit: AdsSettings(context.settings).logoBytes)
                parts.logo = try Logo.store(logo.bytes, name: logo.name, alt: entry.logoAlt, in: context.files)
                parts.content.logo = parts.logo?.logo
            } catch {
                note(.refused("has a logo that is too large, too small or no picture"), of: entry.id)
                return nil
            }
        }
        if let scan {
            let stored = try context.files.store.store(scan.bytes)
            let type = MediaType(content: scan.bytes)
            let upload = KeptUpload(hash: stored.hash, name: scan.name, mediaType: type, bytes: stored.size)
            parts.scan = (stored, upload)
            parts.content.confirmation?.scan = upload
        }
        return parts
    }
}

extension OrderDesk {
    /// Takes an ad of a content file, which may have begun before today.
    fileprivate func take(_ ad: AdsFile.Ad, for business: Business, in change: Change) throws {
        let order = try order(ad.draft, for: business, in: change)
        if ad.state != .ordered, order.fee > 0 {
            let day = min(VietnamTime(order.startsAt).adding(days: -3), VietnamTime(change.now)).isoDay
            try pay(
                order.id,
                Payment(
                    id: 0, amount: order.fee, paidOn: day, method: .transfer, receipt: "BL-\(order.id)", note: "",
                    recordedBy: change.personName), in: change)
        }
        try setPeriod(order.id, order.startsAt..<order.endsAt, in: change)
        switch ad.state {
        case .ordered, .paid: break
        case .suspended: try suspend(order.id, reason: ad.reason, in: change)
        case .cancelled: try cancel(order.id, reason: ad.reason, in: change)
        }
    }
}
