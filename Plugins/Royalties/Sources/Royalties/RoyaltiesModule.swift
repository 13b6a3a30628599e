import PortalKit

/// Royalties for authors and remuneration for editing, collecting, moderating: from the yearly budget and income, by workload
/// and quality, on a sheet that the office draws up and the chair approves (the regulation's Art. 12).
struct RoyaltiesModule: PortalModule {
    static let manifest = ModuleManifest(
        id: RoyaltyNames.module, version: "1.0.0", mountPath: "/nhuan-but",
        permissions: (RoyaltyPermission.all + [RoyaltyPermission.own]).map { PermissionDefinition(id: $0) },
        settings: RoyaltySettings.definitions)

    init() {}

    func register(in registration: inout ModuleRegistration) throws {
        let settings = RoyaltySettings(registration.settings)
        for migration in RoyaltySchema.all { registration.migration(migration.id, migration.apply) }
        try registration.workflow(
            SheetWorkflow.type, gates: SheetWorkflow.gates(share: settings.incomeShare),
            records: SheetWorkflow.records)
        registerWork(in: &registration)
        registerSheets(in: &registration)
        registerSources(in: &registration)
        registerRoles(in: &registration)
        for event in settings.publications {
            registration.onEvent(event, id: "credits-\(event)", PublicationCredits.record)
        }
        for event in settings.incomes { registration.onEvent(event, id: "income-\(event)", IncomeTold.record) }
        registration.job(RoyaltyMails.reminderJob)
        for mail in RoyaltyMails.all { registration.mailTemplate(mail) }
        registration.dashboard(RoyaltyDashboard.contribution)
        for section in RoyaltyReports.all { registration.reportSection(section) }
        registration.content("royalties", RoyaltyLoader.load)
        registration.template("admin/funds", FundModel.self)
        registration.template("admin/own", OwnModel.self)
        registration.template("admin/sheet", SheetModel.self)
        registration.template("sheet", SheetModel.self)
    }

    private func registerWork(in registration: inout ModuleRegistration) {
        let (record, grade, all) = (RoyaltyPermission.record, RoyaltyPermission.grade, RoyaltyPermission.all)
        registration.adminMenu(AdminMenuEntry(title: "contributions", anyOf: all, order: 10))
        registration.adminMenu(
            AdminMenuEntry(title: "grading", path: RoyaltyScreen.grading, permission: grade, order: 20))
        registration.adminScreen(.get, RoyaltyScreen.contributions, anyOf: all, ContributionListScreen.show)
        registration.adminScreen(.get, RoyaltyScreen.contributionsCSV, anyOf: all, ContributionListScreen.download)
        registration.adminScreen(.get, RoyaltyScreen.newContribution, permission: record, ContributionScreen.new)
        registration.adminScreen(.post, RoyaltyScreen.newContribution, permission: record, ContributionScreen.create)
        registration.adminScreen(.get, RoyaltyScreen.grading, permission: grade, GradingScreen.show)
        registration.adminScreen(.post, RoyaltyScreen.grading, permission: grade, GradingScreen.save)
        registration.adminScreen(.get, "/:id", anyOf: all, ContributionScreen.show)
        registration.adminScreen(.post, "/:id", anyOf: [record, grade], ContributionScreen.save)
        registration.adminScreen(.post, "/:id/loai", anyOf: [record, grade], ContributionScreen.exclude)
        registration.adminScreen(.post, "/:id/lay-lai", permission: record, ContributionScreen.include)
        registration.adminScreen(.post, "/:id/dieu-chinh", permission: record, ContributionScreen.correct)
        registration.adminMenu(
            AdminMenuEntry(title: "payees", path: RoyaltyScreen.payees, permission: record, order: 50))
        let payees = RoyaltyScreen.payees
        registration.adminScreen(.get, payees, permission: record, PayeeListScreen.show)
        registration.adminScreen(.get, payees + "/moi", permission: record, PayeeScreen.new)
        registration.adminScreen(.post, payees + "/moi", permission: record, PayeeScreen.create)
        registration.adminScreen(.get, payees + "/:id", permission: record, PayeeScreen.show)
        registration.adminScreen(.post, payees + "/:id", permission: record, PayeeScreen.save)
        registration.adminScreen(.post, payees + "/:id/gop", permission: record, PayeeScreen.merge)
        registration.adminMenu(
            AdminMenuEntry(title: "own", path: RoyaltyScreen.own, permission: RoyaltyPermission.own, order: 80))
        registration.adminScreen(.get, RoyaltyScreen.own, permission: RoyaltyPermission.own, OwnScreen.show)
    }

    private func registerSheets(in registration: inout ModuleRegistration) {
        let (record, all, sheets) = (RoyaltyPermission.record, RoyaltyPermission.all, RoyaltyScreen.sheets)
        let files = [record, RoyaltyPermission.approve, RoyaltyPermission.manage]
        registration.adminMenu(AdminMenuEntry(title: "sheets", path: sheets, anyOf: all, order: 30))
        registration.adminScreen(.get, sheets, anyOf: all, SheetListScreen.show)
        registration.adminScreen(.get, sheets + "/moi", permission: record, SheetScreen.new)
        registration.adminScreen(.post, sheets + "/moi", permission: record, SheetScreen.create)
        registration.adminScreen(.get, sheets + "/:id", anyOf: all, SheetScreen.show)
        registration.adminScreen(.get, sheets + "/:id/in", anyOf: all, SheetPrint.show)
        registration.adminScreen(.get, sheets + "/:id/tai-ve/:format", anyOf: files, SheetFiles.download)
        registration.adminScreen(.post, sheets + "/:id/cap-nhat", permission: record, SheetScreen.recollect)
        registration.adminScreen(.post, sheets + "/:id/bo", permission: record, SheetScreen.leave)
        registration.adminScreen(.post, sheets + "/:id/xoa", permission: record, SheetScreen.delete)
        registration.adminScreen(.post, sheets + "/:id/chi", permission: record, SheetScreen.pay)
    }

    private func registerSources(in registration: inout ModuleRegistration) {
        let (manage, all) = (RoyaltyPermission.manage, RoyaltyPermission.all)
        let (rates, funds) = (RoyaltyScreen.rates, RoyaltyScreen.funds)
        registration.adminMenu(AdminMenuEntry(title: "rates", path: rates, anyOf: all, order: 60))
        registration.adminScreen(.get, rates, anyOf: all, RateListScreen.show)
        registration.adminScreen(.get, rates + "/moi", permission: manage, RateScreen.new)
        registration.adminScreen(.post, rates + "/moi", permission: manage, RateScreen.create)
        registration.adminScreen(.get, rates + "/:id", anyOf: all, RateScreen.show)
        registration.adminScreen(.post, rates + "/:id", permission: manage, RateScreen.save)
        registration.adminScreen(.post, rates + "/:id/xoa", permission: manage, RateScreen.delete)
        registration.adminMenu(AdminMenuEntry(title: "funds", path: funds, anyOf: all, order: 70))
        registration.adminScreen(.get, funds, anyOf: all, FundScreens.list)
        registration.adminScreen(.get, funds + "/:year", anyOf: all, FundScreens.show)
        registration.adminScreen(.post, funds + "/:year", permission: manage, FundScreens.setBudget)
        registration.adminScreen(.post, funds + "/:year/thu", permission: manage, FundScreens.addIncome)
        registration.adminScreen(.post, funds + "/:year/thu/:id/xoa", permission: manage, FundScreens.removeIncome)
    }

    private func registerRoles(in registration: inout ModuleRegistration) {
        registration.starterRole(
            StarterRole("office", permissions: [RoyaltyPermission.record, RoyaltyPermission.manage]))
        registration.starterRole(StarterRole("board", permissions: [RoyaltyPermission.grade]))
        registration.starterRole(StarterRole("chair", permissions: [RoyaltyPermission.approve]))
        registration.starterRole(StarterRole("author", permissions: [RoyaltyPermission.own]))
    }
}
