import Foundation
import Synchronization

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

    /// A job with its module, in words: the text `job.<id>` of the module, else of the core, else its id.
    func jobName(_ job: JobRecord) -> String {
        "\(moduleName(job.module)): \(texts(ofModule: job.module).optional("job.\(job.id)") ?? job.id)"
    }

    private func texts(ofModule id: String, resources: URL?) -> Texts {
        if assembly.module(id) != nil { return assembly.texts.texts(module: id, language: client.language) }
        guard let resources else { return coreTexts }
        return IdleModuleTexts.read(resources, id: id, language: client.language, of: site.identity)
    }
}

/// The texts of modules that are not being served. They are read once: a module's files change with its library, and
/// that takes a restart.
private enum IdleModuleTexts {
    private struct Key: Hashable {
        let resources: URL
        let language: String
        let languages: [String]
    }

    private static let known = Mutex<[Key: Texts]>([:])

    static func read(_ resources: URL, id: String, language: String, of site: SiteIdentity) -> Texts {
        let key = Key(resources: resources, language: language, languages: site.languages)
        if let texts = known.withLock({ $0[key] }) { return texts }
        let loaded = TextCatalogue.load(
            folder: resources.appending(path: "translations").path, displayName: id, languages: site.languages)
        let texts = Texts(language: language, layers: [loaded.catalogues], defaultLanguage: site.language)
        known.withLock { $0[key] = texts }
        return texts
    }
}
