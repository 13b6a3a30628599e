import PortalKit

/// What the template `filling` shows.
struct FillingModel: TemplateModel {
    let title: String
    let step: String
    let heading: String
    let help: String?
    let steps: [LinkModel]
    let notice: String?
    let hasReview: Bool
    let review: [AnswerSheet.Section]
    let citizen: CitizenOfferModel?
    let form: FormModel
    let parts: [PartModel]
    let hidden: [FieldModel]
    let then: String
    let hasBack: Bool

    static var example: FillingModel {
        FillingModel(
            title: "Nộp hồ sơ: Đăng ký khai sinh", step: "Bước 2 / 5", heading: "Trẻ được khai sinh",
            help: "Theo giấy chứng sinh", steps: [.example], notice: "Có mục mới", hasReview: true,
            review: [AnswerSheet.example], citizen: .example, form: .example, parts: PartModel.examples,
            hidden: FieldModel.examples,
            then: "next", hasBack: true)
    }
}

/// What the template `filling-saved` shows.
struct SavedModel: TemplateModel {
    let title: String
    let procedure: String
    let code: String
    let help: String
    let goOnUrl: String
    let resumeUrl: String

    static var example: SavedModel {
        SavedModel(
            title: "Đã lưu", procedure: "Đăng ký khai sinh", code: "7K2M-9QX4-TD3HW", help: "Giữ đến 24/12/2026",
            goOnUrl: "/dich-vu-cong/dang-ky-khai-sinh/nop?ma=7K2M", resumeUrl: "/dich-vu-cong/lam-tiep")
    }
}
