import Foundation
import Testing

@testable import PortalKit

/// What the editor's dialog reads and sends, and where its pictures are served.
@Suite(.fewAtOnce) struct LibraryPickerTests {
    private struct File: Decodable {
        let id: Int64
        let url: String
        let thumbnail: String
        let alt: String
        let name: String
        let width: Int
        let height: Int
    }

    private struct Page: Decodable {
        let files: [File]
        let next: Int?
    }

    private struct Problem: Decodable {
        struct FieldError: Decodable {
            let field: String
            let message: String
        }

        let status: Int
        let errors: [FieldError]?
    }

    private func send(_ picture: [UInt8], name: String = "Chợ quê.jpg", alt: String, _ visitor: Visitor) async throws
        -> HTTPAnswer
    {
        try await Upload(fields: [("alt", alt)], files: [(name, "image/jpeg", picture)], path: LibraryPicker.path)
            .send(visitor).http
    }

    @Test func aPictureIsAddedFoundAndServed() async throws {
        let portal = try await TestPortal()
        let editor = try await portal.official(permissions: ["core.files"])
        let answer = try await send(Sample.picture(), alt: "Phiên chợ sớm ở Đồng Việt", editor)
        #expect(answer.status == 201)
        let file = try answer.decode(File.self)
        #expect(file.url == "/tep/\(file.id)-cho-que.jpg")
        #expect(file.name == "Chợ quê" && file.alt == "Phiên chợ sớm ở Đồng Việt")
        #expect(file.width > 480 && file.height > 0)

        for query in ["", "?q=phien+cho", "?q=ph%C3%ADen", "?q=CH%E1%BB%A2+QU%C3%8A"] {
            let found = try await editor.get(LibraryPicker.path + query).decode(Page.self)
            #expect(found.files.map(\.id) == [file.id], "\(query)")
            #expect(found.next == nil)
        }
        #expect(try await editor.get(LibraryPicker.path + "?q=ao").decode(Page.self).files.isEmpty)

        let large = try await editor.get(file.url)
        let small = try await editor.get(file.thumbnail)
        #expect(large.status == 200 && small.status == 200)
        #expect(try Picture(decoding: small.body).width == 480)
        #expect(try Picture(decoding: large.body).width == file.width)
        #expect(large["Content-Security-Policy"]?.contains("sandbox") == true)
        #expect(large["ETag"] != small["ETag"])
        // Nobody else sees it until a public record uses it.
        #expect(try await portal.client.send("GET", file.url).status == 404)
        try await portal.use(file.id, isPublic: false)
        #expect(try await portal.client.send("GET", file.url).status == 404)
        try await portal.use(file.id, isPublic: true)
        let shown = try await portal.client.send("GET", file.url)
        #expect(shown.status == 200 && shown["Cache-Control"] == "public, no-cache")
        let again = try await portal.client.send("GET", file.url, [("If-None-Match", shown["ETag"] ?? "")])
        #expect(again.status == 304)
        #expect(try await portal.client.send("GET", "/tep/\(file.id)-khac.jpg")["Location"] == file.url)
        #expect(try await portal.client.send("GET", "/tep/\(file.id + 1)-cho-que.jpg").status == 404)
        try await portal.site.disable("probe", by: .system("test"))
        #expect(try await portal.client.send("GET", file.url).status == 404)
    }

    @Test func onePictureIsOneItem() async throws {
        let portal = try await TestPortal()
        let editor = try await portal.official(permissions: ["core.files"])
        let first = try await send(Sample.picture(), alt: "Chợ", editor).decode(File.self)
        let second = try await send(Sample.picture(), name: "khác.jpg", alt: "Chợ quê", editor).decode(File.self)
        #expect(second.id == first.id)
        #expect(second.alt == "Chợ quê")
        #expect(try await editor.get(LibraryPicker.path).decode(Page.self).files.map(\.alt) == ["Chợ"])
    }

    @Test func whatIsRefused() async throws {
        let portal = try await TestPortal()
        let editor = try await portal.official(permissions: ["core.files"])
        let cases: [(content: [UInt8], alt: String, fields: [String])] = [
            (Sample.picture(), " ", ["alt"]),
            (Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), "Bản đồ", ["file"]),
            (Array("<html><script>alert(1)</script>".utf8), "", ["file", "alt"]),
            (Array(Sample.picture().prefix(3_000)), "Ảnh hỏng", ["file"]),
            (Array("%PDF-1.4".utf8), "Văn bản", ["file"]),
            ([], "Không có tệp", ["file"]),
        ]
        for refused in cases {
            let answer = try await send(refused.content, alt: refused.alt, editor)
            #expect(answer.status == 422)
            #expect(answer["Content-Type"] == "application/problem+json")
            #expect(try answer.decode(Problem.self).errors?.map(\.field) == refused.fields)
        }
        #expect(try await editor.get(LibraryPicker.path).decode(Page.self).files.isEmpty)
    }

    @Test func onlyForThoseWhoWrite() async throws {
        let portal = try await TestPortal()
        let reader = try await portal.official("nguoi-doc", permissions: ["core.reports"])
        let json = [("Accept", "application/json")]
        let refused = try await reader.get(LibraryPicker.path, json)
        #expect(refused.status == 403)
        #expect(try refused.decode(Problem.self).status == 403)
        #expect(try await portal.visitor().get(LibraryPicker.path, json).status == 401)
        #expect(try await portal.visitor().get(LibraryPicker.path).status == 303)
        let expired = try await reader.postRaw(LibraryPicker.path, [("csrf", "x")], json)
        #expect(expired.status == 400)
        #expect(expired["Content-Type"] == "application/problem+json")
    }
}

extension TestPortal {
    /// Has a record of the probe use an item of the library.
    func use(_ item: Int64, isPublic: Bool) async throws {
        try await site.storage(for: "probe").write(as: .system("test")) {
            try $0.setLibraryUses(items: [item], of: RecordReference(type: "probe.note", id: 1), isPublic: isPublic)
        }
    }
}

/// Files for uploads.
enum Sample {
    /// A photograph of the sample commune.
    static func picture(_ name: String = "cho-que") -> [UInt8] {
        let url = Checkout.root.appending(path: "sites/dong-viet/content/pictures/\(name).jpg")
        return Array((try? Data(contentsOf: url)) ?? Data())
    }
}
