import Foundation
import GRDB
import Testing

@testable import PortalKit

/// The library's items in markup: found as uses, and shown in all widths.
@Suite struct LibraryMarkupTests {
    private let scene: Scene

    init() throws {
        scene = try Scene()
    }

    @Test func itemsInMarkup() throws {
        let html = try HTMLSanitizer().sanitize(
            """
            <p>“/tep/4-chu.jpg” <a href="/tep/3-bieu-mau.pdf#trang=2">Biểu mẫu</a>
            <img src="/tep/12-anh.jpg" alt='"/tep/5-x.jpg"'> <a href="/tin-tuc/tep/9-x">x</a>
            <img src="/tep/\(String(repeating: "0a", count: 32))/x.jpg" alt="">
            """)
        #expect(html.libraryItems == [3, 12])
        #expect(SafeHTML.empty.libraryItems.isEmpty)
    }

    @Test func picturesAreShownInAllWidths() throws {
        let item = try scene.addPicture(width: 1_200, height: 600)
        // A combining mark at the start of the description must not hide the quotation mark before it.
        let html = try HTMLSanitizer().sanitize(
            "<p>Trước</p><img src=\"\(item.url)\" alt=\"\u{300}a &gt; b\" width=9 height=9><p>Sau <b>&lt;img</b></p>")
        let shown = try scene.database.readBlocking { try html.withLibraryPictures(in: $0) }.html
        #expect(
            shown.hasPrefix("<p>Trước</p><p><img src=\"\(item.url)?rong=960\" srcset=\"\(item.url)?rong=480 480w, "))
        #expect(shown.contains("alt=\"\u{300}a &gt; b\" width=\"1200\" height=\"600\" loading=\"lazy\""))
        #expect(shown.hasSuffix("></p><p>Sau <b>&lt;img</b></p>"))
        #expect(shown.contains("?rong=1200 1200w\""))
        // What the sanitiser makes of it is what was there before, so nothing is lost when it is stored once more.
        #expect(try HTMLSanitizer().sanitize(shown).html.contains("<img src=\"\(item.url)\" alt="))
    }

    @Test func whatIsGoneStaysAsItWas() throws {
        let html = try HTMLSanitizer().sanitize("<img src=\"/tep/99-mat.jpg\" alt=\"Ảnh\"><a href=/tep/98-x.pdf>x</a>")
        #expect(try scene.database.readBlocking { try html.withLibraryPictures(in: $0) } == html)
    }
}

/// A site's database and files, with the core's tables.
final class Scene: Sendable {
    let folder: URL
    let database: SiteDatabase
    let files: FileLibrary
    let storage: ModuleStorage

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "library-\(UUID().uuidString)")
        database = try SiteDatabase(path: folder.appending(path: "site.sqlite").path)
        for history in CoreHistory.all { try Migrator(database: database).migrate(history) }
        files = FileLibrary(store: try FileStore(root: folder.appending(path: "files").path), database: database)
        storage = ModuleStorage(module: "news", database: database)
    }

    deinit {
        try? database.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Puts a picture of this size into the library; each is another one.
    func addPicture(width: Int = 640, height: Int = 480, alt: String = "Ảnh") throws -> LibraryItem {
        let content = try files.takeIn(SamplePNG.make(width: width, height: height, alpha: false), name: "Ảnh mẫu.png")
        return try storage.writeBlocking(as: .system("test")) {
            try $0.addToLibrary(content, details: LibraryDetails(fileName: content.name, alt: alt))
        }
    }
}
