@_exported public import PortalABI

/// What every module is: a manifest, an initialiser and one registration.
///
/// The core makes one value of the module for each site that lists it, always in this order: load the library, compare
/// the ABI, read the manifest, ``register(in:)``, run the migrations, serve, and at the end ``StoppingModule/stop()``.
/// Making a module value and registering have no side effects: both may happen for a mere check of a site.
///
/// ```swift
/// public struct EventsModule: PortalModule {
///     public static let manifest = ModuleManifest(id: "events", version: "1.0.0", mountPath: "/su-kien")
///
///     public init() {}
///
///     public func register(in registration: inout ModuleRegistration) throws {
///         registration.route(.get, "/") { request in
///             try request.page("list", EventsPage(events: []), PageInfo(title: request.texts("title")))
///         }
///     }
/// }
/// ```
public protocol PortalModule: Sendable {
    /// Who the module is and what it needs.
    static var manifest: ModuleManifest { get }

    /// Makes the module, without side effects.
    init()

    /// Declares everything that the module gives the portal, without side effects.
    ///
    /// Throwing refuses the module for this site; the site is served without it and the status page says why.
    func register(in registration: inout ModuleRegistration) throws
}

/// A module that does something once when it begins to be served, after its migrations have run.
public protocol StartingModule: PortalModule {
    /// Throwing takes the module out of service for this site, and nothing else.
    func start(in context: ModuleContext) async throws
}

/// A module that tidies up when it is disabled, removed, or the server ends.
public protocol StoppingModule: PortalModule {
    /// Called after the last request of the module was answered.
    func stop() async
}
