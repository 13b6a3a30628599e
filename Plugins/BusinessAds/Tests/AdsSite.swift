import Foundation
import GRDB
import Testing

@testable import BusinessAds
@testable import PortalKit

/// A portal on which businesses introduce themselves. Its clock begins on Tuesday, 24 November 2026, at 8:00.
struct AdsSite {
    static let form = "/doanh-nghiep/dang-ky"
    static let admin = "/quan-tri/business-ads"
    static let browser: Headers = ["User-Agent": "Mozilla/5.0 (Linux; Android 9) Firefox/128.0"]

    /// What a business types.
    static let typed = [
        "legal_name": "Hợp tác xã Gốm nâu Gốm Thượng", "trade_name": "Gốm nâu Gốm Thượng", "tax_code": "0100109106",
        "representative": "Vũ Văn Đoan", "representative_office": "Giám đốc", "field": "lang-nghe",
        "address": "Thôn Gốm Thượng", "phone": "0204 000 201", "mail": "htx@gomnau.example",
        "web_address": "gomnau.example", "introduction": "Gốm nâu **nung củi**.",
        "products": "Ấm chén: bộ 6 chén\nChum vại", "logo_alt": "Chữ Gốm Nâu", "applicant_name": "Vũ Thị Nghĩa",
        "applicant_mail": "nghia@gomnau.example", "applicant_phone": "0912 000 111", "declared": "1", "consent": "1",
    ]

    let portal: ModuleTestSite

    init(_ settings: [String: SettingValue] = [:], configuration: String = "") async throws {
        portal = try await ModuleTestSite(BusinessAdsModule.self, settings: settings, configuration: configuration)
        // Jobs are due from the first time on that they are known.
        try await portal.runBackgroundWork()
    }

    var clock: TestMoment { portal.clock }
    var now: Date { portal.clock.now }

    func visitor() -> TestClient { portal.visitor() }

    func context() throws -> ModuleContext { try portal.context(of: AdsNames.module) }

    func officer(_ permissions: [String] = AdsPermission.all) async throws -> TestClient {
        try await portal.official(permissions: Set(permissions))
    }

    // MARK: - From outside

    /// Opens the form, waits, and sends it.
    @discardableResult
    func apply(_ changes: [String: String] = [:], by visitor: TestClient, logo: [UInt8]? = nil) async throws -> TestPage
    {
        let page = try await visitor.get(Self.form)
        portal.clock.advance(by: .seconds(30))
        let typed = Self.typed.merging(changes) { $1 }.merging(page.intakeAnswer) { own, _ in own }
        guard let logo else { return try await visitor.post(Self.form, typed) }
        return try await visitor.post(Self.form, typed, field: "logo", fileName: "logo.png", content: logo)
    }

    // MARK: - From inside

    func write<Value: Sendable>(_ body: @escaping @Sendable (Change) throws -> Value) async throws -> Value {
        try await context().storage.write(as: .command("test"), body)
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await context().storage.read(body)
    }

    static func content(_ change: (inout BusinessContent) -> Void = { _ in }) -> BusinessContent {
        var content = BusinessContent()
        (content.legalName, content.tradeName) = ("Hợp tác xã Gốm nâu Gốm Thượng", "Gốm nâu Gốm Thượng")
        (content.taxCode, content.representative, content.field) = ("0100109106", "Vũ Văn Đoan", "lang-nghe")
        (content.address, content.phone, content.website) =
            ("Thôn Gốm Thượng", "0204 000 201", "https://gomnau.example")
        (content.introduction, content.declaredOn) = ("Gốm nâu nung củi.", "2026-11-01")
        content.confirmation = BusinessContent.Confirmation(
            number: "15/XN-UBND", day: "2026-11-10", authority: "UBND xã Thử", scan: scan)
        change(&content)
        return content
    }

    private static let scan = KeptUpload(
        hash: ContentHash(of: Array("quét".utf8)), name: "xac-nhan.pdf", mediaType: .pdf, bytes: 5)

    /// A business in its first step, or further.
    @discardableResult
    func add(
        to step: String? = nil, mail: String = "nghia@gomnau.example",
        _ change: @escaping @Sendable (inout BusinessContent) -> Void = { _ in }
    ) async throws -> Business {
        let context = try context()
        let stored = try context.files.store.store(Array("quét".utf8))
        return try await write { transaction in
            try transaction.register(stored, name: "xac-nhan.pdf", mediaType: .pdf)
            var draft = BusinessDraft()
            (draft.content, draft.channel) = (Self.content(change), .office)
            draft.applicant = Business.Applicant(name: "Vũ Thị Nghĩa", mail: mail, phone: "")
            let desk = BusinessDesk(context)
            let business = try desk.receive(draft, in: transaction)
            return try step.map { try desk.advance(business.id, to: $0, in: transaction) } ?? business
        }
    }

    /// A business that the public sees.
    @discardableResult
    func publish(
        _ name: String = "Gốm nâu Gốm Thượng", _ change: @escaping @Sendable (inout BusinessContent) -> Void = { _ in }
    ) async throws -> Business {
        try await add(to: "published") { content in
            content.tradeName = name
            change(&content)
        }
    }

    /// Fees in force since the beginning of the year.
    func setPrices(_ fee: Int = 500_000, from day: String = "2026-01-01") async throws {
        try await write { change in
            let prices = AdPosition.allCases.flatMap { place in
                PriceList.periods.map { Price(position: place, months: $0, fee: fee * $0) }
            }
            try PriceDesk.create(
                .init(decision: "Quyết định \(day)", validFrom: day, note: "", prices: prices), in: change)
        }
    }

    /// An order; with `paid` it is paid whole.
    @discardableResult
    func order(
        _ business: Business, _ position: AdPosition = .home, months: Int = 1, from day: String = "2026-11-24",
        paid: Bool = true, target: AdOrder.Target = .page, headline: String = "Ấm chén nung củi"
    ) async throws -> AdOrder {
        let desk = OrderDesk(try context())
        return try await write { change in
            var draft = OrderDesk.Draft()
            (draft.position, draft.months, draft.startsOn, draft.target) = (position, months, day, target)
            draft.headline = headline
            let order = try desk.order(draft, for: business, in: change)
            if paid, order.fee > 0 {
                try desk.pay(order.id, Self.payment(order.fee), in: change)
            }
            return try OrderRows.require(order.id, in: change.database)
        }
    }

    static func payment(_ amount: Int, on day: String = "2026-11-24") -> Payment {
        Payment(id: 0, amount: amount, paidOn: day, method: .transfer, receipt: "BL01", note: "", recordedBy: "")
    }

    func order(_ id: Int64) async throws -> AdOrder { try await read { try OrderRows.require(id, in: $0) } }

    func subjects() async throws -> [String] {
        try await read { try String.fetchAll($0, sql: "SELECT subject FROM core_mail ORDER BY id") }
    }

    func tally(_ what: String, _ id: Int64) async throws -> Int {
        _ = try await portal.site.writeTraffic()
        return try await read { try Tally.sums(of: AdsNames.module, what, records: [id], in: $0)[id] ?? 0 }
    }

    /// Moves the clock to a moment of a day in Viet Nam.
    func go(to day: String, _ clock: String = "00:00") throws {
        let moment = try #require(VietnamTime(parsing: "\(day) \(clock)")).date
        portal.clock.advance(by: .seconds(Int(moment.timeIntervalSince(now))))
    }
}

/// Pictures of one colour.
enum TestLogo {
    /// 160 × 120 pixels.
    static let fit = bytes(
        """
        iVBORw0KGgoAAAANSUhEUgAAAKAAAAB4CAIAAAD6wG44AAAAzklEQVR42u3RAQ0AAAjDsCtBCLJRiI+nyRSsuR0VFwsAC7AAC7AAC7AAAxZg\
        ARZgARZgAQYswAIswAIswAIswIAFWIAFWIAFWIABC7AAC7AAC7AAAxZgARZgARZgARZgwAIswAIswAIswIAFWIAFWIAFWIABuwBYgAVYgAVYgAUY\
        sAALsAALsAALMGABFmABFmABFmABBizAAizAAizAAgxYgAVYgAVYgAUYsAALsAALsAALsAADFmABFmABFmABBizAAizAAizAAgzYheYe6n/yhF1Z\
        OYkAAAAASUVORK5CYII=
        """)
    /// 60 × 60 pixels.
    static let small = bytes(
        """
        iVBORw0KGgoAAAANSUhEUgAAADwAAAA8CAIAAAC1nk4lAAAASUlEQVR42u3OAQkAAAgDsCcxiLFNaAtBGCzAMl3vRFpaWlpaWlpaWlpaWlpaWlpa\
        WlpaWlpaWlpaWlpaWlpaWlpaWlpaWlr6wgKf5J1zWeXHnwAAAABJRU5ErkJggg==
        """)

    private static func bytes(_ text: String) -> [UInt8] { Data(base64Encoded: text).map { Array($0) } ?? [] }
}

/// SplitMix64: the same numbers for the same seed on every machine.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
