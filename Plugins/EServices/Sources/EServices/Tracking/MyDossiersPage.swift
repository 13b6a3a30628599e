import Foundation
import GRDB
import PortalKit

/// The dossiers of a citizen who signed in, found by the identity number: no code and no telephone number is asked.
enum MyDossiersPage {
    private static let pageSize = 15

    static func show(_ request: Request) async throws -> Response {
        guard let sign = request.citizenSignIn(returningTo: request.module.url(EServicesPath.mine)) else {
            throw PortalError.notFound
        }
        let values = ["provider": sign.provider]
        guard let citizen = request.citizen else {
            return try page(
                MyDossiersModel(
                    intro: request.texts("mine.signed_out", values), signInUrl: sign.url,
                    signIn: request.texts("citizen.sign_in", values), request), request)
        }
        guard let identity = IdentityNumber(citizen.identity) else {
            return try page(
                MyDossiersModel(intro: request.texts("mine.unknown", values), signInUrl: nil, signIn: "", request),
                request)
        }
        let query = MyDossiersQuery(DossierSeal(request.module).identityMark(identity.digits), request.query)
        let number = try request.pageNumber()
        let (paging, dossiers) = try await request.module.storage.read { database in
            let paging = try Paging(number: number, size: pageSize, total: query.count(in: database))
            return (paging, try query.rows(limit: pageSize, offset: paging.offset, in: database))
        }
        return try page(MyDossiersModel(query, paging, dossiers, request), request)
    }

    private static func page(_ model: MyDossiersModel, _ request: Request) throws -> Response {
        try request.page(
            "my-dossiers", model,
            PageInfo(title: model.title, breadcrumbs: [request.catalogueStep], isIndexed: false))
    }
}

/// Which of a citizen's dossiers are shown, and in which order.
struct MyDossiersQuery: Sendable {
    enum Which: String, CaseIterable, Sendable {
        case all = ""
        case open = "dang-giai-quyet"
        case closed = "da-ket-thuc"

        fileprivate var condition: String {
            switch self {
            case .all: ""
            case .open: " AND closed_at IS NULL"
            case .closed: " AND closed_at IS NOT NULL"
            }
        }
    }

    enum Order: String, CaseIterable, Sendable {
        case newest = ""
        case due = "hen-tra"

        fileprivate var clause: String {
            switch self {
            case .newest: "received_at DESC, id DESC"
            case .due: "due_at IS NULL, due_at, id DESC"
            }
        }
    }

    let which: Which
    let order: Order
    private let mark: String

    init(_ mark: String, _ query: FormValues) {
        self.mark = mark
        which = Which(rawValue: query["loc"] ?? "") ?? .all
        order = Order(rawValue: query["xep"] ?? "") ?? .newest
    }

    static func pairs(_ which: Which, _ order: Order) -> [(String, String)] {
        [("loc", which.rawValue), ("xep", order.rawValue)].filter { !$0.1.isEmpty }
    }

    /// The second condition lets the index be used, which leaves erased dossiers out.
    private var condition: String { "identity_mark = ? AND identity_mark <> ''" + which.condition }

    func count(in database: Database) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM eservices_dossiers WHERE \(condition)", arguments: [mark]) ?? 0
    }

    func rows(limit: Int, offset: Int, in database: Database) throws -> [Dossier] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM eservices_dossiers WHERE \(condition) ORDER BY \(order.clause) LIMIT ? OFFSET ?",
            arguments: [mark, limit, offset]
        ).map(Dossier.init(row:))
    }
}

/// What the template `my-dossiers` shows.
struct MyDossiersModel: TemplateModel {
    struct Card: Sendable {
        let title: String
        let url: String
        let code: String
        let state: String
        let stateBadge: String
        let summary: String
    }

    let title: String
    let intro: String
    let signInUrl: String?
    let signIn: String
    let accountUrl: String?
    let isList: Bool
    let choices: [LinkModel]
    let orders: [LinkModel]
    let summary: String
    let hasCards: Bool
    let cards: [Card]
    let empty: String
    let pager: Pager

    static var example: MyDossiersModel {
        MyDossiersModel(
            title: "Hồ sơ của tôi", intro: "Hồ sơ nộp bằng số định danh của bạn", signInUrl: "/cong-dan/dang-nhap",
            signIn: "Đăng nhập bằng VNeID", accountUrl: "/cong-dan", isList: true, choices: [.example],
            orders: [.example], summary: "2 hồ sơ", hasCards: true,
            cards: [
                Card(
                    title: "Đăng ký khai sinh", url: "/dich-vu-cong/tra-cuu/ho-so?ve=1", code: "UBND-261124-0007",
                    state: "Đang giải quyết", stateBadge: "neutral", summary: "Nộp ngày 24/11/2026")
            ], empty: "Chưa có hồ sơ nào", pager: .example)
    }
}

extension MyDossiersModel {
    /// Without a list: nobody signed in, or whoever did has no identity number.
    init(intro: String, signInUrl: String?, signIn: String, _ request: Request) throws {
        self.init(
            title: request.texts("mine.title"), intro: intro, signInUrl: signInUrl, signIn: signIn,
            accountUrl: signInUrl == nil ? request.citizenAccountURL : nil, isList: false, choices: [], orders: [],
            summary: "", hasCards: false, cards: [], empty: "",
            pager: Pager(
                try Paging(number: 1, size: 1, total: 0), path: "", texts: request.texts))
    }

    init(_ query: MyDossiersQuery, _ paging: Paging, _ dossiers: [Dossier], _ request: Request) throws {
        let (texts, place) = (request.texts, request.module.url(EServicesPath.mine))
        let pairs = MyDossiersQuery.pairs
        self.init(
            title: texts("mine.title"), intro: texts("mine.intro"), signInUrl: nil, signIn: "",
            accountUrl: request.citizenAccountURL, isList: true,
            choices: MyDossiersQuery.Which.allCases.map {
                LinkModel(
                    title: texts("mine.which.\($0)"), url: place.adding(pairs($0, query.order)),
                    current: $0 == query.which)
            },
            orders: MyDossiersQuery.Order.allCases.map {
                LinkModel(
                    title: texts("mine.order.\($0)"), url: place.adding(pairs(query.which, $0)),
                    current: $0 == query.order)
            }, summary: texts("mine.count", ["count": String(paging.total)]), hasCards: !dossiers.isEmpty,
            cards: try dossiers.map { try Card($0, request) },
            empty: texts(query.which == .all ? "mine.none" : "mine.nothing_found"),
            pager: Pager(paging, path: place, query: pairs(query.which, query.order), texts: texts))
    }
}

extension MyDossiersModel.Card {
    fileprivate init(_ dossier: Dossier, _ request: Request) throws {
        let texts = request.texts
        var parts = [texts("mine.received", ["day": VietnamTime(dossier.receivedAt).dayText])]
        if dossier.acceptedAt != nil, dossier.state.isCounted, let due = dossier.dueAt {
            parts.append(texts("mine.due", ["day": VietnamTime(due).dayText]))
        }
        if !dossier.bodyName.isEmpty { parts.append(dossier.bodyName) }
        self.init(
            title: dossier.procedureName,
            url: request.module.url(EServicesPath.dossier(ticket: try request.dossierTicket(dossier.id))),
            code: dossier.code, state: texts("state.\(dossier.state.rawValue)"), stateBadge: dossier.badge.rawValue,
            summary: parts.joined(separator: ", "))
    }
}
