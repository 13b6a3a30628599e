import PortalKit

/// The names under which the core knows the module's records, lists, workflow and events.
enum LegalNames {
    static let module = "legal-documents"
    static let documentType = "legal-documents.document"
    static let versionType = "legal-documents.version"
    static let searchKind = "document"
    static let publishedEvent = "legal-documents.document-published"

    static func document(_ id: Int64) -> RecordReference { RecordReference(type: documentType, id: id) }

    static func version(_ id: Int64) -> RecordReference { RecordReference(type: versionType, id: id) }
}

/// What a role can be granted.
enum LegalPermission {
    static let write = "legal-documents.write"
    static let moderate = "legal-documents.moderate"
    static let publish = "legal-documents.publish"
    static let all = [write, moderate, publish]
}

extension Dependency {
    /// All public documents.
    static let legalDocuments = Dependency.list(LegalNames.module)

    /// The numbers that texts all over the portal lead from.
    static let legalNumbers = Dependency.list("legal-documents.numbers")

    static func legalDocument(_ id: Int64) -> Dependency { .record(LegalNames.document(id)) }
}

/// The public addresses of the module, below its mount path.
enum LegalPath {
    static let front = "/"
    static let feed = "/feed.xml"

    static func document(_ slug: String) -> String { "/\(slug)" }

    static func akomaNtoso(_ slug: String) -> String { "/\(slug)/akn.xml" }

    static func comparison(_ slug: String) -> String { "/\(slug)/so-sanh" }

    static func plainText(_ slug: String) -> String { "/\(slug)/toan-van.txt" }
}

/// The screens of the module, below its place in the administration.
enum LegalScreen {
    static let list = "/"
    static let new = "/moi"

    static let importing = "/nhap"
    static let bulk = "/nhap-bang"
    static let bulkSample = "/nhap-bang/mau.csv"

    static func edit(_ id: Int64) -> String { "/\(id)" }

    /// The structure of a document's text, or of one of its consolidated texts.
    static func structure(_ id: Int64, version: Int64? = nil) -> String {
        version.map { "/\(id)/hop-nhat/\($0)/cau-truc" } ?? "/\(id)/cau-truc"
    }

    static func relations(_ id: Int64) -> String { "/\(id)/quan-he" }

    static func versions(_ id: Int64) -> String { "/\(id)/hop-nhat" }

    static func version(_ id: Int64, _ version: Int64) -> String { "/\(id)/hop-nhat/\(version)" }

    static func deletion(_ id: Int64) -> String { "/\(id)/xoa" }

    static func revision(_ id: Int64, _ number: Int) -> String { "/\(id)/phien-ban/\(number)" }

    static func preview(_ id: Int64) -> String { "/\(id)/xem" }
}
