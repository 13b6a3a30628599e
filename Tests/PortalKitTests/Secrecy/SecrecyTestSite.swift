import Foundation
import GRDB

@testable import PortalKit

/// A site with a small module whose papers go through the editorial workflow.
struct SecrecyTestSite {
    static let paper = RecordReference(type: "papers.paper", id: 1)

    let site: ModuleTestSite
    private let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder()
        try folder.writeModule(
            "papers",
            texts: """
                module.name: Giấy tờ
                module.description: Giấy tờ của xã
                permission.papers.write: Viết
                permission.papers.moderate: Duyệt
                permission.papers.publish: Đăng
                field.body: Nội dung chính

                """)
        site = try await ModuleTestSite(PapersModule.self, sourceFile: folder.path + "/Tests/SecrecyTestSite.swift")
    }

    var database: SiteDatabase { site.site.database }

    /// Saves the paper, with a file when there is one.
    func save(_ body: String, file: [UInt8]? = nil, type: MediaType = .text) async throws {
        let context = try site.context(of: "papers")
        let stored = try file.map { try context.files.store.store($0) }
        try await context.storage.write(as: .editor) { change in
            let paper = Self.paper
            if try context.workflow.item(paper, in: change.database) == nil {
                try context.workflow.start(paper, as: PapersModule.type, in: change)
            }
            try change.saveRevision(of: paper, content: ["title": "Báo cáo quý III", "body": body])
            if let stored { try change.register(stored, name: "bao-cao", mediaType: type) }
            try change.setFiles(stored.map { [$0.hash] } ?? [], of: paper, isPublic: false)
        }
    }

    /// Publishes the paper by all steps at once; the reasons why not, empty when it is out.
    func publish(as actor: Actor = .chair) async throws -> [GateFailure] {
        let context = try site.context(of: "papers")
        do {
            try await context.storage.write(as: actor) { change in
                _ = try context.workflow.advance(Self.paper, toStep: "published", in: change)
            }
            return []
        } catch WorkflowError.gatesFailed(let failures) {
            return failures
        }
    }

    /// An account that holds the permission to let marks pass, logged in, with a mail address.
    func head() async throws -> TestClient {
        let client = try await site.official("Lê Quang Vinh", permissions: [CorePermission.secrecyOverride])
        try await database.write { database in
            try database.execute(
                sql: "UPDATE core_accounts SET email = 'vinh@thu.example' WHERE full_name = 'Lê Quang Vinh'")
        }
        return client
    }

    func count(_ rows: String) async throws -> Int {
        try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(rows)") ?? 0 }
    }

    /// What the decision on the record as it is now is made about.
    func digest() async throws -> String {
        try await database.read { try ScannedRecord.read(Self.paper, in: $0)?.digest ?? "" }
    }
}

struct PapersModule: PortalModule {
    static let type = WorkflowType.editorial(module: "papers")
    static let manifest = ModuleManifest(
        id: "papers", version: "1.0.0", mountPath: "/giay-to",
        permissions: ["papers.write", "papers.moderate", "papers.publish"])

    func register(in registration: inout ModuleRegistration) throws {
        try registration.workflow(Self.type)
    }
}

extension Actor {
    fileprivate static let editor = Actor(.person(id: 7, name: "Nguyễn Thị Hạnh"), permissions: .all)
}

extension Actor {
    /// Who publishes what another has written.
    static let chair = Actor(.person(id: 9, name: "Trần Quang Hòa"), permissions: .all)
}
