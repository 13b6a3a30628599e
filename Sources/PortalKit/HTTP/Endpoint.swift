/// A handler with all that the core must do before and after it; held by reference, since there are a thousand in two lists.
final class Endpoint: Sendable {
    enum Kind: Sendable, Equatable {
        /// A page for everybody; may be kept in the page cache.
        case page
        /// An answer for programs: errors are problem documents, posts need no form token but a logged-in session is ignored.
        case api
        /// A screen of the administration.
        case admin
        /// A page of the core for people not logged in yet: login, first run, choice of language.
        case access
    }

    let kind: Kind
    let method: Method
    /// The whole path with `:name` parts.
    let path: String
    /// Nil for the core's own.
    let module: ActiveModule?
    /// One of these lets into an administration screen, be it only in one scope; none: any account.
    let permissions: [String]
    let limits: FormLimits
    let handler: Handler

    init(
        _ kind: Kind, _ method: Method, _ path: String, module: ActiveModule? = nil, permissions: [String] = [],
        limits: FormLimits = .form, handler: @escaping Handler
    ) {
        self.kind = kind
        self.method = method
        self.path = path
        self.module = module
        self.permissions = permissions
        self.limits = limits
        self.handler = handler
    }
}

/// Paths of the administration.
enum AdminPath {
    static let root = "/quan-tri"
    static let login = "/quan-tri/dang-nhap"
    static let logout = "/quan-tri/dang-xuat"
    static let setup = "/quan-tri/khoi-tao"
    static let accounts = "/quan-tri/nguoi-dung"
    static let roles = "/quan-tri/vai-tro"
    static let modules = "/quan-tri/phan-he"
    static let status = "/quan-tri/tinh-trang"
    static let mail = "/quan-tri/thu-gui-di"
    static let audit = "/quan-tri/nhat-ky"
    static let report = "/quan-tri/bao-cao"
    static let files = "/quan-tri/tep"
    static let secrecy = "/quan-tri/dau-mat"
    static let incidents = "/quan-tri/su-co"
    static let traffic = "/quan-tri/luot-xem"
    static let backups = "/quan-tri/sao-luu"
}
