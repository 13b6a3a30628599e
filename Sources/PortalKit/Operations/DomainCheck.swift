import Foundation

/// Domains that two sites claim which one process is to serve: it could not tell whose visitors they are.
struct DomainCheck {
    let configuration: SiteConfiguration
    /// The sites that are served with it, by the names of their folders.
    let others: [(name: String, configuration: SiteConfiguration)]

    /// - Parameter folders: those of the other sites; what cannot be read says so when it is checked itself.
    init(_ configuration: SiteConfiguration, beside folders: [URL]) {
        self.configuration = configuration
        others = folders.filter { $0.standardizedFileURL.path != URL(fileURLWithPath: configuration.folder).path }
            .compactMap { folder in
                SiteConfiguration.read(folder: folder.path).0.map { (folder.lastPathComponent, $0) }
            }
    }

    var faults: [Fault] {
        var ignored: [Fault] = []
        let root = ConfigNode.load(
            file: configuration.folder + "/site.yml", displayName: "site.yml", faults: &ignored)
        let claims =
            configuration.domains.map { ($0, "domains", true) }
            + configuration.oldDomains.map { ($0, "old_domains", false) }
        return claims.flatMap { domain, key, isCurrent in
            others.filter { other in
                other.configuration.domains.contains(domain)
                    || isCurrent && other.configuration.oldDomains.contains(domain)
            }.map { other in
                Fault(
                    file: "site.yml", line: root?.child(key)?.line,
                    message: "\(key): \"\(domain)\" is a domain of \(other.name) too",
                    mend: "give it to one of the two, or serve them apart")
            }
        }
    }
}
