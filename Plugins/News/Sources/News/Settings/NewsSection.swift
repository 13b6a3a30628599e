import PortalKit

/// A section (chuyên mục) as `site.yml` or the administrator set it.
struct NewsSection: Sendable, Hashable {
    /// What a section is for; the rules of the regulation hang on it.
    enum Kind: String, CaseIterable, Sendable {
        case ordinary
        /// Notices; listed apart from stories.
        case announcements
        /// Unconfirmed information only, each article labelled (Art. 9.2).
        case reference
        /// Administrative reform (Art. 8.6).
        case reform
    }

    let slug: String
    let title: String
    let description: String
    let kind: Kind
}

/// The sections of a site, in the order in which they are shown.
struct NewsSections: Sendable {
    let all: [NewsSection]

    /// Parts of addresses below the mount path that are no sections.
    static let reservedSlugs: Set<String> = ["luu-tru", "the", "gui-bai"]

    subscript(slug: String) -> NewsSection? { all.first { $0.slug == slug } }

    /// The section's title; the slug itself for a section that was taken out of the settings.
    func title(of slug: String) -> String { self[slug]?.title ?? slug }

    func isReference(_ slug: String) -> Bool { self[slug]?.kind == .reference }

    /// The section for notices, nil when the site has none.
    var announcements: NewsSection? { all.first { $0.kind == .announcements } }

    /// What keeps these sections from being served, in words for whoever edits `site.yml`; nil when nothing.
    var fault: String? {
        if all.isEmpty { return "settings.sections is empty; name at least one section" }
        for (index, section) in all.enumerated() {
            if section.title.isEmpty { return "settings.sections: the section '\(section.slug)' has no title" }
            if !Slug.isValid(section.slug) {
                return "settings.sections: '\(section.slug)' is no slug; write small letters, digits and hyphens"
            }
            if Self.reservedSlugs.contains(section.slug) {
                return "settings.sections: the slug '\(section.slug)' is used by the module itself; choose another"
            }
            if all.prefix(index).contains(where: { $0.slug == section.slug }) {
                return "settings.sections: the slug '\(section.slug)' stands twice"
            }
        }
        return nil
    }
}
