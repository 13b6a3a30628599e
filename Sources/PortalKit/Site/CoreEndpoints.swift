/// The core's own pages and screens.
enum CoreEndpoints {
    static let all: [Endpoint] = pages + access + AdminEndpoints.all

    private static let pages = [
        Endpoint(.page, .get, "/", handler: HomePage.show),
        Endpoint(.page, .get, SearchPage.path, handler: SearchPage.show),
        Endpoint(.page, .get, Sitemap.path, handler: Sitemap.index),
        Endpoint(.page, .get, "/sitemap/:module/:part", handler: Sitemap.part),
        Endpoint(.page, .get, "/robots.txt") { Sitemap.robots($0) },
        Endpoint(.page, .get, "\(FileLibrary.path)/:hash/:name", handler: FilePage.show),
        Endpoint(.page, .get, LibraryPage.path, handler: LibraryPage.show),
        Endpoint(.page, .get, StyleGuide.path, handler: StyleGuide.show),
        Endpoint(.page, .get, OutsideApprovalPage.path, handler: OutsideApprovalPage.show),
        Endpoint(
            .page, .post, OutsideApprovalPage.path, limits: WorkStepForm.limits, handler: OutsideApprovalPage.decide),
        Endpoint(.page, .get, CitizenPath.account, handler: CitizenAccountPage.show),
        Endpoint(.page, .get, CitizenPath.signIn, handler: CitizenSignInPages.begin),
        Endpoint(.page, .get, CitizenPath.callback, handler: CitizenSignInPages.end),
        Endpoint(.page, .post, CitizenPath.signOut, handler: CitizenAccountPage.signOut),
        Endpoint(.api, .get, OpenAPIDocument.path) { try OpenAPIDocument.show($0) },
    ]

    private static let access = [
        Endpoint(.access, .get, "\(LanguageChoice.path)/:language") { try LanguageChoice.choose($0) },
        Endpoint(.access, .get, AdminPath.login, handler: LoginScreen.show),
        Endpoint(.access, .post, AdminPath.login, handler: LoginScreen.logIn),
        Endpoint(.access, .post, LoginCodeScreen.path, handler: LoginCodeScreen.check),
        Endpoint(.access, .get, ForgottenPasswordScreen.path, handler: ForgottenPasswordScreen.show),
        Endpoint(.access, .post, ForgottenPasswordScreen.path, handler: ForgottenPasswordScreen.send),
        Endpoint(.access, .get, "\(PasswordLinkScreen.path)/:token", handler: PasswordLinkScreen.show),
        Endpoint(.access, .post, "\(PasswordLinkScreen.path)/:token", handler: PasswordLinkScreen.set),
        Endpoint(.access, .get, AdminPath.setup, handler: SetupScreen.show),
        Endpoint(.access, .post, AdminPath.setup, handler: SetupScreen.create),
        Endpoint(.access, .post, AdminPath.logout, handler: LoginScreen.logOut),
    ]

}
