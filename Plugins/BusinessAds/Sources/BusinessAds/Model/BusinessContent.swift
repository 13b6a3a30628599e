import Foundation
import PortalKit

/// What a business's page and dossier hold; each revision keeps all of it.
struct BusinessContent: Codable, Sendable, Equatable {
    /// Greatest lengths, in characters.
    enum Limit {
        static let name = 200
        static let address = 300
        static let contact = 120
        static let website = 200
        static let introduction = 20_000
        static let products = 24
        static let product = 300
        static let alt = 200
    }

    /// As registered: "Công ty TNHH Gốm Gốm Thượng".
    var legalName = ""
    /// The name that people know; empty when it is the same.
    var tradeName = ""
    /// As ``TaxCode`` writes it; empty while it is not known.
    var taxCode = ""
    var representative = ""
    var representativeOffice = ""
    /// The slug of one of the site's fields.
    var field = ""
    var address = ""
    var phone = ""
    var mail = ""
    var website = ""
    /// As `RichText` keeps it.
    var introduction = ""
    var products: [Product] = []
    var logo: Logo?
    /// The day on which the business stated that it answers for what it says; empty before.
    var declaredOn = ""
    var confirmation: Confirmation?

    /// Something that the business makes or offers.
    struct Product: Codable, Sendable, Equatable {
        let name: String
        let note: String
    }

    /// The competent authority's written confirmation (Art. 13).
    struct Confirmation: Codable, Sendable, Equatable {
        var number: String
        var day: String
        var authority: String
        var scan: KeptUpload?
    }

    /// The name on lists.
    var name: String { tradeName.isEmpty ? legalName : tradeName }

    /// The files that the public may have.
    var publicFiles: [ContentHash] { logo?.variants.map(\.hash) ?? [] }

    /// What is looked through when somebody searches for the business.
    var searchText: String {
        ([legalName, tradeName, address, TaxCode(taxCode)?.publicText ?? ""] + products.map(\.name))
            .joined(separator: "\n").folded
    }
}

extension BusinessContent.Product {
    /// One product a line, what it is after a colon.
    static func read(_ text: String) -> [BusinessContent.Product] {
        text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1).map { String($0).normalizedInput() }
            guard let name = parts.first, !name.isEmpty else { return nil }
            return .init(name: name, note: parts.count > 1 ? parts[1] : "")
        }
    }

    var line: String { note.isEmpty ? name : "\(name): \(note)" }
}

/// The address of a business's own pages.
enum Website {
    /// The whole address, `https://` added where it lacks; nil when it leads to no server with a name.
    static func read(_ typed: String) -> String? {
        let text = typed.normalizedInput()
        let whole = text.contains("://") ? text : "https://" + text
        guard whole.count <= BusinessContent.Limit.website, let parts = URLComponents(string: whole),
            ["http", "https"].contains(parts.scheme?.lowercased()), parts.user == nil, parts.password == nil,
            let host = parts.host, host.contains("."), !host.hasPrefix("."), !host.hasSuffix("."),
            host.contains(where: \.isLetter)
        else { return nil }
        return parts.string
    }

    /// Without the beginning that nobody reads.
    static func shown(_ address: String) -> String {
        let text = address.replacing("https://", with: "").replacing("http://", with: "")
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
