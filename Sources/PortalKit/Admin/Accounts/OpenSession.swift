import Foundation

/// One line of what is known, as a screen shows it.
struct AccountFact: Sendable {
    let label: String
    let value: String
}

/// A session as the partial `admin/partials/sessions` shows it.
struct OpenSession: Sendable {
    let device: String
    let agent: String?
    let current: Bool
    let facts: [AccountFact]
    let postActions: [PostAction]

    /// - Parameter endURL: where its button posts; nil: it has none.
    init(_ session: Session, endURL: String?, _ request: Request) {
        let texts = request.texts
        let name = DeviceName(userAgent: session.userAgent)
        device = name.text(texts)
        agent = session.userAgent.isEmpty ? nil : session.userAgent
        current = session.id == request.session?.id
        facts = [
            AccountFact(label: texts("address_of_client"), value: session.address),
            AccountFact(label: texts("account.session_since"), value: VietnamTime(session.createdAt).timeText),
            AccountFact(label: texts("account.session_until"), value: VietnamTime(session.expiresAt).timeText),
        ].filter { !$0.value.isEmpty }
        guard let endURL else {
            postActions = []
            return
        }
        let end = AdminPost(texts("account.end_session"), url: endURL, subject: device)
        postActions = [PostAction(end, csrf: request.formToken())]
    }

    private init() {
        device = "Firefox trên Linux"
        agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
        current = true
        facts = [AccountFact(label: "Địa chỉ", value: "10.0.0.7")]
        postActions = [
            PostAction(
                AdminPost("Kết thúc", url: "/", subject: "Firefox", isPrimary: true, confirm: .example), csrf: "…")
        ]
    }

    static let example = OpenSession()
}

/// What a browser is called in words, read from how it names itself.
struct DeviceName: Sendable, Equatable {
    let browser: String?
    let system: String?

    /// Each pair is a mark and what it means; an earlier mark goes before a later one, since browsers name others too.
    private static let browsers = [
        ("coc_coc_browser", "Cốc Cốc"), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"),
        ("Safari/", "Safari"), ("Trident/", "Internet Explorer"), ("MSIE", "Internet Explorer"), ("curl/", "curl"),
    ]
    private static let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
        ("CrOS", "ChromeOS"), ("Macintosh", "macOS"), ("Linux", "Linux"),
    ]

    init(userAgent: String) {
        browser = Self.browsers.first { userAgent.contains($0.0) }?.1
        system = Self.systems.first { userAgent.contains($0.0) }?.1
    }

    func text(_ texts: Texts) -> String {
        switch (browser, system) {
        case (let browser?, let system?): texts("account.device", ["browser": browser, "system": system])
        case (let name?, nil), (nil, let name?): name
        case (nil, nil): texts("account.unknown_device")
        }
    }
}
