/// The site as every template sees it under `site`.
struct SiteModel: TemplateModel {
    struct Superior: Sendable {
        let name: String
        let url: String?
    }

    let name: String
    let authority: String
    let hasSuperiors: Bool
    let superiors: [Superior]
    let logo: String
    let favicon: String
    let icons: String
    let editorScript: String
    let editorStyle: String
    let home: String
    let themeColor: String
    let address: String?
    let phone: String?
    let phoneNumber: String?
    let email: String?
    let responsible: String?

    static var example: SiteModel {
        SiteModel(
            name: "Cổng thông tin điện tử xã Đồng Việt", authority: "Ủy ban nhân dân xã Đồng Việt", hasSuperiors: true,
            superiors: [Superior(name: "Tỉnh Bắc Ninh", url: "https://bacninh.example/")], logo: "/assets/logo.svg",
            favicon: "/assets/favicon.svg", icons: "/assets/icons.svg", editorScript: "/assets/editor.js",
            editorStyle: "/assets/editor.css", home: "/", themeColor: "#8c2f1e",
            address: "Thôn Đông Thịnh", phone: "0204 000 100", phoneNumber: "0204000100",
            email: "ubnd@dongviet.example", responsible: "Bà Nguyễn Thị Hạnh")
    }
}

/// A link with words.
public struct LinkModel: Sendable {
    let title: String
    let url: String

    /// A link.
    public init(title: String, url: String) {
        self.title = title
        self.url = url
    }
}
