import Foundation
import PortalKit

/// What the module's screens have in common.
extension Request {
    /// Sends the browser on after something was done.
    func done(_ key: String, to path: String, _ values: [String: String] = [:]) -> Response {
        .redirect(to: module.adminURL(path), message: FlashMessage(.success, texts(key, values)))
    }

    /// Sends the browser back with why something was not done.
    func refused(_ refusal: Refusal, to path: String) -> Response {
        .redirect(to: module.adminURL(path), message: FlashMessage(.error, texts(refusal.key)))
    }

    /// Does something in one transaction, and leads on; a refusal leads back with its reason.
    func perform(
        _ key: String, to path: String, from origin: String, _ body: @escaping @Sendable (Change) throws -> Void
    ) async throws -> Response {
        do {
            try await module.storage.write(as: actor, body)
            return done(key, to: path)
        } catch let refusal as Refusal {
            return refused(refusal, to: origin)
        }
    }

    /// A step of the way to a screen.
    func crumb(_ key: String, _ path: String) -> PageInfo.Breadcrumb {
        PageInfo.Breadcrumb(texts(key), url: module.adminURL(path))
    }

    /// A column's heading that sorts the list.
    ///
    /// - Parameters:
    ///   - query: the filters that are kept.
    ///   - isFirst: whether the list is sorted by it from its start, upwards.
    func sortable(
        _ title: String, isNumber: Bool = false, order: String, current: String, isAscending: Bool, startsUp: Bool,
        path: String, query: [(String, String)]
    ) -> AdminList.Column {
        let isCurrent = order == current
        let ascends = isCurrent ? !isAscending : startsUp
        let pairs = query.filter { !$0.1.isEmpty } + [("xep", order), ("chieu", ascends ? "tang" : "giam")]
        return AdminList.Column(
            title, isNumber: isNumber,
            sort: AdminList.Sort(
                url: module.adminURL(path) + "?" + FormURLEncoded.encode(pairs),
                direction: isCurrent ? (isAscending ? .ascending : .descending) : nil))
    }

    /// The day that somebody typed into a filter, as it is stored.
    func day(_ name: String) -> String? { query[name].flatMap { VietnamTime(parsing: $0)?.isoDay } }
}

extension Response {
    /// A file to be saved under a name of ASCII letters.
    static func file(_ bytes: [UInt8], mediaType: String, name: String) -> Response {
        Response(
            headers: ["Content-Type": mediaType, "Content-Disposition": "attachment; filename=\"\(name)\""],
            body: .bytes(bytes))
    }
}

extension FormField {
    /// A field for an amount in đồng.
    ///
    /// - Parameter isSigned: whether less than nothing is taken.
    static func money(
        _ name: String, label: String, help: String? = nil, isRequired: Bool = true, isSigned: Bool = false,
        value: Int? = nil, _ texts: Texts
    ) -> FormField {
        FormField(
            name, label: texts("money_label", ["label": label]), help: help, isRequired: isRequired, maximumLength: 25,
            value: value.map { Money.text($0) } ?? "",
            check: { typed in
                guard let amount = Money.parse(typed) else { return texts("form.no_money") }
                return amount >= 0 || isSigned ? nil : texts("form.negative_money")
            })
    }

    /// A field for a day.
    static func day(_ name: String, label: String, help: String? = nil, value: String = "") -> FormField {
        FormField(
            name, .input(type: "date"), label: label, help: help, isRequired: true, maximumLength: 20, value: value)
    }
}

extension Form {
    /// The amount in a field; nothing where none was typed.
    func money(_ name: String) -> Int { Money.parse(self[name]) ?? 0 }

    /// The day in a field as it is stored.
    func day(_ name: String) -> String { time(name).map { VietnamTime($0).isoDay } ?? "" }
}

extension Sheet {
    /// The seal in groups that a person can compare.
    var sealText: String? {
        seal.map { seal in
            stride(from: 0, to: seal.count, by: 8).map { String(seal.dropFirst($0).prefix(8)) }.joined(separator: " ")
        }
    }
}

extension Contribution {
    /// Where it stands, in words, and how that looks.
    func stateText(_ texts: Texts) -> (String, AdminList.Cell.Badge) {
        switch state {
        case .open: (texts("state.open"), .warning)
        case .excluded: (texts("state.excluded"), .neutral)
        case .graded where sheet == nil: (texts("state.graded"), .neutral)
        case .graded where isPaid: (texts("state.paid"), .success)
        case .graded: (texts(isLocked ? "state.locked" : "state.on_sheet"), .success)
        }
    }

    /// The amount, once it has one.
    var amountText: String { state == .graded ? Money.text(amount) : "–" }
}
