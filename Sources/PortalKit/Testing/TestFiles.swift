import Foundation

/// The temporary folder of a test's site; it goes with the last of those who use the site.
final class TestFiles: Sendable {
    private let data: TemporaryData

    var folder: URL { data.folder }

    init() throws {
        data = try TemporaryData()
    }

    deinit {
        data.remove()
    }
}
