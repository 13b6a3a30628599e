public import Foundation

/// Finds the folders of sites that a command names.
public enum SiteFolders {
    /// The folder of one site: a path, or the name of a folder below `sites/`.
    ///
    /// - Throws: ``SiteCommandFailure`` when there is no `site.yml` in it.
    public static func find(_ name: String, installation: Installation) throws -> URL {
        let below = places(installation).map { $0.appending(path: name, directoryHint: .isDirectory) }
        for folder in [URL(fileURLWithPath: name, isDirectory: true)] + below where isSite(folder) {
            return folder.standardizedFileURL
        }
        throw SiteCommandFailure(
            description: "there is no site '\(name)': a site is a folder with site.yml; make one with dinh site new")
    }

    /// All folders below `sites/`, by name.
    ///
    /// - Throws: ``SiteCommandFailure`` when there are none.
    public static func all(installation: Installation) throws -> [URL] {
        for place in places(installation) {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
            let folders = names.sorted().map { place.appending(path: $0, directoryHint: .isDirectory) }.filter(isSite)
            if !folders.isEmpty { return folders }
        }
        throw SiteCommandFailure(description: "there are no sites in sites/; name a site's folder")
    }

    /// The sites of the folder where the command runs come before those of the installation.
    private static func places(_ installation: Installation) -> [URL] {
        [URL(fileURLWithPath: "sites", isDirectory: true), installation.root.appending(path: "sites")]
    }

    private static func isSite(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: "site.yml").path)
    }
}
