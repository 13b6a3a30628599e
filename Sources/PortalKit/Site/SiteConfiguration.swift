/// What makes one commune's portal: the content of its `site.yml`, checked, with defaults filled in.
///
/// Nothing about a commune is fixed in code: its name, the authorities above it and its domains are read here.
public struct SiteConfiguration: Sendable {
    /// The site's folder.
    public let folder: String
    /// The folder's name: names the site in logs, metrics and on the command line.
    public let id: String
    /// The commune's name, for example "Xã Đồng Việt".
    public let name: String
    /// The authority that answers for the portal; the name when the site does not say.
    public let authority: String
    /// The authorities above the commune, outermost first.
    public let superiors: [String]
    /// The host names that the site answers, lower case, unique, never empty; the first is the canonical one.
    public let domains: [String]
    /// Host names of merged or renamed communes: answered by a permanent redirect to the first domain.
    public let oldDomains: [String]
    /// The scheme of the canonical address.
    public let scheme: Scheme
    /// Language codes, never empty; the first is the default.
    public let languages: [String]
    /// How to reach the authority.
    public let contact: Contact
    /// The site's modules, in the order of the file, which is that of the menu.
    public let modules: [Module]
    /// Workflows that the site has otherwise than their modules declare them.
    public let workflows: [Workflow]
    /// The blocks of the home page, from the top.
    public let home: [HomeBlock]
    /// Links at the head of the home page, to what most people come for.
    public let quickLinks: [QuickLink]
    /// Links at the foot of each page.
    public let footerLinks: [Link]
    /// How mail leaves.
    public let mail: Mail
    /// Rules for whoever logs in.
    public let accounts: Accounts
    /// The service at which citizens sign in; nil: they do not.
    public let citizenSignIn: CitizenSignInSettings?
    /// How long data is kept.
    public let retention: Retention
    /// How much a visitor may send.
    public let limits: Limits
    /// How the site's data is kept safe.
    public let backup: Backup
    /// Reports that the portal draws up by itself.
    public let reports: [ReportRule]
    /// The colour scheme that a visitor meets first.
    public let colorScheme: ColorScheme
    /// Days off beside weekends, as `2026-09-02`, sorted, unique: working days are counted without them.
    public let holidays: [String]
    /// Days at weekends on which people work in place of a holiday, as `2026-08-22`, sorted, unique.
    public let makeUpDays: [String]

    /// The scheme of an address.
    public enum Scheme: String, Sendable, CaseIterable {
        /// Plain, for trials on one's own machine.
        case http
        /// The default.
        case https
    }

    /// A colour scheme of the public pages.
    public enum ColorScheme: String, Sendable, CaseIterable {
        /// What the visitor's device asks for.
        case auto
        /// Dark on light.
        case light
        /// Light on dark.
        case dark
        /// The strongest contrast.
        case contrast
    }

    /// The default language.
    public var defaultLanguage: String { languages.first ?? "vi" }

    /// The days on which the authority works.
    public var workingDays: WorkingDays {
        WorkingDays(
            holidays: holidays.compactMap { VietnamTime(parsing: $0) },
            makeUpDays: makeUpDays.compactMap { VietnamTime(parsing: $0) })
    }

    /// The canonical address without a slash at its end, for example `https://dongviet.example`.
    public var address: String { "\(scheme.rawValue)://\(domains.first ?? "localhost")" }
}
