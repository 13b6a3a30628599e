public import Foundation
public import Logging

/// A module's view of the site that it serves.
public struct ModuleContext: Sendable {
    /// The module's id.
    public let id: String
    /// The site as it presents itself to the world.
    public let site: SiteIdentity
    /// The module's settings at the time of the request or run.
    public let settings: ModuleSettings
    /// The module's texts in the site's first language.
    public let texts: Texts
    /// The module's tables, and with each write the trace of it.
    public let storage: ModuleStorage
    /// The site's files.
    public let files: FileLibrary
    /// Where the module's public pages begin: `/tin-tuc`.
    public let mountPath: String
    /// The module's log.
    public let logger: Logger
    /// The site's clock.
    public let now: @Sendable () -> Date

    let services: ServiceDirectory

    /// The address of one of the module's public pages.
    ///
    /// - Parameter path: below the mount path, `/` for the mount path itself.
    public func url(_ path: String = "/") -> String {
        path == "/" ? mountPath : mountPath + path
    }

    /// The address of one of the module's screens in the administration.
    public func adminURL(_ path: String = "/") -> String {
        AdminPath.root + "/" + id + (path == "/" ? "" : path)
    }

    /// The address with scheme and domain, for feeds and mails.
    public func absoluteURL(_ path: String = "/") -> String {
        site.canonicalURL + url(path)
    }

    /// The service that an enabled module provides under this protocol, or nil when none does.
    public func service<Service>(_ type: Service.Type) -> Service? {
        services.find(ObjectIdentifier(type)) as? Service
    }

    /// Takes records through the steps of their workflows; enforces permissions and gates whatever the way.
    public var workflow: WorkflowEngine { services.workflow() }

    /// The days on which the authority works, for terms that a module counts itself.
    public var workingDays: WorkingDays { workflow.calendar }

    /// The mail in its module's words; ``SiteIdentity/mailValues`` stand in it besides its own values.
    ///
    /// - Parameters:
    ///   - template: the id of one of the module's mail templates.
    public func mail(
        _ template: String, to recipient: MailAddress, _ values: [String: String], record: RecordReference? = nil
    ) -> Mail {
        let values = site.mailValues.merging(values) { _, own in own }
        return Mail(
            to: recipient, subject: texts("mail.\(template).subject", values),
            text: texts("mail.\(template).body", values), record: record)
    }
}

/// The services of the enabled modules, found when asked for, so that a disabled module's service is gone.
struct ServiceDirectory: Sendable {
    let find: @Sendable (ObjectIdentifier) -> Any?
    let workflow: @Sendable () -> WorkflowEngine
    /// A key for one purpose, derived from the site's secret.
    var key: @Sendable (String) -> [UInt8] = { _ in systemRandomBytes(SiteSecrets.length) }
}
