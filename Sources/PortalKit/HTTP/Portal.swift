/// The sites that one process serves, chosen by the Host header.
public struct Portal: Sendable {
    /// The sites in the order they were opened.
    public let sites: [Site]
    private let byDomain: [String: Site]
    private let byOldDomain: [String: Site]

    /// Puts sites together.
    ///
    /// - Throws: ``DomainConflict`` when two sites claim one domain.
    public init(sites: [Site]) throws {
        self.sites = sites
        var byDomain: [String: Site] = [:]
        var byOldDomain: [String: Site] = [:]
        for site in sites {
            for domain in site.configuration.domains {
                if let other = byDomain.updateValue(site, forKey: domain) {
                    throw DomainConflict(domain: domain, sites: [other.id, site.id])
                }
            }
            for domain in site.configuration.oldDomains { byOldDomain[domain] = site }
        }
        for (domain, site) in byOldDomain {
            if let other = byDomain[domain] { throw DomainConflict(domain: domain, sites: [other.id, site.id]) }
        }
        self.byDomain = byDomain
        self.byOldDomain = byOldDomain
    }

    enum Choice: Sendable {
        case site(Site)
        case moved(Site)
        case unknown
    }

    /// The site for a Host header; a single site does not answer for hosts that are not its own either.
    func choose(host: String) -> Choice {
        let name = Self.name(ofHost: host)
        if let site = byDomain[name] ?? byDomain[host.lowercased()] { return .site(site) }
        if let site = byOldDomain[name] { return .moved(site) }
        return .unknown
    }

    /// The host without its port, in lower case, without a dot at the end.
    private static func name(ofHost host: String) -> String {
        var name = host.lowercased()
        if let colon = name.lastIndex(of: ":"), !name[colon...].contains("]") { name = String(name[..<colon]) }
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }
}

/// Two sites of one process claim the same domain.
public struct DomainConflict: Error, CustomStringConvertible {
    let domain: String
    let sites: [String]

    /// One line that says what to do.
    public var description: String {
        "the domain '\(domain)' is claimed by \(sites.joined(separator: " and ")); give it to one of them in site.yml"
    }
}
