import Foundation
import GRDB
import Testing

@testable import News
@testable import PortalKit

/// Pictures at the head and in the gallery: from the library or sent, described, in the order that the writer wants.
@Suite struct ArticlePictureTests {
    private static let typed = ["title": "Phiên chợ Tết", "section": "thong-bao", "body": "Chợ đông.", "revision": "0"]

    private func picture(_ width: Int) throws -> [UInt8] {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        let file = folder.appending(path: "sites/dong-viet/content/pictures/cho-que.jpg")
        return try Picture(decoding: Array(try Data(contentsOf: file))).encoded(width: width).bytes
    }

    /// Puts a picture into the library and returns its id.
    private func add(_ alt: String, width: Int, _ site: ModuleTestSite) async throws -> Int64 {
        let context = try site.context(of: "news")
        let bytes = try picture(width)
        return try await context.storage.write(as: .system("test")) { change in
            let content = try context.files.takeIn(bytes, name: "\(alt).jpg")
            return try change.addToLibrary(content, details: LibraryDetails(fileName: content.name, alt: alt)).id
        }
    }

    private func article(_ site: ModuleTestSite) async throws -> Article {
        try #require(try await site.context(of: "news").storage.read { try ArticleRows.fetch(1, in: $0) })
    }

    /// What the form would send back unchanged.
    private func sent(_ page: TestPage, _ article: Article) -> [String: String] {
        var values = Self.typed.merging(page.fields(["kept", "revision"])) { $1 }
        values["alt"] = article.content.picture?.alt
        for (index, picture) in article.content.gallery.enumerated() {
            values["gallery_alt-\(index)"] = picture.alt
            values["gallery_caption-\(index)"] = picture.caption
            values["gallery_place-\(index)"] = String(index + 1)
        }
        return values
    }

    @Test func theHeadPictureComesFromTheLibraryAndFollowsIt() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let id = try await add("Phiên chợ sớm", width: 600, site)
        let writer = try await site.official(permissions: ["news.write"])
        let form = try await writer.get("/quan-tri/news/moi")
        #expect(form.contains("name=\"picture_library\"") && form.contains("/quan-tri/tep?loai=picture"))
        let wrong = try await writer.post("/quan-tri/news/moi", Self.typed.merging(["picture_library": "999"]) { $1 })
        #expect(wrong.status == 422)
        #expect(wrong.contains("Thư viện không có ảnh này") && wrong.contains("value=\"999\""))
        let done = try await writer.post("/quan-tri/news/moi", Self.typed.merging(["picture_library": "\(id)"]) { $1 })
        #expect(done.status == 303)
        let made = try await article(site)
        #expect(made.content.picture?.alt == "Phiên chợ sớm")
        #expect(made.content.files.isEmpty)
        #expect(made.content.libraryItems == [id])
        let address = try #require(made.content.picture?.address)
        #expect(try await site.visitor().get(address).status == 404)

        let context = try site.context(of: "news")
        let desk = NewsDesk(context)
        _ = try await context.storage.write(as: .system("test")) { change in
            var content = made.content
            content.source = "UBND xã"
            content.author = "An"
            _ = try desk.save(made.id, content, from: 1, in: change)
            return try desk.publish(made.id, in: change)
        }
        let page = try await site.visitor().get("/tin-tuc/thong-bao/phien-cho-tet")
        #expect(page.contains("\(address)?rong=600 600w"))
        #expect(try await site.visitor().get(address).status == 200)
        // Replaced in the library, it is right on the page without the article being written.
        let narrow = try picture(300)
        _ = try await context.storage.write(as: .system("test")) { change in
            try change.replaceInLibrary(id, by: try context.files.takeIn(narrow, name: "moi.jpg"))
        }
        #expect(try await site.visitor().get("/tin-tuc/thong-bao/phien-cho-tet").contains("?rong=300 300w"))
    }

    @Test func theGalleryIsDescribedOrderedAndThinnedOut() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await site.official(permissions: ["news.write"])
        var ids: [Int64] = []
        for (index, name) in ["Một", "Hai", "Ba"].enumerated() {
            ids.append(try await add(name, width: 200 + index, site))
        }
        _ = try await writer.post("/quan-tri/news/moi", Self.typed.merging(["gallery_library": "\(ids[0])"]) { $1 })
        for id in ids.dropFirst() {
            let page = try await writer.get("/quan-tri/news/1")
            let values = sent(page, try await article(site)).merging(["gallery_library": "\(id)"]) { $1 }
            #expect(try await writer.post("/quan-tri/news/1", values).status == 303)
        }
        #expect(try await article(site).content.gallery.map(\.alt) == ["Một", "Hai", "Ba"])

        let page = try await writer.get("/quan-tri/news/1")
        #expect(page.contains("Mô tả ảnh 3") && page.contains("Vị trí của ảnh 3"))
        var values = sent(page, try await article(site))
        // Without a description nothing is moved, and each field still stands for its picture.
        let incomplete = values.merging(["gallery_place-2": "1", "gallery_alt-1": ""]) { $1 }
        let refused = try await writer.post("/quan-tri/news/1", incomplete)
        #expect(refused.status == 422 && refused.contains("Ảnh cần có mô tả"))
        values["gallery_place-2"] = "1"
        values["gallery_place-1"] = "0"
        values["gallery_alt-0"] = "Một, sửa lại"
        values["gallery_caption-2"] = "Ảnh: Lan"
        #expect(try await writer.post("/quan-tri/news/1", values).status == 303)
        let gallery = try await article(site).content.gallery
        #expect(gallery.map(\.alt) == ["Ba", "Một, sửa lại"])
        #expect(gallery.map(\.caption) == ["Ảnh: Lan", ""])
    }

    /// What a form carries is believed only as far as the library has it.
    @Test func aForgedPictureIsDropped() async throws {
        let site = try await ModuleTestSite(NewsModule.self)
        let writer = try await site.official(permissions: ["news.write"])
        let hash = ContentHash(of: [1])
        for address in ["/tep/\(hash.rawValue)/a.jpg", "/tep/77-khong-co.jpg", "https://xau.example/a.jpg"] {
            let forged = ArticlePicture(
                name: "a.jpg", variants: [.init(hash: hash, width: 9, height: 9)], alt: "x", caption: "",
                address: address)
            let values = Self.typed.merging(["kept": KeptFiles(picture: forged).text, "alt": "x"]) { $1 }
            let done = try await writer.post("/quan-tri/news/moi", values)
            let id = try #require(done.location.split(separator: "/").last.flatMap { Int64($0) })
            let made = try await site.context(of: "news").storage.read { try ArticleRows.fetch(id, in: $0) }
            #expect(made?.content.picture == nil, "\(address)")
        }
    }
}
