extension Request {
    /// The core's own screens, each with the permissions of which one shows it.
    private static let systemMenu: [(name: String, path: String, permissions: [String])] = [
        ("secrecy", AdminPath.secrecy, [CorePermission.secrecyOverride]),
        ("report", AdminPath.report, [CorePermission.reports]),
        ("traffic", AdminPath.traffic, [CorePermission.reports]),
        ("accounts", AdminPath.accounts, [CorePermission.accounts]),
        ("roles", AdminPath.roles, [CorePermission.accounts]),
        ("workflows", WorkPath.workflows, [CorePermission.workflows]),
        ("modules", AdminPath.modules, [CorePermission.modules]),
        ("status", AdminPath.status, [CorePermission.status]),
        ("backups", AdminPath.backups, [CorePermission.backups]),
        ("personal_data", PersonalDataScreen.path, [CorePermission.personalData]),
        ("mail", AdminPath.mail, CorePermission.seeMail),
        ("audit", AdminPath.audit, [CorePermission.audit]),
    ]

    private var adminMenuURLs: [String] {
        [AdminPath.root, WorkPath.inbox, AdminPath.files, AdminPath.incidents] + Self.systemMenu.map(\.path)
            + assembly.modules.flatMap { module in
                module.contributions.adminMenu.map { module.context.adminURL($0.path) }
            }
    }

    /// The menu of the administration as far as whoever asks may use it. Of a long one only the first section and that of
    /// the page are unfolded: who holds many permissions would look for an entry among sixty.
    func adminMenu() -> [AdminLayoutModel.Section] {
        let here = adminMenuURLs.filter { path == $0 || ($0 != AdminPath.root && path.hasPrefix($0 + "/")) }
            .max { $0.count < $1.count }
        func entry(_ title: String, _ url: String, badge: String? = nil) -> AdminLayoutModel.Entry {
            .init(title: title, url: url, current: url == here, badge: badge)
        }
        var sections: [(title: String, entries: [AdminLayoutModel.Entry])] = [
            (
                coreTexts("admin.general"),
                [
                    entry(coreTexts("admin.dashboard"), AdminPath.root),
                    entry(
                        coreTexts("work.inbox"), WorkPath.inbox,
                        badge: waitingWork == 0 ? nil : waitingWork.grouped(client.language)),
                ] + (LibraryAccess.mayUse(self) ? [entry(coreTexts("admin.library"), AdminPath.files)] : [])
                    + [entry(coreTexts("admin.incidents"), AdminPath.incidents)]
            )
        ]
        for module in assembly.modules {
            let texts = assembly.texts.texts(module: module.id, language: client.language)
            let entries = module.contributions.adminMenu
                .filter { $0.isShown(to: actor) }
                .sorted { $0.order < $1.order }
                .map { entry(texts($0.title), module.context.adminURL($0.path)) }
            sections.append((texts("module.name"), entries))
        }
        let core = Self.systemMenu.filter { $0.permissions.contains { actor.permissions.allows($0) } }
            .map { entry(coreTexts("admin.\($0.name)"), $0.path) }
        sections.append((coreTexts("admin.system"), core))
        let isShort = sections.map(\.entries.count).reduce(0, +) <= Self.entriesSeenAtOnce
        return sections.enumerated().filter { !$0.element.entries.isEmpty }.map { index, section in
            .init(
                title: section.title, entries: section.entries,
                isOpen: isShort || index == 0 || section.entries.contains { $0.current })
        }
    }

    /// How long a menu may be to be shown without folds.
    private static let entriesSeenAtOnce = 24
}
