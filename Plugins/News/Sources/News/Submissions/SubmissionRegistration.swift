import PortalKit

extension NewsModule {
    /// What the module gives the portal for submissions (Art. 4.3, 10.1, 16.3).
    func registerSubmissions(_ settings: NewsSettings, in registration: inout ModuleRegistration) {
        registerSubmissionPages(settings, in: &registration)
        registerSubmissionScreens(in: &registration)
        registration.dashboard(SubmissionDashboard.contribution)
        registration.reportSection(SubmissionStatistics.section)
        registration.personalData(SubmissionPersonalData.source)
        registration.job(SubmissionJobs.reminder)
        registration.job(SubmissionJobs.retention)
        for mail in SubmissionJobs.mails { registration.mailTemplate(mail) }
        registration.onEvent(NewsNames.publishedEvent, id: "tell-sender", SubmissionJobs.tellSender)
    }

    private func registerSubmissionPages(_ settings: NewsSettings, in registration: inout ModuleRegistration) {
        if settings.takesSubmissions {
            registration.route(.get, SubmissionPath.form, SubmissionPage.show)
            registration.upload(SubmissionPath.form, limits: SubmissionLimit.form, SubmissionPage.send)
        }
        // Links that were sent go on working when the form is closed.
        registration.route(.get, SubmissionPath.receipt(":code"), SubmissionPage.receipt)
        registration.route(.get, SubmissionPath.supplement, SubmissionSupplementPage.show)
        registration.upload(
            SubmissionPath.supplement, limits: SubmissionLimit.form, SubmissionSupplementPage.send)
        registration.template("submission-form", SubmissionFormModel.self)
        registration.template("submission-receipt", ReceiptModel.self)
        registration.template("submission-supplement", SupplementModel.self)
    }

    private func registerSubmissionScreens(in registration: inout ModuleRegistration) {
        let (desk, submit) = (NewsPermission.submissions, NewsPermission.submit)
        typealias Path = SubmissionScreenPath
        registration.adminMenu(
            AdminMenuEntry(title: "submission.list", path: Path.list, permission: desk, order: 30))
        registration.adminMenu(AdminMenuEntry(title: "submission.own", path: Path.own, permission: submit, order: 40))
        registration.adminScreen(.get, Path.list, permission: desk, SubmissionListScreen.show)
        registration.adminScreen(.get, Path.register, permission: desk, SubmissionRegisterScreen.show)
        registration.adminScreen(
            .post, Path.register, permission: desk, limits: SubmissionLimit.form, SubmissionRegisterScreen.register)
        registration.adminScreen(.get, Path.statistics, permission: desk, SubmissionStatistics.show)
        registration.adminScreen(.get, Path.statisticsCSV, permission: desk, SubmissionStatistics.download)
        registration.adminScreen(.get, "\(Path.list)/:id", permission: desk, SubmissionScreen.show)
        registration.adminScreen(.get, Path.article(":id"), permission: desk, SubmissionArticleScreen.answer)
        registration.adminScreen(.post, Path.article(":id"), permission: desk, SubmissionArticleScreen.answer)
        registration.adminScreen(.post, "\(Path.list)/:id/:action", permission: desk, SubmissionScreen.act)
        registration.adminScreen(.get, "\(Path.list)/:id/tep/:position", permission: desk, SubmissionScreen.file)
        registration.adminScreen(.get, Path.own, permission: submit, OwnSubmissionsScreen.list)
        registration.adminScreen(.get, Path.send, permission: submit, OwnSubmissionsScreen.new)
        registration.adminScreen(
            .post, Path.send, permission: submit, limits: SubmissionLimit.form, OwnSubmissionsScreen.send)
        registration.adminScreen(.get, "\(Path.own)/:id", permission: submit, OwnSubmissionsScreen.show)
        registration.adminScreen(.get, "\(Path.own)/:id/tep/:position", permission: submit, OwnSubmissionsScreen.file)
    }
}
