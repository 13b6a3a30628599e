internal import Foundation

extension SiteConfiguration {
    private static let keys = [
        "name", "authority", "superiors", "domains", "old_domains", "scheme", "languages", "contact", "modules",
        "workflows", "home", "quick_links", "footer_links", "mail", "accounts", "citizen_sign_in", "retention",
        "limits", "backup",
        "reports", "theme", "holidays", "make_up_days",
    ]

    /// Reads `site.yml` of a site's folder.
    ///
    /// - Returns: The configuration, nil when the file cannot be read or lacks its name or a domain; and all faults.
    ///   With faults of other parts the configuration is there with defaults in their place: whether a site with
    ///   faults is served is for the caller to decide.
    public static func read(folder: String) -> (SiteConfiguration?, [Fault]) {
        let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        var faults: [Fault] = []
        guard let root = ConfigNode.load(file: folder + "/site.yml", displayName: "site.yml", faults: &faults) else {
            return (nil, faults)
        }
        let configuration = read(root, folder: folder, faults: &faults)
        return (configuration, faults.sorted())
    }

    private static func read(_ root: ConfigNode, folder: String, faults: inout [Fault]) -> SiteConfiguration? {
        guard root.requireMapping(faults: &faults) else { return nil }
        root.unknownKeys(allowing: keys, faults: &faults)
        let name = root.text("name", required: true, maximumLength: 120, faults: &faults)
        let domains = SiteAddressReader.hosts(root, "domains", faults: &faults)
        if domains.isEmpty, root.child("domains").map({ $0.isEmpty || $0.content == .list([]) }) ?? true {
            faults.append(root.fault("lacks a domain", mend: "add domains: [the host name that people type]"))
        }
        let oldDomains = SiteAddressReader.hosts(root, "old_domains", besides: domains, faults: &faults)
        let theme = root.mapping("theme", faults: &faults)
        theme?.unknownKeys(allowing: ["scheme"], faults: &faults)

        let parts = SitePartsReader(root: root)
        let modules = parts.modules(faults: &faults)
        let home = parts.home(faults: &faults)
        let configuration = SiteConfiguration(
            folder: folder,
            id: URL(fileURLWithPath: folder).lastPathComponent,
            name: name ?? "",
            authority: root.text("authority", maximumLength: 200, faults: &faults) ?? name ?? "",
            superiors: root.list("superiors", maximumLength: 200, faults: &faults),
            domains: domains,
            oldDomains: oldDomains,
            scheme: root.word("scheme", faults: &faults) ?? .https,
            languages: parts.languages(faults: &faults),
            contact: parts.contact(faults: &faults),
            modules: modules,
            workflows: parts.workflows(faults: &faults),
            home: home,
            quickLinks: parts.quickLinks(faults: &faults),
            footerLinks: parts.footerLinks(faults: &faults),
            mail: parts.mail(folder: folder, faults: &faults),
            accounts: parts.accounts(faults: &faults),
            citizenSignIn: parts.citizenSignIn(folder: folder, faults: &faults),
            retention: parts.retention(faults: &faults),
            limits: parts.limits(faults: &faults),
            backup: parts.backup(faults: &faults),
            reports: parts.reports(faults: &faults),
            colorScheme: theme?.word("scheme", faults: &faults) ?? .auto,
            holidays: parts.days("holidays", faults: &faults),
            makeUpDays: parts.days("make_up_days", faults: &faults)
        )
        return name == nil || domains.isEmpty ? nil : configuration
    }
}

extension ConfigNode {
    /// A case of an enumeration of words under `key`.
    func word<Word: RawRepresentable & CaseIterable>(
        _ key: String, as type: Word.Type = Word.self, faults: inout [Fault]
    ) -> Word? where Word.RawValue == String {
        choice(key, of: Word.allCases.map(\.rawValue), faults: &faults).flatMap(Word.init(rawValue:))
    }
}
