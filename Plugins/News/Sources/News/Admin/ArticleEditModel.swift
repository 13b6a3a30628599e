import Foundation
import PortalKit

/// What the template `admin/edit` shows: the form, and beside it where the article stands and how it got there.
struct ArticleEditModel: TemplateModel {
    /// A way to the next step, with what it asks.
    struct Step: Sendable {
        let url: String
        let label: String
        let primary: Bool
        let fields: [FieldModel]
    }

    /// What keeps the article from going on, and where one may decide about it.
    struct Obstacle: Sendable {
        let text: String
        let url: String?
    }

    struct Event: Sendable {
        let action: String
        let actor: String
        let time: MomentModel
        let url: String?
        let number: String?
        let note: String?
    }

    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let csrf: String
    let revision: String
    /// Nil for whoever may see the article but not change it in its step.
    let form: FormModel?
    let lockedNotice: String?
    /// Whether there is more than the steps: the form, or why there is none.
    let hasMain: Bool
    /// Who saved meanwhile, when somebody did.
    let conflict: String?
    let conflictUrl: String?
    let state: String
    let stateBadge: String
    let assignedTo: String?
    let due: MomentModel?
    let hasObstacles: Bool
    let obstacles: [Obstacle]
    let steps: [Step]
    let editUrl: String?
    let previewUrl: String?
    let publicUrl: String?
    /// The submission that it was made from, for those who may see it.
    let submissionUrl: String?
    let hasHistory: Bool
    let history: [Event]

    static var example: ArticleEditModel {
        let moment = MomentModel(iso: "2026-09-26T08:30:00+07:00", text: "08:30 26/09/2026")
        return ArticleEditModel(
            title: "Sửa tin, bài", intro: "Phiên bản 4", hasActions: true,
            actions: [AdminAction("Danh sách", url: "/quan-tri/news", isPrimary: true, icon: "list")], csrf: "…",
            revision: "4", form: .example, lockedNotice: "Bài đang chờ kiểm duyệt", hasMain: true,
            conflict: "Có người vừa lưu bài này", conflictUrl: "/quan-tri/news/1/phien-ban/5", state: "Chờ kiểm duyệt",
            stateBadge: "warning", assignedTo: "Lê Quang Vinh", due: moment, hasObstacles: true,
            obstacles: [Obstacle(text: "Thiếu người viết.", url: "/quan-tri/dau-mat/news.article/1")],
            steps: [
                Step(
                    url: "/quan-tri/news/1/buoc/return", label: "Trả lại", primary: true,
                    fields: FieldModel.examples)
            ], editUrl: "/quan-tri/news/1", previewUrl: "/quan-tri/news/1/xem", publicUrl: "/tin-tuc/thong-bao/lich",
            submissionUrl: "/quan-tri/news/ban-gui/1", hasHistory: true,
            history: [
                Event(
                    action: "Gửi kiểm duyệt", actor: "Nguyễn Thị Hạnh", time: moment,
                    url: "/quan-tri/news/1/phien-ban/4", number: "4", note: "Đã bổ sung ảnh")
            ])
    }
}
