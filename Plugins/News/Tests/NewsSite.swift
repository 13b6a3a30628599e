import Foundation
import GRDB
import Logging
import Synchronization

@testable import News
@testable import PortalKit

/// A site with the news module's tables and workflow, in a folder of its own, with a clock that stands still.
final class NewsSite: Sendable {
    /// Tuesday, 24 November 2026, 09:00 in Viet Nam.
    static let start = Date(timeIntervalSince1970: 1_795_485_600)

    let folder: URL
    let database: SiteDatabase
    let storage: ModuleStorage
    let files: FileLibrary
    let desk: NewsDesk
    private let moment: Clock
    private let engine: WorkflowEngine
    private let committed: Committed

    init(pageSize: Int = 12) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "news-\(UUID().uuidString)")
        database = try SiteDatabase(path: folder.appending(path: "site.sqlite").path)
        let clock = Clock(NewsSite.start)
        let migrator = Migrator(database: database, now: { clock.now })
        for history in CoreHistory.all { try migrator.migrate(history) }
        try migrator.migrate(MigrationHistory(owner: "news", prefix: "news_", migrations: NewsSchema.all))
        try database.writeBlocking { _ = try WorkflowDefinitions.register(NewsWorkflow.type, in: $0) }
        let committed = Committed()
        storage = ModuleStorage(
            module: "news", database: database, now: { clock.now }, committed: { committed.add($0) })
        files = FileLibrary(store: try FileStore(root: folder.appending(path: "files").path), database: database)
        engine = WorkflowEngine(
            gates: [NewsWorkflow.type.id: NewsWorkflow.gates(NewsSite.settings.sections)],
            publicationGates: [WorkflowGate(id: "secrecy", check: SecrecyGate(files: files).check)])
        desk = NewsDesk(workflow: engine, mountPath: "/tin-tuc")
        moment = clock
        self.committed = committed
    }

    deinit {
        try? database.close()
        try? FileManager.default.removeItem(at: folder)
    }

    static let settings = NewsSettings(ModuleSettings(definitions: NewsSettings.definitions))

    var now: Date { moment.now }

    func advance(_ seconds: TimeInterval) { moment.advance(seconds) }

    /// Everything that was touched since the last call.
    func takeTouched() -> Set<Dependency> { committed.take() }

    func context(values: [String: SettingValue] = [:]) throws -> ModuleContext {
        ModuleContext(
            id: "news",
            site: SiteIdentity(
                name: "Xã Đồng Việt", authority: "UBND xã Đồng Việt", superiors: [],
                canonicalURL: "https://dongviet.example", languages: ["vi", "en"], address: nil, phone: nil, email: nil,
                responsible: nil),
            settings: ModuleSettings(definitions: NewsSettings.definitions, values: values), texts: try NewsTexts.vi(),
            storage: storage, files: files, mountPath: "/tin-tuc", logger: Logger(label: "test"),
            now: { [moment] in moment.now },
            services: ServiceDirectory(find: { _ in nil }, workflow: { [engine] in engine }))
    }

    // MARK: - Shortcuts

    @discardableResult
    func write<Value>(as actor: Actor = .editor, _ body: (Change) throws -> Value) throws -> Value {
        try storage.writeBlocking(as: actor, body)
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value { try storage.readBlocking(body) }

    func create(_ content: ArticleContent, as actor: Actor = .editor) throws -> Article {
        try write(as: actor) { try desk.create(content, in: $0) }
    }

    func publish(_ content: ArticleContent, as actor: Actor = .editor) throws -> Article {
        let id = try create(content, as: .writer).id
        return try write(as: actor) { try desk.publish(id, in: $0) }
    }

    /// Takes an article one step further, as the portal's screen does.
    @discardableResult
    func step(_ id: Int64, by transition: String, reason: String = "", as actor: Actor = .editor) throws -> Article {
        try write(as: actor) { change in
            let done = try desk.workflow.advance(NewsNames.article(id), by: transition, reason: reason, in: change)
            return try desk.settle(done.item, in: change)
        }
    }

    func article(_ id: Int64) throws -> Article? { try read { try ArticleRows.fetch(id, in: $0) } }

    /// Rows for lists only, without going through the workflow: fast enough for thousands.
    func fill(_ count: Int, sections: [String] = ["kinh-te-xa-hoi", "thong-bao"], every seconds: TimeInterval) throws {
        try write { change in
            for number in 0..<count {
                var content = ArticleContent.sample
                content.title = "Tin số \(number)"
                content.slug = "tin-so-\(number)"
                content.section = sections[number % sections.count]
                content.tags = number % 3 == 0 ? ["lúa"] : []
                content.publishedAt = NewsSite.start.addingTimeInterval(-Double(number) * seconds)
                let id = try ArticleRows.insert(
                    content, html: .empty, step: NewsWorkflow.publishedStep, changedAt: NewsSite.start, in: change)
                try change.database.execute(
                    sql: "UPDATE news_articles SET is_public = 1 WHERE id = ?", arguments: [id])
                try change.database.execute(
                    sql: "UPDATE news_article_tags SET is_public = 1, published_at = ? WHERE article_id = ?",
                    arguments: [content.publishedAt, id])
                guard let article = try ArticleRows.fetch(id, in: change.database), let moment = content.publishedAt
                else { continue }
                try MonthCounts.add(1, lists: article.lists, publishedAt: moment, in: change.database)
            }
        }
    }
}

final class Clock: Sendable {
    private let moment: Mutex<Date>

    init(_ start: Date) { moment = Mutex(start) }

    var now: Date { moment.withLock { $0 } }

    func advance(_ seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}

private final class Committed: Sendable {
    private let touched = Mutex<Set<Dependency>>([])

    func add(_ change: CommittedChange) { touched.withLock { $0.formUnion(change.touched) } }

    func take() -> Set<Dependency> {
        touched.withLock { touched in
            defer { touched = [] }
            return touched
        }
    }
}

extension ArticleContent {
    static var sample: ArticleContent {
        ArticleContent(
            title: "Gặt lúa mùa ở Đồng Nếp", section: "kinh-te-xa-hoi", lead: "Đã gặt xong 85% diện tích.",
            body: "Sáng nay, bà con thôn **Đồng Nếp** ra đồng.", source: "Phòng Kinh tế xã", author: "Trần Văn Lương",
            tags: ["lúa", "Đồng Nếp"])
    }

    func with(_ change: (inout ArticleContent) -> Void) -> ArticleContent {
        var content = self
        change(&content)
        return content
    }
}

extension Actor {
    static let editor = Actor(.person(id: 7, name: "Nguyễn Thị Hạnh"), permissions: .all)
    static let writer = Actor(.person(id: 8, name: "Vũ Thị Nghĩa"), permissions: PermissionSet(["news.write"]))
}

/// The module's own resources.
enum NewsTexts {
    static let resources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Resources")
    static let core = resources.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/PortalKit/Resources")

    static func vi() throws -> Texts {
        TextLibrary(core: core, modules: [("news", resources)], languages: ["vi", "en"])
            .texts(module: "news", language: "vi")
    }
}
