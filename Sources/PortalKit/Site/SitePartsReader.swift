internal import Foundation

/// Reads the parts of `site.yml`, each by itself, so that a fault in one hides none in another.
struct SitePartsReader {
    let root: ConfigNode

    func languages(faults: inout [Fault]) -> [String] {
        var codes: [String] = []
        for item in root.items("languages", faults: &faults) {
            guard let code = item.asText(maximumLength: 10, faults: &faults) else { continue }
            let isCode = (2...3).contains(code.utf8.count) && code.utf8.allSatisfy { (97...122).contains($0) }
            if !isCode {
                faults.append(item.fault("\"\(code)\" is not a language code", mend: "write vi, en, …"))
            } else if codes.contains(code) {
                faults.append(item.fault("\"\(code)\" is listed twice", mend: "keep one of the two"))
            } else {
                codes.append(code)
            }
        }
        return codes.isEmpty ? ["vi"] : codes
    }

    func contact(faults: inout [Fault]) -> SiteConfiguration.Contact {
        guard let node = root.mapping("contact", faults: &faults) else { return .init() }
        node.unknownKeys(allowing: ["address", "phone", "email", "responsible"], faults: &faults)
        return .init(
            address: node.text("address", maximumLength: 300, faults: &faults),
            phone: node.text("phone", maximumLength: 60, faults: &faults),
            email: mailAddress(node, "email", faults: &faults),
            responsible: node.text("responsible", maximumLength: 200, faults: &faults)
        )
    }

    func modules(faults: inout [Fault]) -> [SiteConfiguration.Module] {
        guard let node = root.mapping("modules", faults: &faults) else { return [] }
        var modules: [SiteConfiguration.Module] = []
        var mounts: [String: String] = [:]
        for (id, child) in node.children {
            guard SiteAddressReader.isSlug(id), id.utf8.count <= 40 else {
                faults.append(child.fault("is not a module's id", mend: "write it as news or legal-documents"))
                continue
            }
            if !child.isEmpty, !child.requireMapping(faults: &faults) { continue }
            child.unknownKeys(allowing: ["enabled", "mount", "settings"], faults: &faults)
            let mount = mount(of: child, id: id, taken: &mounts, faults: &faults)
            modules.append(
                .init(
                    id: id, isEnabled: child.boolean("enabled", faults: &faults) ?? true, mount: mount,
                    settings: child.mapping("settings", faults: &faults), line: child.line))
        }
        return modules
    }

    private func mount(
        of module: ConfigNode, id: String, taken: inout [String: String], faults: inout [Fault]
    ) -> String? {
        guard let node = module.child("mount"),
            let path = module.text("mount", maximumLength: 100, faults: &faults)
        else { return nil }
        if let fault = MountPath.fault(in: path) ?? taken[path].map({ "the mount path '\(path)' is taken by \($0)" }) {
            faults.append(
                Fault(file: node.file, line: node.line, message: fault, mend: "choose another path for \(id)"))
            return nil
        }
        taken[path] = id
        return path
    }

    func home(faults: inout [Fault]) -> [SiteConfiguration.HomeBlock] {
        var blocks: [SiteConfiguration.HomeBlock] = []
        for item in root.items("home", faults: &faults) where item.requireMapping(faults: &faults) {
            item.unknownKeys(allowing: ["block", "width", "options"], faults: &faults)
            let width: SiteConfiguration.HomeBlock.Width = item.word("width", faults: &faults) ?? .full
            let options = item.mapping("options", faults: &faults)
            guard let block = item.text("block", required: true, maximumLength: 100, faults: &faults) else { continue }
            blocks.append(.init(block: block, width: width, options: options, line: item.line))
        }
        return blocks
    }

    func footerLinks(faults: inout [Fault]) -> [SiteConfiguration.Link] {
        var links: [SiteConfiguration.Link] = []
        for item in root.items("footer_links", faults: &faults) where item.requireMapping(faults: &faults) {
            item.unknownKeys(allowing: ["url"] + keys(of: "title"), faults: &faults)
            if let link = link(item, faults: &faults) { links.append(link) }
        }
        return links
    }

    func quickLinks(faults: inout [Fault]) -> [SiteConfiguration.QuickLink] {
        var links: [SiteConfiguration.QuickLink] = []
        for item in root.items("quick_links", faults: &faults) where item.requireMapping(faults: &faults) {
            item.unknownKeys(allowing: ["url", "icon"] + keys(of: "title") + keys(of: "note"), faults: &faults)
            let note = translated(item, "note", faults: &faults)
            let icon: SiteConfiguration.QuickLink.Icon? = item.word("icon", faults: &faults)
            if let link = link(item, faults: &faults) {
                links.append(.init(link: link, note: note, icon: icon ?? .info))
            }
        }
        return links
    }

    private func link(_ item: ConfigNode, faults: inout [Fault]) -> SiteConfiguration.Link? {
        let title = translated(item, "title", required: true, faults: &faults)
        let url = item.text("url", required: true, maximumLength: 500, faults: &faults)
        if let url, !SiteAddressReader.isLink(url) {
            let place = item.child("url") ?? item
            faults.append(place.fault("is not a link", mend: "write /path or https://host/path"))
            return nil
        }
        guard let title, let url else { return nil }
        return .init(title: title, url: url)
    }

    /// A key for the first language, `title`, and one for each other: `title_en`.
    private func keys(of name: String) -> [String] { [name] + otherLanguages.map { "\(name)_\($0)" } }

    private func translated(
        _ item: ConfigNode, _ name: String, required: Bool = false, faults: inout [Fault]
    ) -> SiteConfiguration.Words? {
        var translations: [String: String] = [:]
        for language in otherLanguages {
            translations[language] = item.text("\(name)_\(language)", maximumLength: 120, faults: &faults)
        }
        return item.text(name, required: required, maximumLength: 120, faults: &faults).map {
            .init(text: $0, translations: translations)
        }
    }

    private var otherLanguages: some Sequence<String> {
        var reportedElsewhere: [Fault] = []
        return languages(faults: &reportedElsewhere).dropFirst()
    }

    func accounts(faults: inout [Fault]) -> SiteConfiguration.Accounts {
        guard let node = root.mapping("accounts", faults: &faults) else { return .init() }
        node.unknownKeys(allowing: ["second_factor"], faults: &faults)
        return .init(secondFactor: node.word("second_factor", faults: &faults) ?? .optional)
    }

    func retention(faults: inout [Fault]) -> SiteConfiguration.Retention {
        var retention = SiteConfiguration.Retention()
        guard let node = root.mapping("retention", faults: &faults) else { return retention }
        node.unknownKeys(allowing: ["audit_days", "sessions_hours", "revisions_days"], faults: &faults)
        node.integer("audit_days", in: 365...36_500, into: &retention.auditDays, faults: &faults)
        node.integer("sessions_hours", in: 1...720, into: &retention.sessionsHours, faults: &faults)
        retention.revisionsDays = node.integer("revisions_days", in: 365...36_500, faults: &faults)
        return retention
    }

    func limits(faults: inout [Fault]) -> SiteConfiguration.Limits {
        var limits = SiteConfiguration.Limits()
        guard let node = root.mapping("limits", faults: &faults) else { return limits }
        node.unknownKeys(
            allowing: ["upload_mb", "uploads_per_form", "form_kb", "files_total_mb", "file_types"], faults: &faults)
        node.integer("upload_mb", in: 1...2048, into: &limits.uploadMegabytes, faults: &faults)
        node.integer("uploads_per_form", in: 1...100, into: &limits.uploadsPerForm, faults: &faults)
        node.integer("form_kb", in: 64...8192, into: &limits.formKilobytes, faults: &faults)
        node.integer("files_total_mb", in: 100...10_000_000, into: &limits.filesTotalMegabytes, faults: &faults)
        if let types = fileTypes(node, faults: &faults) { limits.fileTypes = types }
        return limits
    }

    func backup(faults: inout [Fault]) -> SiteConfiguration.Backup {
        var backup = SiteConfiguration.Backup()
        guard let node = root.mapping("backup", faults: &faults) else { return backup }
        node.unknownKeys(allowing: ["enabled", "folder", "hour", "daily", "weekly", "monthly"], faults: &faults)
        backup.isEnabled = node.boolean("enabled", faults: &faults) ?? true
        node.integer("hour", in: 0...23, into: &backup.hour, faults: &faults)
        node.integer("daily", in: 1...366, into: &backup.daily, faults: &faults)
        node.integer("weekly", in: 0...520, into: &backup.weekly, faults: &faults)
        node.integer("monthly", in: 0...240, into: &backup.monthly, faults: &faults)
        guard let place = node.child("folder"), let folder = node.text("folder", faults: &faults) else { return backup }
        if folder.hasPrefix("/") {
            backup.folder = folder
        } else {
            faults.append(place.fault("is not an absolute path", mend: "write it as /backup/xa"))
        }
        return backup
    }

    func reports(faults: inout [Fault]) -> [ReportRule] {
        var rules: [ReportRule] = []
        for item in root.items("reports", faults: &faults) where item.requireMapping(faults: &faults) {
            item.unknownKeys(allowing: ["title", "from", "to", "on"], faults: &faults)
            let title = item.text("title", required: true, maximumLength: 120, faults: &faults)
            let days = ["from", "to", "on"].map { yearDay($0, of: item, faults: &faults) }
            guard let title, let from = days[0], let to = days[1], let on = days[2] else { continue }
            if rules.contains(where: { $0.title == title }) {
                faults.append(item.fault("repeats the title '\(title)'", mend: "give each report a title of its own"))
                continue
            }
            rules.append(ReportRule(title: title, from: from, to: to, on: on))
        }
        return rules
    }

    private func yearDay(_ key: String, of item: ConfigNode, faults: inout [Fault]) -> ReportRule.YearDay? {
        guard let text = item.text(key, required: true, maximumLength: 20, faults: &faults) else { return nil }
        let day = ReportRule.YearDay(text)
        if day == nil {
            let place = item.child(key) ?? item
            faults.append(place.fault("is not a day of the year", mend: "write month and day, as \"06-30\""))
        }
        return day
    }

    /// Types by the ends of their files' names: `[pdf, docx, jpg]`.
    private func fileTypes(_ node: ConfigNode, faults: inout [Fault]) -> Set<MediaType>? {
        let known = Dictionary(
            MediaType.allowed.map { (String($0.fileExtension.dropFirst()), $0) },
            uniquingKeysWith: { first, _ in first })
        var types: Set<MediaType> = []
        for item in node.items("file_types", faults: &faults) {
            guard let word = item.asText(maximumLength: 20, faults: &faults) else { continue }
            if let type = known[word.lowercased()] {
                types.insert(type)
            } else {
                let words = known.keys.sorted().joined(separator: ", ")
                faults.append(item.fault("\"\(word)\" is no type that can be allowed", mend: "use some of \(words)"))
            }
        }
        return types.isEmpty ? nil : types
    }

    /// Single days, and ranges of days as `2027-02-04..2027-02-10`.
    func days(_ key: String, faults: inout [Fault]) -> [String] {
        var days: Set<String> = []
        for item in root.items(key, faults: &faults) {
            guard let text = item.asText(maximumLength: 30, faults: &faults) else { continue }
            if let range = CalendarText.days(text) {
                days.formUnion(range)
            } else {
                faults.append(
                    item.fault(
                        "\"\(text)\" is neither a day nor a range of at most 60 days",
                        mend: "write 2026-09-02 or 2027-02-04..2027-02-10"))
            }
        }
        return days.sorted()
    }

    func mailAddress(_ node: ConfigNode, _ key: String, faults: inout [Fault]) -> String? {
        guard let address = node.text(key, maximumLength: 254, faults: &faults) else { return nil }
        if SiteAddressReader.isMailAddress(address) { return address }
        faults.append((node.child(key) ?? node).fault("is not a mail address", mend: "write it as vanphong@xa.example"))
        return nil
    }
}

extension ConfigNode {
    /// Replaces a default by the number under `key`, when there is a good one.
    fileprivate func integer(
        _ key: String, in range: ClosedRange<Int>, into number: inout Int, faults: inout [Fault]
    ) {
        number = integer(key, in: range, faults: &faults) ?? number
    }
}

/// Days as people write them in configuration files.
enum CalendarText {
    /// The days of a text that is one day, or the first and the last of several joined by two points; nil for others.
    static func days(_ text: String) -> [String]? {
        let ends = text.components(separatedBy: "..")
        guard (1...2).contains(ends.count), ends.allSatisfy(isDay), let first = VietnamTime(parsing: ends[0]),
            let last = VietnamTime(parsing: ends[ends.count - 1])
        else { return nil }
        let count = last.dayNumber - first.dayNumber
        return (0..<60).contains(count) ? (0...count).map { first.adding(days: $0).isoDay } : nil
    }

    /// True for a day of the Gregorian calendar written `yyyy-mm-dd`.
    static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        return (1...length).contains(day)
    }
}
