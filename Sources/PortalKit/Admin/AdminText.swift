import Foundation

// Numbers, sizes and moments as the administration shows them.

extension Int {
    /// With its thousands apart: `4.812` in Vietnamese, `4,812` in English.
    func grouped(_ language: String) -> String {
        let separator = language == "en" ? "," : "."
        var groups: [Substring] = []
        var digits = String(magnitude)[...]
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        groups.insert(digits, at: 0)
        return (self < 0 ? "-" : "") + groups.joined(separator: separator)
    }

    /// This many bytes in the unit that keeps the number short: `1,3 GB`.
    func byteText(_ language: String) -> String {
        let units = ["B", "KB", "MB", "GB", "TB"]
        var tenths = Swift.max(self, 0) * 10
        var unit = 0
        while tenths >= 10_240, unit < units.count - 1 {
            tenths /= 1024
            unit += 1
        }
        let isWhole = tenths >= 1000 || tenths % 10 == 0
        let fraction = isWhole ? "" : (language == "en" ? "." : ",") + String(tenths % 10)
        return "\((tenths / 10).grouped(language))\(fraction) \(units[unit])"
    }
}

/// A moment in a template: for machines and for people.
struct MomentModel: Sendable {
    let iso: String
    let text: String

    init(_ date: Date) {
        let clock = VietnamTime(date)
        iso = clock.iso8601
        text = clock.timeText
    }

    static let example = MomentModel(Date(timeIntervalSince1970: 1_795_500_000))
}

extension Request {
    /// The texts of a module that the site lists, whether it is being served or not.
    func texts(of record: ModuleRecord) -> Texts {
        texts(ofModule: record.id, resources: record.folder?.resources)
    }

    /// The texts of whatever a log or a job names as its module; those of the core when nothing more is known.
    func texts(ofModule id: String) -> Texts {
        texts(ofModule: id, resources: site.module(id)?.folder?.resources)
    }

    /// The name of a module in words, its id when it has none.
    func moduleName(_ id: String) -> String {
        id == "core" ? coreTexts("admin.system") : texts(ofModule: id).optional("module.name") ?? id
    }

    private func texts(ofModule id: String, resources: URL?) -> Texts {
        if assembly.module(id) != nil { return assembly.texts.texts(module: id, language: client.language) }
        guard let resources else { return coreTexts }
        let loaded = TextCatalogue.load(
            folder: resources.appending(path: "translations").path, displayName: id,
            languages: site.identity.languages)
        return Texts(
            language: client.language, layers: [loaded.catalogues], defaultLanguage: site.identity.language)
    }
}
