public import Foundation

/// One request as a module sees it.
public struct Request: Sendable {
    /// GET or POST; HEAD is answered by the core from the GET.
    public let method: Method
    /// The path as it was asked for, percent-decoded, without the query.
    public let path: String
    /// The values after the question mark.
    public let query: FormValues
    /// What the `:name` parts of the route's path matched, percent-decoded.
    public let parameters: [String: String]
    /// All header fields.
    public let headers: Headers
    /// The submitted form, with the CSRF token already checked; empty for a GET.
    public let form: FormValues
    /// Files sent with the form.
    public let uploads: [UploadedFile]
    /// The fields whose files were not taken, because the site has no more room; ``Form/accept(_:)`` says so.
    public let refusedUploads: Set<String>
    /// Who asks.
    public let actor: Actor
    /// The moment of the request, by the site's clock.
    public let now: Date
    /// The module's own view of the site: storage, settings, files, services.
    public let module: ModuleContext
    /// The module's texts in the language of the person who asks.
    public let texts: Texts

    /// Whoever signed in with the site's identity service, on public pages; nil for everybody else.
    public internal(set) var citizen: Citizen?

    let client: Client
    let session: Session?
    /// Whether whoever asks is logged in with a second factor in force.
    let hasSecondFactor: Bool
    let site: Site
    let assembly: Assembly
    let trace: PageTrace
    /// How many records wait for whoever asks, for the administration's menu.
    var waitingWork = 0
    /// When the citizen's session ends.
    var citizenSessionEnd: Date?
    /// What modules add below the content of public pages.
    var belowHTML = SafeHTML.empty

    /// Says what the answer is made from, so that it is made anew exactly when one of these changes.
    public func depends(on dependencies: Dependency...) {
        trace.add(dependencies)
    }

    /// Says that the answer may change at this moment even when nothing is written, as at a scheduled end.
    public func expires(at moment: Date) {
        trace.expire(at: moment)
    }

    /// The integer value of a path parameter.
    ///
    /// - Throws: ``PortalError/notFound`` when it is none: such an address has no page.
    public func id(_ name: String = "id") throws -> Int64 {
        guard let id = parameters[name].flatMap({ Int64($0) }), id > 0 else { throw PortalError.notFound }
        return id
    }

    /// The page asked for by `?trang=`, starting at 1.
    ///
    /// - Throws: ``PortalError/notFound`` when it is no page number.
    public func pageNumber() throws -> Int { try number("trang", in: 1...1_000_000, default: 1) }

    /// A whole number in the address's query.
    ///
    /// - Throws: ``PortalError/notFound`` when it is no number, or none in the range: people follow links, there is no such
    ///   page. Programs write numbers themselves and are told (400).
    public func number(_ name: String, in range: ClosedRange<Int>, default usual: Int) throws -> Int {
        guard let text = query[name] else { return usual }
        guard let number = Int(text), range.contains(number) else {
            throw path.hasPrefix("/api/") ? PortalError.badRequest(reason: "error.number") : PortalError.notFound
        }
        return number
    }

    /// The core's texts in the language of the person who asks.
    var coreTexts: Texts { assembly.texts.texts(module: "core", language: client.language) }

    static let formPurpose = "form"

    /// The value that a form must send back in its field `csrf`; the answer then is for this person alone.
    public func formToken() -> String {
        trace.markPersonal()
        return site.formTokens.make(for: client.formHolder(session: session), purpose: Self.formPurpose, now: now)
    }

    /// Ends the handler unless whoever asks holds the permission.
    public func require(_ permission: String, scope: String? = nil) throws {
        guard actor.permissions.allows(permission, scope: scope) else { throw PortalError.forbidden }
    }
}

/// What the core knows of the other end.
struct Client: Sendable {
    let address: String
    let userAgent: String
    let language: String
    /// What the session cookie holds; whether the session still lives only the database knows.
    let sessionToken: SessionToken?
    /// The value of the form cookie, made for this answer when the client had none.
    let formCookie: FormCookie
    let flash: [FlashMessage]
}

/// The cookie that a CSRF token of somebody not logged in belongs to.
struct FormCookie: Sendable {
    let value: String
    let isNew: Bool
}
