/// What a handler throws when there is no ordinary answer; the core makes the page or the JSON problem document.
public enum PortalError: Error, Sendable, Equatable {
    /// There is nothing at this address, or nothing that this person may know of (404).
    case notFound
    /// What stood here was taken away for good (410).
    case gone
    /// Whoever asks may not do this (403).
    case forbidden
    /// Nobody is logged in (401; a person is sent to the login page).
    case loginRequired
    /// What was sent cannot be understood (400); `reason` is a text key of the core.
    case badRequest(reason: String)
    /// Somebody else changed it meanwhile, or its state does not allow it (409); `reason` is a text key of the core.
    case conflict(reason: String)
    /// More was sent than is taken (413).
    case tooLarge(limitBytes: Int)
    /// The method is not answered here (405).
    case methodNotAllowed
    /// Too many tries (429).
    case tooManyRequests(retryAfterSeconds: Int)
    /// The program failed (500); the reference stands in the log.
    case failure(reference: String)
    /// Not at the moment (503).
    case unavailable

    var status: Int {
        switch self {
        case .notFound: 404
        case .gone: 410
        case .forbidden: 403
        case .loginRequired: 401
        case .badRequest: 400
        case .conflict: 409
        case .tooLarge: 413
        case .methodNotAllowed: 405
        case .tooManyRequests: 429
        case .failure: 500
        case .unavailable: 503
        }
    }

    /// Key of the words for the person, before `.title`, `.explanation` and `.advice`.
    var textKey: String {
        switch self {
        case .badRequest(let reason), .conflict(let reason): reason
        case .failure: "error.500"
        default: "error.\(status)"
        }
    }
}
