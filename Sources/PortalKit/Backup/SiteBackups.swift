public import Foundation

/// The backups of a site, for commands: nothing here needs the site to be open.
public struct SiteBackups: Sendable {
    /// Where they lie.
    public let folder: BackupFolder
    private let dataFolder: URL
    private let site: URL

    /// The backups of a site.
    ///
    /// - Parameters:
    ///   - site: the site's folder.
    ///   - data: where its data lies; nil: in `data/` in its folder.
    /// - Throws: ``FaultyConfiguration``.
    public init(of site: URL, data: URL?) throws {
        let (configuration, faults) = SiteConfiguration.read(folder: site.path)
        guard let configuration, faults.isEmpty else { throw FaultyConfiguration(faults: faults) }
        self.site = site
        dataFolder = data ?? site.appending(path: "data", directoryHint: .isDirectory)
        folder = BackupFolder(configuration, dataFolder: dataFolder)
    }

    /// The file of a backup: by its name in the folder, or by its path; nil means the newest.
    ///
    /// - Throws: ``BackupError/missing(_:)``.
    public func find(_ name: String?) throws -> URL {
        guard let name else {
            guard let newest = folder.files().first else { throw BackupError.missing(folder.url.path) }
            return folder.url.appending(path: newest.name)
        }
        let places = [folder.url.appending(path: name), URL(fileURLWithPath: name)]
        guard let file = places.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
            throw BackupError.missing(name)
        }
        return file
    }

    /// Reads a whole backup and says what is wrong with it.
    public static func verify(
        _ file: URL, report: @escaping @Sendable (CommandProgress) -> Void = { _ in }
    ) async throws -> BackupReport {
        let beside = file.deletingLastPathComponent()
        let work =
            FileManager.default.isWritableFile(atPath: beside.path)
            ? beside : FileManager.default.temporaryDirectory
        return try await BlockingWork.run {
            try BackupVerification(path: file.path, work: work, watch: BackupWatch(report: report)).run()
        }
    }

    /// A restore of one of these backups.
    public func restoring(_ file: URL, installation: Installation) -> BackupRestoring {
        BackupRestoring(file: file, folder: site, dataFolder: dataFolder, installation: installation)
    }
}
