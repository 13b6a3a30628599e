import PortalKit

/// Drafts of legal documents put out for comment, and how the comments were taken up (regulation Art. 8.5).
struct DraftConsultationModule: PortalModule {
    static let manifest = ModuleManifest(
        id: ConsultationNames.module, version: "1.0.0", mountPath: "/du-thao", tablePrefix: "consultation_",
        permissions: ConsultationPermission.all.map { PermissionDefinition(id: $0) },
        settings: ConsultationSettings.definitions)

    init() {}

    func register(in registration: inout ModuleRegistration) throws {
        let settings = ConsultationSettings(registration.settings, language: registration.texts.language)
        for migration in ConsultationSchema.all { registration.migration(migration.id, migration.apply) }
        try registration.workflow(
            DraftWorkflow.type, gates: DraftWorkflow.gates(settings), records: DraftWorkflow.records)
        registration.revisions(DraftRevisions.records)
        registerPages(settings, in: &registration)
        registerComments(in: &registration)
        registerDrafts(in: &registration)
        registerDesk(in: &registration)
        registerPublication(settings, in: &registration)
        registerRoles(in: &registration)
        registration.content(ConsultationNames.module, DraftLoader.load)
    }

    private func registerPages(_ settings: ConsultationSettings, in registration: inout ModuleRegistration) {
        registration.route(.get, ConsultationPath.front, DraftListPage.show)
        registration.route(.get, ConsultationPath.draft(":slug"), DraftPage.show)
        registration.route(.get, ConsultationPath.comparison(":slug"), DraftComparisonPage.show)
        registration.route(.get, ConsultationPath.comments(":slug"), CommentsPage.show)
        registration.route(.get, ConsultationPath.report(":slug"), ReportPage.show)
        registration.menu(MenuEntry(title: settings.title, order: 35))
        registration.block(ConsultationBlocks.open)
        registration.template("list", DraftListModel.self)
        registration.template("draft", DraftModel.self)
        registration.template("compare", DraftComparisonModel.self)
        registration.template("comments", CommentsModel.self)
        registration.template("report", ReportPageModel.self)
        registration.template("blocks/open", OpenBlockModel.self)
    }

    /// What people send, and the links in mails to them.
    private func registerComments(in registration: inout ModuleRegistration) {
        registration.route(.get, ConsultationPath.comment(":slug"), CommentPage.show)
        registration.upload(ConsultationPath.comment(":slug"), limits: CommentLimit.form, CommentPage.send)
        registration.route(.get, ConsultationPath.follow(":slug"), FollowPage.show)
        registration.route(.post, ConsultationPath.follow(":slug"), FollowPage.send)
        registration.route(.get, ConsultationPath.sent(":code"), SentPage.show)
        registration.route(.post, ConsultationPath.sent(":code"), SentPage.confirm)
        let links: [(String, Handler)] = [
            (ConsultationPath.confirm, LinkPages.confirm), (ConsultationPath.own, LinkPages.own),
            (ConsultationPath.followed, LinkPages.follow), (ConsultationPath.unfollow, LinkPages.unfollow),
        ]
        for (path, handler) in links {
            registration.route(.get, path, handler)
            registration.route(.post, path, handler)
        }
        registration.template("comment-form", CommentFormModel.self)
        registration.template("follow", FollowModel.self)
        registration.template("sent", SentModel.self)
        registration.template("link", LinkModel.self)
        for mail in ConsultationJobs.mails { registration.mailTemplate(mail) }
        registration.personalData(CommentPersonalData.source)
        registration.personalData(FollowerPersonalData.source)
        registration.job(ConsultationJobs.notices)
        registration.job(ConsultationJobs.reminder)
        registration.job(ConsultationJobs.retention)
        registration.files(of: ConsultationNames.commentType) { actor, id, database in
            guard let comment = try CommentRows.fetch(id, in: database),
                let draft = try DraftRows.fetch(comment.draft, in: database)
            else { return false }
            return ConsultationAccess(actor).maySeeSenders(draft)
        }
    }

    private func registerDrafts(in registration: inout ModuleRegistration) {
        let (all, write) = (ConsultationPermission.all, ConsultationPermission.write)
        typealias Screen = ConsultationScreen
        registration.adminMenu(AdminMenuEntry(title: "admin.list", anyOf: all, order: 10))
        registration.adminMenu(AdminMenuEntry(title: "admin.new", path: Screen.new, permission: write, order: 20))
        registration.adminScreen(.get, Screen.list, anyOf: all, DraftListScreen.show)
        registration.adminScreen(.get, Screen.new, permission: write, DraftEditScreen.new)
        registration.adminScreen(
            .post, Screen.new, permission: write, limits: DraftForm.limits, DraftEditScreen.create)
        registration.documentImport(DraftImport.importer)
        registration.adminScreen(.get, "/:id", anyOf: all, DraftEditScreen.edit)
        registration.adminScreen(.post, "/:id", anyOf: all, limits: DraftForm.limits, DraftEditScreen.save)
        registration.adminScreen(.post, "/:id/xoa", permission: write, DraftEditScreen.delete)
        registration.adminScreen(.get, "/:id/cau-truc", anyOf: all, DraftStructureScreen.show)
        registration.adminScreen(.post, "/:id/cau-truc", anyOf: all, DraftStructureScreen.save)
        registration.adminScreen(.get, "/:id/xem", anyOf: all, DraftPreview.show)
        registration.adminScreen(.get, "/:id/phien-ban/:number", anyOf: all, DraftPreview.revision)
        registration.template("admin/edit", DraftEditModel.self)
    }

    /// Work on comments.
    private func registerDesk(in registration: inout ModuleRegistration) {
        let (desk, publish) = (ConsultationPermission.comments, ConsultationPermission.publish)
        let result = [desk, publish]
        typealias Screen = ConsultationScreen
        registration.adminMenu(
            AdminMenuEntry(title: "comments.list_all", path: Screen.comments, permission: desk, order: 30))
        registration.adminScreen(.get, Screen.comments, permission: desk, CommentListScreen.all)
        registration.adminScreen(.get, "/y-kien/:id", permission: desk, CommentScreen.show)
        registration.adminScreen(.post, "/y-kien/:id/:action", permission: desk, CommentScreen.act)
        registration.adminScreen(.get, "/y-kien/:id/tep/:position", permission: desk, CommentScreen.file)
        registration.adminScreen(.get, "/:id/y-kien", permission: desk, CommentListScreen.list)
        registration.adminScreen(.post, "/:id/y-kien", permission: desk, CommentListScreen.act)
        registration.adminScreen(.get, "/:id/y-kien.csv", permission: desk, CommentExport.download)
        registration.adminScreen(.get, "/:id/theo-dieu", permission: desk, HeatScreen.show)
        registration.adminScreen(.get, "/:id/nhap-y-kien", permission: desk, EnterScreen.show)
        registration.adminScreen(
            .post, "/:id/nhap-y-kien", permission: desk, limits: CommentLimit.form, EnterScreen.save)
        registration.adminScreen(.get, "/:id/ket-qua", anyOf: result, ResultScreen.show)
        registration.adminScreen(.post, "/:id/ket-qua", permission: desk, ResultScreen.save)
        registration.adminScreen(.post, "/:id/ket-qua/cong-bo", permission: publish, ResultScreen.publish)
        registration.adminScreen(.post, "/:id/ket-qua/ban-hanh", permission: publish, ResultScreen.issue)
        registration.adminScreen(.get, "/:id/ket-qua/tai-ve/:kind", anyOf: result, ResultScreen.download)
        registration.dashboard(ConsultationDashboard.contribution)
        registration.template("admin/comments", CommentListModel.self)
        registration.template("admin/heat", HeatModel.self)
        registration.template("admin/result", ResultModel.self)
    }

    private func registerPublication(_ settings: ConsultationSettings, in registration: inout ModuleRegistration) {
        registration.feed(ConsultationFeed.contribution(settings))
        registration.sitemap(ConsultationSitemap.source)
        registration.searchable(ConsultationSearch.source)
        registration.api("/drafts", DraftsAPI.listOperation, DraftsAPI.list)
        registration.api("/drafts/:id", DraftsAPI.draftOperation, DraftsAPI.draft)
        registration.api("/drafts/:id/comments", DraftsAPI.commentsOperation, DraftsAPI.comments)
        registration.reportSection(ConsultationReports.section)
        registration.provide((any ConsultedDrafts).self) { ConsultationDrafts(context: $0) }
    }

    /// The roles that a site begins with, and the bodies that they can be limited to.
    private func registerRoles(in registration: inout ModuleRegistration) {
        typealias Permission = ConsultationPermission
        registration.starterRole(StarterRole("draft-writer", permissions: [Permission.write]))
        registration.starterRole(
            StarterRole("draft-moderator", permissions: [Permission.write, Permission.moderate]))
        registration.starterRole(StarterRole("draft-publisher", permissions: [Permission.publish]))
        registration.starterRole(
            StarterRole("comment-officer", permissions: [Permission.comments, Permission.personal]))
        registration.permissionScopes(.bodies(permissions: Permission.all))
    }
}
