import Foundation
import GRDB
import PortalKit

/// The block of the home page: what can be commented on now, and what comes next.
enum ConsultationBlocks {
    private static let title = SettingDefinition(
        key: "title", type: .text(maximumLength: 80), defaultValue: .text(""))
    private static let count = SettingDefinition(key: "count", type: .integer(1...10), defaultValue: .integer(3))

    static let open = HomeBlock(id: "open", options: [title, count]) { request, options in
        let settings = ConsultationSettings(request)
        request.depends(on: .consultationDrafts, .settings(request.module.id))
        let (now, count) = (request.now, options.integer("count"))
        let (drafts, next) = try await request.module.storage.read { database in
            (
                try DraftList(now: now).rows(limit: count, offset: 0, in: database),
                try DraftList.nextChange(after: now, in: database)
            )
        }
        request.expires(at: min(next ?? .distantFuture, VietnamTime(now).dayBounds.upperBound))
        guard !drafts.isEmpty else { return nil }
        return try request.fragment(
            "blocks/open",
            OpenBlockModel(
                title: options.text("title").present ?? settings.title, url: request.module.url(),
                cards: drafts.map { DraftCardModel($0, request) }))
    }
}

/// What the template `blocks/open` shows.
struct OpenBlockModel: TemplateModel {
    let title: String
    let url: String
    let cards: [DraftCardModel]

    static var example: OpenBlockModel {
        OpenBlockModel(title: "Dự thảo lấy ý kiến", url: "/du-thao", cards: [.example])
    }
}
