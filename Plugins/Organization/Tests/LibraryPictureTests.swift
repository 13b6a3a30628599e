import Foundation
import PortalKit
import Testing

@testable import Organization

/// Pictures of the library in the texts of pages and bodies.
@Suite struct LibraryPictureTests {
    private func picture(_ site: ModuleTestSite) async throws -> LibraryItem {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        let bytes = Array(try Data(contentsOf: folder.appending(path: "sites/dong-viet/content/pictures/cho-que.jpg")))
        let context = try site.context(of: OrganizationNames.module)
        return try await context.storage.write(as: .system("test")) { change in
            let content = try context.files.takeIn(bytes, name: "cho-que.jpg")
            return try change.addToLibrary(content, details: LibraryDetails(fileName: content.name, alt: "Chợ quê"))
        }
    }

    @Test func aPictureIsPublicWhileATextShowsIt() async throws {
        let site = try await Sample.site()
        let item = try await picture(site)
        let visitor = site.visitor()
        #expect(try await visitor.get(item.url).status == 404)
        let context = try site.context(of: OrganizationNames.module)
        let desk = PageDesk(context)
        let shown = IntroductionContent(
            title: "Chợ quê", blocks: [PageBlock(.text, [.text: "![Chợ quê](\(item.url))"])])
        let page = try await context.storage.write(as: .system("test")) { try desk.create(shown, in: $0) }
        #expect(try await visitor.get(item.url).status == 200)
        var bare = page.content
        bare.blocks = [PageBlock(.text, [.text: "Không còn ảnh."])]
        try await context.storage.write(as: .system("test")) { [bare] in
            try desk.save(page.id, bare, from: page.revision, in: $0)
        }
        #expect(try await visitor.get(item.url).status == 404)
    }

    /// A portrait is public with the person, and no longer when the entry is deleted.
    @Test func aPortraitIsShownBesideItsPerson() async throws {
        let site = try await Sample.site()
        let item = try await picture(site)
        let (visitor, context) = (site.visitor(), try site.context(of: OrganizationNames.module))
        let storage = context.storage
        let person = try await storage.write(as: .system("test")) { change in
            try PersonDesk.create(
                PersonContent(body: 1, name: "Lê Thị Bích", office: "Văn thư", photo: item.id), in: change)
        }
        #expect(try await visitor.get("/gioi-thieu/co-cau/ubnd").contains(item.url(width: 480)))
        #expect(try await visitor.get(item.url).status == 200)
        try await storage.write(as: .system("test")) { try PersonDesk.delete(person.id, in: $0) }
        #expect(try await visitor.get(item.url).status == 404)
    }
}
