/// The page on which an administrator sees a link once, to hand it over: where no mail can bring it.
enum AccountLinkPage {
    /// Says that the link is on its way by mail, else shows it.
    static func afterIssue(_ account: Account, token: String, _ request: Request) throws -> Response {
        let (texts, mails) = (request.texts, AccountMails(site: request.site))
        let back = "\(AdminPath.accounts)/\(account.id)"
        if mails.canReach(account) {
            let sent = texts("accounts.link_sent", ["name": account.fullName, "email": account.email])
            return .redirect(to: back, message: FlashMessage(.success, sent))
        }
        let model = AccountLinkModel(
            title: texts("accounts.link_title", ["name": account.fullName]), intro: texts("accounts.link_intro"),
            url: mails.url(token: token), hours: texts("accounts.link_holds", ["hours": "72"]), back: back)
        let info = PageInfo(title: model.title, breadcrumbs: [AccountScreen.list(request)])
        return try request.adminCorePage("admin/account-link", model, info)
    }
}

/// What the template `admin/account-link` shows.
struct AccountLinkModel: TemplateModel {
    let title: String
    let intro: String
    let url: String
    let hours: String
    let back: String

    static var example: AccountLinkModel {
        AccountLinkModel(
            title: "Liên kết cho Nguyễn Thị Hạnh", intro: "Chỉ hiện một lần",
            url: "https://xa.example/quan-tri/mat-khau/x",
            hours: "72 giờ", back: "/quan-tri/nguoi-dung/1")
    }
}
