import Foundation
import PortalKit

/// What the template `admin/edit` shows: the form, and beside it where the article stands and how it got there.
struct ArticleEditModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let csrf: String
    let revision: String
    /// Nil for whoever may see the article but not change it in its step.
    let form: FormModel?
    let lockedNotice: String?
    let workflow: WorkflowPanel
    let revisionsUrl: String
    let previewUrl: String?
    let publicUrl: String?
    /// The submission that it was made from, for those who may see it.
    let submissionUrl: String?
    /// The file that it was made from, for those who may change it.
    let source: Source?

    struct Source: Sendable {
        let url: String
        let name: String
    }

    static var example: ArticleEditModel {
        ArticleEditModel(
            title: "Sửa tin, bài", intro: "Phiên bản 4", hasActions: true,
            actions: [AdminAction("Danh sách", url: "/quan-tri/news", isPrimary: true, icon: "list")], csrf: "…",
            revision: "4", form: .example, lockedNotice: "Bài đang chờ kiểm duyệt",
            workflow: .example, revisionsUrl: "/quan-tri/news/1/phien-ban", previewUrl: "/quan-tri/news/1/xem",
            publicUrl: "/tin-tuc/thong-bao/lich", submissionUrl: "/quan-tri/news/ban-gui/1",
            source: Source(url: "/quan-tri/news/1/tep-goc", name: "bai-viet.docx"))
    }
}
