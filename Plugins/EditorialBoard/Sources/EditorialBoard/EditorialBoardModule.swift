import PortalKit

/// The editorial board: who belongs to it with which duties, its plans, what it covers, what it asks bodies for, commendations
/// and violations, minutes (the regulation's Art. 3–5, 15).
struct EditorialBoardModule: PortalModule {
    static let manifest = ModuleManifest(
        id: BoardNames.module, version: "1.0.0", mountPath: "/ban-bien-tap", tablePrefix: BoardNames.tablePrefix,
        permissions: (BoardPermission.members + [BoardPermission.answer]).map { PermissionDefinition(id: $0) },
        settings: BoardSettings.definitions)

    init() {}

    func register(in registration: inout ModuleRegistration) throws {
        for migration in BoardSchema.all { registration.migration(migration.id, migration.apply) }
        try registration.workflow(PlanWorkflow.type, gates: PlanWorkflow.gates, records: PlanWorkflow.records)
        for records in BoardRevisions.all { registration.revisions(records) }
        registration.route(.get, BoardScreen.feed, CalendarFeed.show)
        registerCoverage(in: &registration)
        registerTerms(in: &registration)
        registerPlans(in: &registration)
        registerRequests(in: &registration)
        registerCases(in: &registration)
        registerMinutes(in: &registration)
        registerOwn(in: &registration)
        registerRoles(in: &registration)
        for job in BoardJobs.all { registration.job(job) }
        for mail in BoardJobs.mails { registration.mailTemplate(mail) }
        for section in BoardReports.all { registration.reportSection(section) }
        registration.dashboard(BoardDashboard.contribution)
        registration.content("editorial-board", BoardLoader.load)
        registration.template("plan", PlanModel.self)
    }

    private func registerCoverage(in registration: inout ModuleRegistration) {
        let (plan, members) = (BoardPermission.plan, BoardPermission.members)
        registration.adminMenu(AdminMenuEntry(title: "coverage.list", anyOf: members, order: 10))
        registration.adminScreen(.get, "/", anyOf: members, CoverageScreens.list.show)
        registration.adminScreen(.get, "/tai-ve", anyOf: members, CoverageScreens.list.download)
        registration.adminScreen(.get, Coverage.newScreen, permission: plan, CoverageScreens.edit.new)
        registration.adminScreen(.post, Coverage.newScreen, permission: plan, CoverageScreens.edit.create)
        registration.adminScreen(.get, "/:id", anyOf: members, CoverageScreens.show)
        registration.adminScreen(.get, "/:id/sua", permission: plan, CoverageScreens.edit.edit)
        registration.adminScreen(.post, "/:id/sua", permission: plan, CoverageScreens.edit.save)
        registration.adminScreen(.post, "/:id/ket-qua", anyOf: members, CoverageScreens.report)
        registration.adminScreen(.post, "/:id/huy", permission: plan, CoverageScreens.cancel)
        registration.adminScreen(.post, "/:id/xoa", permission: plan, CoverageScreens.delete)
    }

    private func registerTerms(in registration: inout ModuleRegistration) {
        let (manage, members, path) = (BoardPermission.manage, BoardPermission.members, Term.path)
        registration.adminMenu(AdminMenuEntry(title: "term.list", path: path, anyOf: members, order: 60))
        registration.adminScreen(.get, path, anyOf: members, TermScreens.list.show)
        registration.adminScreen(.get, path + "/tai-ve", anyOf: members, TermScreens.list.download)
        registration.adminScreen(.get, path + "/moi", permission: manage, TermScreens.edit.new)
        registration.adminScreen(.post, path + "/moi", permission: manage, TermScreens.edit.create)
        registration.adminScreen(.get, path + "/:id", anyOf: members, TermScreens.show)
        registration.adminScreen(.get, path + "/:id/sua", permission: manage, TermScreens.edit.edit)
        registration.adminScreen(.post, path + "/:id/sua", permission: manage, TermScreens.edit.save)
        registration.adminScreen(.post, path + "/:id/xoa", permission: manage, TermScreens.delete)
        registration.adminScreen(.get, path + "/:id/thanh-vien/moi", permission: manage, TermScreens.member.new)
        registration.adminScreen(.post, path + "/:id/thanh-vien/moi", permission: manage, TermScreens.member.create)
        registration.adminScreen(.post, path + "/:id/thanh-vien/xoa", permission: manage, TermScreens.deleteMember)
        registration.adminScreen(.get, path + "/:id/thanh-vien/:member", permission: manage, TermScreens.member.edit)
        registration.adminScreen(.post, path + "/:id/thanh-vien/:member", permission: manage, TermScreens.member.save)
    }

    private func registerPlans(in registration: inout ModuleRegistration) {
        let (plan, members, path) = (BoardPermission.plan, BoardPermission.members, Plan.path)
        registration.adminMenu(AdminMenuEntry(title: "plan.list", path: path, anyOf: members, order: 20))
        registration.adminScreen(.get, path, anyOf: members, PlanScreens.list.show)
        registration.adminScreen(.get, path + "/tai-ve", anyOf: members, PlanScreens.list.download)
        registration.adminScreen(.get, path + "/moi", permission: plan, PlanScreens.edit.new)
        registration.adminScreen(.post, path + "/moi", permission: plan, PlanScreens.edit.create)
        registration.adminScreen(.get, path + "/:id", anyOf: members, PlanScreens.show)
        registration.adminScreen(.get, path + "/:id/sua", permission: plan, PlanScreens.edit.edit)
        registration.adminScreen(.post, path + "/:id/sua", permission: plan, PlanScreens.edit.save)
        registration.adminScreen(.post, path + "/:id/xoa", permission: plan, PlanScreens.delete)
        let items = path + "/:id/viec"
        registration.adminScreen(.get, items + "/moi", permission: plan, PlanItemScreens.screens.new)
        registration.adminScreen(.post, items + "/moi", permission: plan, PlanItemScreens.screens.create)
        registration.adminScreen(.get, items + "/:item", anyOf: members, PlanItemScreens.show)
        registration.adminScreen(.post, items + "/:item", anyOf: members, PlanItemScreens.report)
        registration.adminScreen(.get, items + "/:item/sua", permission: plan, PlanItemScreens.edit)
        registration.adminScreen(.post, items + "/:item/sua", permission: plan, PlanItemScreens.edit)
        registration.adminScreen(.post, items + "/:item/xoa", permission: plan, PlanItemScreens.delete)
    }

    private func registerRequests(in registration: inout ModuleRegistration) {
        let (plan, path) = (BoardPermission.plan, InformationRequest.path)
        let all = BoardPermission.members + [BoardPermission.answer]
        registration.adminMenu(AdminMenuEntry(title: "request.list", path: path, anyOf: all, order: 30))
        registration.adminScreen(.get, path, anyOf: all, RequestScreens.list.show)
        registration.adminScreen(.get, path + "/tai-ve", anyOf: all, RequestScreens.list.download)
        registration.adminScreen(.get, path + "/moi", permission: plan, RequestScreens.edit.new)
        registration.adminScreen(.post, path + "/moi", permission: plan, RequestScreens.edit.create)
        registration.adminScreen(.get, path + "/:id", anyOf: all, RequestScreens.show)
        registration.adminScreen(.get, path + "/:id/sua", permission: plan, RequestScreens.edit.edit)
        registration.adminScreen(.post, path + "/:id/sua", permission: plan, RequestScreens.edit.save)
        registration.adminScreen(.post, path + "/:id/tra-loi", anyOf: all, RequestScreens.answer)
        registration.adminScreen(.post, path + "/:id/nhac", permission: plan, RequestScreens.remind)
        registration.adminScreen(.post, path + "/:id/rut", permission: plan, RequestScreens.withdraw)
    }

    private func registerCases(in registration: inout ModuleRegistration) {
        let (plan, approve, path) = (BoardPermission.plan, BoardPermission.approve, BoardCase.path)
        let both = [plan, approve]
        registration.adminMenu(AdminMenuEntry(title: "case.list", path: path, anyOf: both, order: 40))
        registration.adminScreen(.get, path, anyOf: both, CaseScreens.list.show)
        registration.adminScreen(.get, path + "/tai-ve", anyOf: both, CaseScreens.list.download)
        registration.adminScreen(.get, path + "/moi", permission: plan, CaseScreens.edit.new)
        registration.adminScreen(.post, path + "/moi", permission: plan, CaseScreens.edit.create)
        registration.adminScreen(.get, path + "/:id", anyOf: both, CaseScreens.show)
        registration.adminScreen(.get, path + "/:id/sua", permission: plan, CaseScreens.edit.edit)
        registration.adminScreen(.post, path + "/:id/sua", permission: plan, CaseScreens.edit.save)
        registration.adminScreen(.post, path + "/:id/quyet-dinh", permission: approve, CaseScreens.decide)
        registration.adminScreen(.post, path + "/:id/xoa", permission: plan, CaseScreens.delete)
    }

    private func registerMinutes(in registration: inout ModuleRegistration) {
        let (plan, members, path) = (BoardPermission.plan, BoardPermission.members, Minutes.path)
        registration.adminMenu(AdminMenuEntry(title: "minutes.list", path: path, anyOf: members, order: 50))
        registration.adminScreen(.get, path, anyOf: members, MinutesScreens.list.show)
        registration.adminScreen(.get, path + "/tai-ve", anyOf: members, MinutesScreens.list.download)
        registration.adminScreen(.get, path + "/moi", permission: plan, MinutesScreens.edit.new)
        registration.adminScreen(.post, path + "/moi", permission: plan, MinutesScreens.edit.create)
        registration.adminScreen(.get, path + "/:id", anyOf: members, MinutesScreens.show)
        registration.adminScreen(.get, path + "/:id/sua", permission: plan, MinutesScreens.edit.edit)
        registration.adminScreen(.post, path + "/:id/sua", permission: plan, MinutesScreens.edit.save)
        registration.adminScreen(.post, path + "/:id/chot", permission: plan, MinutesScreens.close)
        registration.adminScreen(.post, path + "/:id/xoa", permission: plan, MinutesScreens.delete)
    }

    private func registerOwn(in registration: inout ModuleRegistration) {
        let members = BoardPermission.members
        registration.adminMenu(AdminMenuEntry(title: "own", path: BoardScreen.own, anyOf: members, order: 70))
        registration.adminScreen(.get, BoardScreen.own, anyOf: members, OwnScreen.show)
        registration.adminScreen(.post, BoardScreen.renewFeed, anyOf: members, OwnScreen.renew)
    }

    private func registerRoles(in registration: inout ModuleRegistration) {
        registration.permissionScopes(.bodies(permissions: [BoardPermission.answer]))
        registration.starterRole(
            StarterRole("board-head", permissions: [BoardPermission.approve, BoardPermission.takePart]))
        registration.starterRole(
            StarterRole("board-standing", permissions: [BoardPermission.manage, BoardPermission.plan]))
        registration.starterRole(StarterRole("board-member", permissions: [BoardPermission.takePart]))
        registration.starterRole(StarterRole("board-contact", permissions: [BoardPermission.answer]))
    }
}
