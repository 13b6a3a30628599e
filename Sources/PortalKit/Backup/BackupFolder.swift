public import Foundation

/// A backup in a folder: one archive, named for its site and its moment.
public struct BackupFile: Codable, Sendable, Hashable {
    /// `dong-viet-2026-11-25-020000.zip`.
    public let name: String
    /// When it was begun, to the second.
    public let madeAt: Date
    /// Its size in bytes.
    public let bytes: Int

    /// Its size in words for the terminal.
    public var sizeText: String { bytes.byteText("en") }
}

/// Where the backups of a site lie.
public struct BackupFolder: Sendable {
    /// The folder; it need not be there yet.
    public let url: URL
    /// The site's id, with which the names begin: several sites may share a folder.
    public let site: String

    /// The folder that `site.yml` names, else one beside the data folder: a restore that puts the old data aside must
    /// not take the backups along.
    public init(_ configuration: SiteConfiguration, dataFolder: URL) {
        site = configuration.id
        url =
            configuration.backup.folder.map { URL(fileURLWithPath: $0, isDirectory: true) }
            ?? dataFolder.deletingLastPathComponent().appending(
                path: dataFolder.lastPathComponent + ".backups", directoryHint: .isDirectory)
    }

    /// The backups, the newest first.
    public func files() -> [BackupFile] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.compactMap(file).sorted { ($0.madeAt, $0.name) > ($1.madeAt, $1.name) }
    }

    /// The backup of a name; nil when there is none. Only names are taken, no paths.
    public func file(_ name: String) -> BackupFile? {
        guard let moment = moment(of: name) else { return nil }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path(of: name))
        return (attributes?[.size] as? NSNumber).map { BackupFile(name: name, madeAt: moment, bytes: $0.intValue) }
    }

    func path(of name: String) -> String { url.appending(path: name).path }

    /// The name of a backup that is made now.
    func name(at moment: Date) -> String { "\(site)-\(VietnamTime(moment).fileStamp).zip" }

    /// The moment in a name: `dong-viet-2026-11-25-020000.zip`.
    private func moment(of name: String) -> Date? {
        guard name.hasPrefix(site + "-"), name.hasSuffix(".zip") else { return nil }
        let parts = name.dropFirst(site.count + 1).dropLast(4).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2, 6], let clock = parts.last,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            let hour = Int(clock.prefix(2)), let minute = Int(clock.dropFirst(2).prefix(2)),
            let second = Int(clock.suffix(2))
        else { return nil }
        return VietnamTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)?.date
    }

    /// Makes the folder for this user alone; one that is there keeps its mode.
    func make() throws {
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Takes away what a process left behind that was killed.
    func removeLeftovers() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        where name.hasPrefix(".\(site)-") && name.contains(".part") {
            try? FileManager.default.removeItem(at: url.appending(path: name))
        }
    }

    /// Takes away the backups that are not to be kept any longer, and returns how many that were.
    func prune(_ rule: BackupRetention, now: Date) throws -> Int {
        let gone = rule.superfluous(files(), now: now)
        for file in gone { try FileManager.default.removeItem(atPath: path(of: file.name)) }
        return gone.count
    }
}

/// How many backups are kept: the newest of each of the last days, weeks and months that have one.
struct BackupRetention: Sendable, Equatable {
    let daily: Int
    let weekly: Int
    let monthly: Int

    /// Those that none of the rules keeps. The newest, and all of the last 24 hours, always stay.
    func superfluous(_ files: [BackupFile], now: Date) -> [BackupFile] {
        let files = files.sorted { $0.madeAt > $1.madeAt }
        var kept = Set(files.prefix(1).map(\.name))
        kept.formUnion(files.filter { $0.madeAt > now.addingTimeInterval(-86_400) }.map(\.name))
        keep(daily, of: files, in: &kept) { $0.dayNumber }
        keep(weekly, of: files, in: &kept) { $0.dayNumber - ($0.weekday - 1) }
        keep(monthly, of: files, in: &kept) { $0.year * 12 + $0.month }
        return files.filter { !kept.contains($0.name) }
    }

    private func keep(
        _ count: Int, of files: [BackupFile], in kept: inout Set<String>, period: (VietnamTime) -> Int
    ) {
        var seen: Set<Int> = []
        for file in files {
            guard seen.insert(period(VietnamTime(file.madeAt))).inserted else { continue }
            guard seen.count <= count else { return }
            kept.insert(file.name)
        }
    }
}
