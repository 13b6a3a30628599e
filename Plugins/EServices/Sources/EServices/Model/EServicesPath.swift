import PortalKit

/// The public addresses of the module, below its mount path. Codes and tickets stand in the query, which no log keeps.
enum EServicesPath {
    static let front = "/"
    static let track = "/tra-cuu"
    static let dossier = "/tra-cuu/ho-so"
    static let slip = "/tra-cuu/phieu"
    static let slipFile = "/tra-cuu/phieu/tai-ve"
    static let file = "/tra-cuu/tep"
    static let supplement = "/tra-cuu/bo-sung"
    static let withdraw = "/tra-cuu/rut"
    static let mine = "/ho-so-cua-toi"
    static let resume = "/lam-tiep"
    static let figures = "/so-lieu"

    static func procedure(_ slug: String) -> String { "/\(slug)" }

    static func apply(_ slug: String) -> String { "/\(slug)/nop" }

    static func saved(_ slug: String, code: String) -> String { "/\(slug)/da-luu?ma=\(code)" }

    /// One page of a form that is being filled in.
    static func apply(_ slug: String, code: String, page: String) -> String { "/\(slug)/nop?ma=\(code)&trang=\(page)" }

    static func dossier(ticket: String) -> String { "\(dossier)?ve=\(ticket)" }

    static func slip(ticket: String) -> String { "\(slip)?ve=\(ticket)" }

    static func slipFile(ticket: String) -> String { "\(slipFile)?ve=\(ticket)" }

    static func file(_ id: Int64, ticket: String) -> String { "\(file)?so=\(id)&ve=\(ticket)" }
}

/// The module's screens, below its place in the administration.
enum EServicesScreen {
    static let dossiers = "/"
    static let counter = "/tiep-nhan"
    static let register = "/so-theo-doi"
    static let registerFile = "/so-theo-doi/tai-ve"
    static let handovers = "/ban-giao"
    static let figures = "/so-lieu"
    static let figuresCSV = "/so-lieu/tai-ve"
    static let procedures = "/thu-tuc"
    static let newProcedure = "/thu-tuc/moi"
    static let importing = "/thu-tuc/nhap"
    static let exporting = "/thu-tuc/xuat"

    static func dossier(_ id: Int64) -> String { "/ho-so/\(id)" }

    static func action(_ id: Int64, _ action: String) -> String { "/ho-so/\(id)/\(action)" }

    static func slip(_ id: Int64) -> String { "/ho-so/\(id)/phieu" }

    static func slipFile(_ id: Int64) -> String { "/ho-so/\(id)/phieu/tai-ve" }

    static func file(_ id: Int64, _ file: Int64) -> String { "/ho-so/\(id)/tep/\(file)" }

    static func handover(_ id: Int64) -> String { "\(handovers)/\(id)" }

    static func counter(_ procedure: Int64) -> String { "\(counter)/\(procedure)" }

    static func procedure(_ id: Int64) -> String { "\(procedures)/\(id)" }

    static func form(_ id: Int64) -> String { "\(procedures)/\(id)/bieu-mau" }
}
