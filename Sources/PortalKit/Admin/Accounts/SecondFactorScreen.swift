import Foundation

/// A person's own second factor: set up with a telephone, recovery codes, and taken away again.
enum SecondFactorScreen {
    static let path = "\(OwnAccountScreen.path)/xac-thuc"

    static func show(_ request: Request) async throws -> Response {
        try await page(request)
    }

    /// Makes a secret, after the password: whoever finds a session open must not shut its owner out.
    static func begin(_ request: Request) async throws -> Response {
        let form = try await passwordForm(request)
        guard form.isValid else { return try await page(request, password: form) }
        let (id, store) = (try id(request), SecondFactorStore(secrets: request.site.secrets))
        try await request.site.storage(for: "core").write(as: request.actor) { change in
            try store.begin(for: id, in: change.database)
        }
        return .redirect(to: path)
    }

    /// Puts the factor in force once a code of it was shown, and shows the recovery codes.
    static func confirm(_ request: Request) async throws -> Response {
        var form = codeForm(request)
        form.accept(request)
        guard form.isValid else { return try await page(request, code: form) }
        let (id, store, code) = (try id(request), SecondFactorStore(secrets: request.site.secrets), form["code"])
        if case .wait(let seconds) = admit(request) {
            form.fail("code", request.texts("login.wait", ["minutes": String((seconds + 59) / 60)]))
            return try await page(request, code: form)
        }
        let (site, account) = (request.site, try await OwnAccountScreen.account(request))
        let codes = try await site.storage(for: "core").write(as: request.actor) { change in
            let codes = try store.confirm(code, for: id, now: change.now, in: change.database)
            if codes != nil {
                try change.audit("account.second_factor", on: AccountDesk.record(id))
                try change.tell(.on, account, site)
            }
            return codes
        }
        guard let codes else {
            form.fail("code", request.texts("second_factor.wrong_code"))
            return try await page(request, code: form)
        }
        return try recoveryCodes(codes, request)
    }

    /// Makes other recovery codes.
    static func renewCodes(_ request: Request) async throws -> Response {
        let form = try await passwordForm(request)
        guard form.isValid else { return try await page(request, password: form) }
        let (id, store) = (try id(request), SecondFactorStore(secrets: request.site.secrets))
        let (site, account) = (request.site, try await OwnAccountScreen.account(request))
        let codes = try await site.storage(for: "core").write(as: request.actor) { change in
            guard try SecondFactorStore.isInForce(for: id, in: change.database) else { throw PortalError.notFound }
            try change.audit("account.recovery_codes", on: AccountDesk.record(id))
            try change.tell(.newCodes, account, site)
            return try store.renewRecoveryCodes(of: id, in: change.database)
        }
        return try recoveryCodes(codes, request)
    }

    /// Takes the factor away, unless the site demands one.
    static func remove(_ request: Request) async throws -> Response {
        var form = try await passwordForm(request)
        if form.isValid, request.site.demandsSecondFactor(request.actor) {
            form.fail("current", request.texts("second_factor.demanded"))
        }
        guard form.isValid else { return try await page(request, password: form) }
        let (id, store) = (try id(request), SecondFactorStore(secrets: request.site.secrets))
        let (site, account) = (request.site, try await OwnAccountScreen.account(request))
        try await site.storage(for: "core").write(as: request.actor) { change in
            try store.remove(from: id, in: change.database)
            try change.audit("account.second_factor_off", on: AccountDesk.record(id))
            try change.tell(.off, account, site)
        }
        return .redirect(to: path, message: FlashMessage(.success, request.texts("second_factor.removed")))
    }

    // MARK: - Forms

    private static func id(_ request: Request) throws -> Int64 {
        guard let id = request.actor.personId else { throw PortalError.loginRequired }
        return id
    }

    private static func admit(_ request: Request) -> LoginLimiter.Admission {
        request.site.loginCodes.admit(
            login: "enrolment:\(request.actor.personId ?? 0)", address: request.client.address, isFamiliar: true,
            now: request.now)
    }

    private static func codeForm(_ request: Request) -> Form {
        Form(fields: [
            FormField(
                "code", label: request.texts("second_factor.code"), help: request.texts("second_factor.code_help"),
                isRequired: true, maximumLength: 20, autocomplete: "one-time-code")
        ])
    }

    private static func emptyPasswordForm(_ request: Request) -> Form {
        Form(fields: [
            FormField(
                "current", .password, label: request.texts("account.current_password"), isRequired: true,
                maximumLength: 1000, autocomplete: "current-password")
        ])
    }

    /// The form with the password that was sent, checked.
    private static func passwordForm(_ request: Request) async throws -> Form {
        var form = emptyPasswordForm(request)
        form.accept(request)
        guard form.isValid else { return form }
        let account = try await OwnAccountScreen.account(request)
        if let refusal = try await OwnAccountScreen.refusal(of: form["current"], account: account, request) {
            form.fail("current", refusal)
        }
        form.set("current", to: "")
        return form
    }

    // MARK: - Pages

    private static func page(
        _ request: Request, password: Form? = nil, code: Form? = nil
    ) async throws -> Response {
        let (texts, id, store) = (request.texts, try id(request), SecondFactorStore(secrets: request.site.secrets))
        let account = try await OwnAccountScreen.account(request)
        let factor = try await request.site.database.read { try store.find(id, in: $0) }
        let isDemanded = request.site.demandsSecondFactor(request.actor)
        let passwordForm = password ?? emptyPasswordForm(request)
        let isPending = factor.map { $0.confirmedAt == nil } ?? false
        let address = factor.map {
            TOTP.address(secret: $0.secret, login: account.login, issuer: request.site.identity.name)
        }
        let model = SecondFactorModel(
            title: texts("second_factor.title"),
            intro: texts(isDemanded ? "second_factor.intro_demanded" : "second_factor.intro"), hasActions: false,
            actions: [], isOff: factor == nil, isPending: isPending, isOn: factor != nil && !isPending,
            isRemovable: !isDemanded,
            qrCodeHTML: isPending ? address.flatMap { QRCode.svg(of: $0, title: texts("second_factor.qr")) } : nil,
            address: isPending ? address : nil,
            secret: isPending ? factor.map { Self.grouped(Base32.encode($0.secret)) } : nil,
            state: factor?.confirmedAt.map {
                texts(
                    "second_factor.on",
                    ["time": VietnamTime($0).timeText, "codes": String(factor?.recoveryCodes ?? 0)])
            },
            begin: request.formModel(passwordForm, action: "\(path)/bat-dau", submit: texts("second_factor.begin")),
            confirm: request.formModel(
                code ?? codeForm(request), action: "\(path)/xac-nhan", submit: texts("second_factor.confirm")),
            manage: request.formModel(
                passwordForm, action: "\(path)/ma-du-phong", submit: texts("second_factor.renew_codes")),
            removeUrl: "\(path)/tat")
        let info = PageInfo(
            title: model.title, breadcrumbs: [.init(texts("account.own"), url: OwnAccountScreen.path)])
        var response = try request.adminCorePage("admin/second-factor", model, info)
        if password?.isValid == false || code?.isValid == false { response.status = 422 }
        return response
    }

    private static func recoveryCodes(_ codes: [String], _ request: Request) throws -> Response {
        let texts = request.texts
        let model = RecoveryCodesModel(
            title: texts("second_factor.codes_title"), intro: texts("second_factor.codes_intro"), codes: codes,
            back: OwnAccountScreen.path)
        let info = PageInfo(
            title: model.title, breadcrumbs: [.init(texts("account.own"), url: OwnAccountScreen.path)])
        return try request.adminCorePage("admin/recovery-codes", model, info)
    }

    private static func grouped(_ secret: String) -> String {
        let characters = Array(secret)
        return stride(from: 0, to: characters.count, by: 4)
            .map { String(characters[$0..<min($0 + 4, characters.count)]) }.joined(separator: " ")
    }
}

/// What the template `admin/second-factor` shows: one of three states.
struct SecondFactorModel: TemplateModel {
    let title: String
    let intro: String?
    let hasActions: Bool
    let actions: [AdminAction]
    let isOff: Bool
    let isPending: Bool
    let isOn: Bool
    let isRemovable: Bool
    let qrCodeHTML: SafeHTML?
    /// Opens the authenticator program of the telephone on which this page is read.
    let address: String?
    let secret: String?
    let state: String?
    let begin: FormModel
    let confirm: FormModel
    let manage: FormModel
    let removeUrl: String

    static var example: SecondFactorModel {
        SecondFactorModel(
            title: "Xác thực hai bước", intro: "Mã trên điện thoại", hasActions: true,
            actions: [AdminAction("Xem", url: "/", isPrimary: true, icon: "eye")], isOff: true, isPending: true,
            isOn: true, isRemovable: true, qrCodeHTML: SafeHTML(escaping: "mã"), address: "otpauth://totp/a",
            secret: "ABCD EFGH", state: "Đang bật",
            begin: .example, confirm: .example, manage: .example, removeUrl: "/quan-tri/tai-khoan/xac-thuc/tat")
    }
}

/// What the template `admin/recovery-codes` shows.
struct RecoveryCodesModel: TemplateModel {
    let title: String
    let intro: String
    let codes: [String]
    let back: String

    static var example: RecoveryCodesModel {
        RecoveryCodesModel(
            title: "Mã dự phòng", intro: "Chỉ hiện một lần", codes: ["ABCD-EFGH-JKMN"], back: "/quan-tri/tai-khoan")
    }
}

/// Thrown for each screen but those on which a second factor is set up, while the site demands one that is missing.
struct SecondFactorDemand: Error {}

extension Site {
    /// Whether somebody must have a second factor on this site.
    func demandsSecondFactor(_ actor: Actor) -> Bool {
        switch configuration.accounts.secondFactor {
        case .optional: false
        case .administrators: actor.permissions.covers(.all)
        case .everyone: true
        }
    }
}
