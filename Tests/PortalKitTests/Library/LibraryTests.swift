import Foundation
import GRDB
import Testing

@testable import PortalKit

/// What the library keeps.
@Suite struct LibraryTests {
    private let scene: Scene

    init() throws {
        scene = try Scene()
    }

    private var later: Date { Date().addingTimeInterval(1_000_000) }

    private func orphans() throws -> Int {
        try scene.database.readBlocking { try FileLibrary.orphans(before: later, in: $0).count }
    }

    @Test func whatAnItemHoldsIsNotLeftOver() throws {
        let item = try scene.addPicture(width: 1_000)
        #expect(item.content.files.map(\.width) == [1_000, 960, 480])
        let other = try scene.files.takeIn(SamplePNG.make(width: 500, height: 50, alpha: true), name: "x.png")
        try scene.storage.writeBlocking(as: .system("test")) { try $0.replaceInLibrary(item.id, by: other) }
        // Neither the new content nor the one that was replaced.
        #expect(try orphans() == 0)
        let after = try #require(try scene.database.readBlocking { try LibraryItem.find(item.id, in: $0) })
        #expect(after.url == item.url && after.version == 2 && after.content == other)
        try scene.storage.writeBlocking(as: .system("test")) { try $0.removeFromLibrary(item.id) }
        #expect(try orphans() == 5)
    }

    @Test func usesFollowTheRecord() throws {
        let (first, second) = (try scene.addPicture(width: 100), try scene.addPicture(width: 200))
        let record = RecordReference(type: "news.article", id: 7)
        let html = try HTMLSanitizer().sanitize("<img src=\"\(first.url)\" alt=x><a href=\"/tep/77-mat.pdf\">x</a>")
        try scene.storage.writeBlocking(as: .system("test")) {
            try $0.saveRevision(of: record, content: ["title": "Hội làng"])
            try $0.setLibraryUses(html: html, items: [second.id], of: record, isPublic: true)
        }
        let use = try scene.database.readBlocking { try LibraryUse.all(of: first.id, in: $0) }
        #expect(use == [LibraryUse(record: record, module: "news", isPublic: true, title: "Hội làng")])
        #expect(throws: PortalError.conflict(reason: "library.in_use")) {
            try scene.storage.writeBlocking(as: .system("test")) { try $0.removeFromLibrary(second.id) }
        }
        try scene.storage.writeBlocking(as: .system("test")) { try $0.setLibraryUses(of: record, isPublic: true) }
        let counts = try scene.database.readBlocking { try LibraryUse.counts(of: [first.id, second.id], in: $0) }
        #expect(counts.isEmpty)
    }

    @Test(
        arguments: [
            "12-ban-do.jpg": 12, "/tep/3-x": 3, "0-x": nil, "-x": nil, "12": nil, "x-1": nil, "1-a/b": nil,
            "٣-x": nil, "99999999999999999999-x": nil, "": nil,
        ] as [String: Int64?])
    func addresses(text: String, id: Int64?) {
        #expect(LibraryItem.id(inAddress: text) == id)
    }

    @Test func whatIsRefused() throws {
        // A header that claims 60,000 times 60,000 pixels is refused before anything is decoded.
        var huge = SamplePNG.make(width: 8, height: 8, alpha: false)
        huge.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
        #expect(throws: LibraryFault.tooManyPixels) { try scene.files.takeIn(huge, name: "a.png") }
        let half = Array(SamplePNG.make(width: 300, height: 300, alpha: false).dropLast(40))
        #expect(throws: LibraryFault.damaged) { try scene.files.takeIn(half, name: "a.png") }
        #expect(throws: LibraryFault.typeRefused) { try scene.files.takeIn(Array("<svg/>".utf8), name: "a.png") }
        #expect(throws: LibraryFault.typeRefused) { try scene.files.takeIn([], name: "a.png") }
    }

    @Test func listsUseIndexes() throws {
        for order in LibrarySearch.Order.allCases {
            var search = LibrarySearch()
            search.order = order
            let plan = try scene.database.readBlocking { database in
                try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(search.sql)", arguments: [24, 0])
                    .map { $0["detail"] as String }
            }
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(order): \(plan)")
        }
    }
}
