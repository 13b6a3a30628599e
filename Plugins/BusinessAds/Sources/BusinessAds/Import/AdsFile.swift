import Foundation
import PortalKit

/// The content file `businesses.yml`:
///
/// ```yaml
/// prices:                                # fees, in đồng, by place and months
///   - decision: Quyết định số 12/QĐ-UBND ngày 20/12/2025
///     valid_from: 2026-01-01
///     fees:
///       home: {1: 600000, 3: 1500000}
/// businesses:
///   - id: gom-nau                        # names the entry in the file, for good
///     legal_name: Hợp tác xã Gốm nâu Gốm Thượng
///     tax_code: "0100109106"
///     field: lang-nghe
///     introduction: "…"                  # Markdown
///     products: ["Ấm chén: nung củi"]
///     logo: logos/gom-nau.png            # beside the file
///     logo_alt: …
///     declared: 2026-02-10
///     confirmation: {number: 15/XN-UBND, day: 2026-02-12, authority: …, scan: xac-nhan.pdf}
///     state: published                   # or draft, moderation, approved, refused
///     ads:                               # "starts" is a day, or days from the day of loading
///       - {place: home, months: 3, starts: -20, headline: …, target: page, state: paid}
/// ```
struct AdsFile: Sendable {
    struct PriceEntry: Sendable {
        let draft: PriceDesk.Draft
    }

    struct Ad: Sendable {
        enum State: String, CaseIterable {
            case ordered
            case paid
            case suspended
            case cancelled
        }

        let draft: OrderDesk.Draft
        let state: State
        let reason: String
    }

    struct Entry: Sendable {
        enum State: String, CaseIterable {
            case draft
            case moderation
            case approved
            case published
            case refused
        }

        let id: String
        var content: BusinessContent
        let logo: String?
        let logoAlt: String
        let scan: String?
        let state: State
        let reason: String
        let applicant: Business.Applicant
        let ads: [Ad]
        let complaints: [ComplaintEntry]
        let line: Int
    }

    struct ComplaintEntry: Sendable {
        let name: String
        let text: String
        let answer: String
    }

    let prices: [PriceEntry]
    let businesses: [Entry]

    static let name = "businesses.yml"
    /// The file as faults name it.
    static let displayName = "content/business-ads/\(name)"

    /// Reads the file.
    ///
    /// - Parameter today: from which days are counted.
    /// - Returns: nil when it is faulty.
    static func read(_ url: URL, today: VietnamTime, faults: inout [Fault]) -> AdsFile? {
        guard let root = ConfigNode.load(file: url.path, displayName: displayName, faults: &faults) else { return nil }
        return read(root, today: today, faults: &faults)
    }

    static func read(_ root: ConfigNode, today: VietnamTime, faults: inout [Fault]) -> AdsFile? {
        let before = faults.count
        guard root.requireMapping(faults: &faults) else { return nil }
        root.unknownKeys(allowing: ["prices", "businesses"], faults: &faults)
        let prices = root.items("prices", faults: &faults).compactMap { priceList($0, faults: &faults) }
        let entries = root.items("businesses", faults: &faults).compactMap {
            business($0, today: today, faults: &faults)
        }
        var seen: Set<String> = []
        for entry in entries where !seen.insert(entry.id).inserted {
            faults.append(
                Fault(
                    file: displayName, line: entry.line, message: "the id \"\(entry.id)\" is used twice",
                    mend: "give one of the businesses another"))
        }
        return faults.count == before ? AdsFile(prices: prices, businesses: entries) : nil
    }

    // MARK: - Fees

    private static func priceList(_ node: ConfigNode, faults: inout [Fault]) -> PriceEntry? {
        guard node.requireMapping(faults: &faults) else { return nil }
        node.unknownKeys(allowing: ["decision", "valid_from", "note", "fees"], faults: &faults)
        var draft = PriceDesk.Draft()
        draft.decision = node.text("decision", required: true, maximumLength: 200, faults: &faults) ?? ""
        draft.validFrom = day("valid_from", of: node, required: true, faults: &faults)
        draft.note = node.text("note", maximumLength: 1000, faults: &faults) ?? ""
        for (place, fees) in node.mapping("fees", faults: &faults)?.children ?? [] {
            guard let position = AdPosition(rawValue: place) else {
                faults.append(
                    fees.fault(
                        "is no place for ads",
                        mend: "write one of \(AdPosition.allCases.map(\.rawValue).joined(separator: ", "))"))
                continue
            }
            for (months, _) in fees.children {
                guard let number = Int(months), PriceList.periods.contains(number),
                    let fee = fees.integer(months, in: 0...Money.maximum, faults: &faults)
                else {
                    faults.append(fees.fault("has a period that is not offered", mend: "use 1, 3, 6 or 12 months"))
                    continue
                }
                draft.prices.append(Price(position: position, months: number, fee: fee))
            }
        }
        return PriceEntry(draft: draft)
    }

    // MARK: - Businesses

    private static let keys = [
        "id", "legal_name", "trade_name", "tax_code", "representative", "office", "field", "address", "phone", "email",
        "website", "introduction", "products", "logo", "logo_alt", "declared", "confirmation", "state", "reason",
        "applicant", "ads", "complaints",
    ]

    private static func business(_ node: ConfigNode, today: VietnamTime, faults: inout [Fault]) -> Entry? {
        guard node.requireMapping(faults: &faults) else { return nil }
        node.unknownKeys(allowing: keys, faults: &faults)
        guard let id = node.text("id", required: true, maximumLength: 80, faults: &faults) else { return nil }
        var content = content(node, faults: &faults)
        var scan: String?
        if let confirmation = node.mapping("confirmation", faults: &faults) {
            confirmation.unknownKeys(allowing: ["number", "day", "authority", "scan"], faults: &faults)
            content.confirmation = .init(
                number: confirmation.text("number", required: true, faults: &faults) ?? "",
                day: day("day", of: confirmation, required: true, faults: &faults),
                authority: confirmation.text("authority", required: true, faults: &faults) ?? "", scan: nil)
            scan = confirmation.text("scan", required: true, faults: &faults)
        }
        let person = node.mapping("applicant", faults: &faults)
        let applicant = Business.Applicant(
            name: person?.text("name", faults: &faults) ?? content.representative,
            mail: person?.text("email", faults: &faults) ?? "", phone: person?.text("phone", faults: &faults) ?? "")
        let state = node.choice("state", of: Entry.State.allCases.map(\.rawValue), faults: &faults)
        return Entry(
            id: id, content: content, logo: node.text("logo", faults: &faults),
            logoAlt: node.text("logo_alt", maximumLength: BusinessContent.Limit.alt, faults: &faults) ?? "", scan: scan,
            state: state.flatMap(Entry.State.init(rawValue:)) ?? .draft,
            reason: node.text("reason", maximumLength: AdOrder.Limit.note, faults: &faults) ?? "", applicant: applicant,
            ads: node.items("ads", faults: &faults).compactMap { ad($0, content, today: today, faults: &faults) },
            complaints: node.items("complaints", faults: &faults).compactMap { complaint($0, faults: &faults) },
            line: node.line)
    }

    private static func content(_ node: ConfigNode, faults: inout [Fault]) -> BusinessContent {
        let limit = BusinessContent.Limit.self
        var content = BusinessContent()
        func text(_ key: String, _ length: Int, required: Bool = false, _ faults: inout [Fault]) -> String {
            node.text(key, required: required, maximumLength: length, faults: &faults) ?? ""
        }
        content.legalName = text("legal_name", limit.name, required: true, &faults)
        content.tradeName = text("trade_name", limit.name, &faults)
        content.representative = text("representative", limit.contact, &faults)
        content.representativeOffice = text("office", limit.contact, &faults)
        content.field = text("field", 60, &faults)
        content.address = text("address", limit.address, &faults)
        content.phone = text("phone", 40, &faults)
        content.mail = text("email", limit.contact, &faults)
        content.introduction = text("introduction", limit.introduction, &faults)
        content.products = node.list("products", maximumLength: limit.product, faults: &faults).flatMap {
            BusinessContent.Product.read($0)
        }
        content.declaredOn = day("declared", of: node, required: false, faults: &faults)
        let taxCode = text("tax_code", 20, &faults)
        content.taxCode = TaxCode(taxCode)?.text ?? ""
        if !taxCode.isEmpty, content.taxCode.isEmpty {
            faults.append(
                (node.child("tax_code") ?? node).fault("has a wrong check digit or length", mend: "correct the number"))
        }
        let website = text("website", limit.website, &faults)
        content.website = Website.read(website) ?? ""
        if !website.isEmpty, content.website.isEmpty {
            faults.append((node.child("website") ?? node).fault("is no web address", mend: "write https://…"))
        }
        return content
    }

    private static func ad(
        _ node: ConfigNode, _ content: BusinessContent, today: VietnamTime, faults: inout [Fault]
    ) -> Ad? {
        guard node.requireMapping(faults: &faults) else { return nil }
        node.unknownKeys(
            allowing: ["place", "months", "starts", "headline", "target", "state", "reason"], faults: &faults)
        var draft = OrderDesk.Draft()
        let place = node.choice("place", of: AdPosition.allCases.map(\.rawValue), faults: &faults)
        draft.position = place.flatMap(AdPosition.init(rawValue:)) ?? .foot
        draft.months = node.integer("months", in: 1...60, faults: &faults) ?? 1
        let starts = node.text("starts", required: true, maximumLength: 20, faults: &faults) ?? ""
        if let days = Int(starts), abs(days) < 10_000 {
            draft.startsOn = today.adding(days: days).isoDay
        } else {
            draft.startsOn = day("starts", of: node, required: true, faults: &faults)
        }
        draft.headline =
            node.text("headline", required: true, maximumLength: AdOrder.Limit.headline, faults: &faults) ?? ""
        let target = node.choice("target", of: AdOrder.Target.allCases.map(\.rawValue), faults: &faults)
        draft.target = target.flatMap(AdOrder.Target.init(rawValue:)) ?? .page
        draft.invoice = AdOrder.Invoice(
            name: content.legalName, taxCode: content.taxCode, address: content.address, mail: "")
        let state = node.choice("state", of: Ad.State.allCases.map(\.rawValue), faults: &faults)
        return Ad(
            draft: draft, state: state.flatMap(Ad.State.init(rawValue:)) ?? .paid,
            reason: node.text("reason", maximumLength: AdOrder.Limit.note, faults: &faults) ?? "")
    }

    private static func complaint(_ node: ConfigNode, faults: inout [Fault]) -> ComplaintEntry? {
        guard node.requireMapping(faults: &faults) else { return nil }
        node.unknownKeys(allowing: ["name", "text", "answer"], faults: &faults)
        return ComplaintEntry(
            name: node.text("name", required: true, faults: &faults) ?? "",
            text: node.text("text", required: true, maximumLength: Complaint.Limit.text, faults: &faults) ?? "",
            answer: node.text("answer", maximumLength: Complaint.Limit.text, faults: &faults) ?? "")
    }

    private static func day(
        _ key: String, of node: ConfigNode, required: Bool, faults: inout [Fault]
    ) -> String {
        guard let text = node.text(key, required: required, maximumLength: 20, faults: &faults) else { return "" }
        if let day = VietnamTime(parsing: text) { return day.isoDay }
        faults.append((node.child(key) ?? node).fault("is no day", mend: "write it like 2026-11-24"))
        return ""
    }
}
