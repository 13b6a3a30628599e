import Testing

@testable import PortalKit

/// `citizen_sign_in:` in `site.yml`: faults are told with their line and mend.
struct CitizenSignInConfigurationTests {
    private func read(_ text: String) throws -> (CitizenSignInSettings?, [String]) {
        let folder = try TemporaryFolder()
        try folder.write("secret-of-the-portal\n", to: "secret")
        try folder.write("name: Xã\ndomains: [xa.example]\ncitizen_sign_in:\n" + text, to: "site.yml")
        let (configuration, faults) = SiteConfiguration.read(folder: folder.path)
        return (configuration?.citizenSignIn, faults.map(\.description))
    }

    @Test func aCompleteOneIsRead() throws {
        let (settings, faults) = try read(
            """
              name: VNeID
              issuer: https://id.tinh.example/realms/dan
              client_id: xa-dong-viet
              client_secret_file: secret
              scopes: [profile, dinhdanh]
              claims: {identity: cccd, email: }
              session_minutes: 30
            """)
        #expect(faults == [])
        let found = try #require(settings)
        #expect(found.scopes == ["openid", "profile", "dinhdanh"])
        #expect(found.claims == .init(identity: "cccd", email: nil))
        #expect(found.sessionMinutes == 30)
    }

    @Test(arguments: [
        (
            "  name: V\n  issuer: http://id.tinh.example\n  client_id: x\n  client_secret_env: X\n", "site.yml:5",
            "https"
        ),
        ("  name: V\n  client_id: x\n  client_secret_env: X\n", "site.yml:3", "lacks \"issuer\""),
        ("  name: V\n  issuer: https://id.example\n  client_id: x\n", "site.yml:3", "client_secret_file"),
        (
            "  name: V\n  issuer: https://id.example\n  client_id: x\n  client_secret_file: none\n", "site.yml:7",
            "cannot be read"
        ),
        (
            "  name: V\n  issuer: https://id.example\n  client_id: x\n  client_secret_env: X\n  claims: {identiy: y}\n",
            "site.yml:8", "identity"
        ),
        (
            "  name: V\n  issuer: https://id.example\n  client_id: x\n  client_secret_env: X\n  scopes: [\"a b\"]\n",
            "site.yml:8", "single words"
        ),
    ])
    func faultsAreTold(text: String, place: String, words: String) throws {
        let (_, faults) = try read(text)
        #expect(faults.contains { $0.hasPrefix(place) && $0.contains(words) }, "\(faults)")
    }
}
