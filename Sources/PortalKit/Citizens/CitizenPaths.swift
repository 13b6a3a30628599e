import Foundation

/// The core's addresses for citizens.
enum CitizenPath {
    static let account = "/cong-dan"
    static let signIn = "/cong-dan/dang-nhap"
    /// What is registered with the service: the only place that it may send browsers to.
    static let callback = "/cong-dan/dang-nhap/xong"
    static let signOut = "/cong-dan/dang-xuat"
}

/// The way to sign in, for a page that offers it.
public struct CitizenSignInLink: Sendable {
    /// What the service is called.
    public let provider: String
    /// Where the sign-in begins: with the domain, since it ends there too.
    public let url: String
}

extension Request {
    /// Where a citizen signs in, to come back to a page of this site; nil when the site has no service for that.
    ///
    /// - Parameter path: with its query; what was typed there and not sent is not kept.
    public func citizenSignIn(returningTo path: String) -> CitizenSignInLink? {
        guard let provider = site.identityProvider else { return nil }
        return CitizenSignInLink(
            provider: provider.settings.name,
            url: site.identity.canonicalURL + CitizenPath.signIn + "?" + FormURLEncoded.encode([("ve", path)]))
    }

    /// The page on which a citizen sees what the service told, and signs out; nil when the site has no service.
    public var citizenAccountURL: String? { site.identityProvider == nil ? nil : CitizenPath.account }
}
