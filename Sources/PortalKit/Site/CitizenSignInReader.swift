/// Reads at which service citizens sign in.
extension SitePartsReader {
    private static let claimKeys = ["name", "identity", "phone", "email", "address"]

    /// - Parameter folder: the site's, to which the paths of files are relative.
    func citizenSignIn(folder: String, faults: inout [Fault]) -> CitizenSignInSettings? {
        guard let node = root.mapping("citizen_sign_in", faults: &faults) else { return nil }
        node.unknownKeys(
            allowing: [
                "name", "issuer", "client_id", "client_secret_file", "client_secret_env", "scopes", "claims",
                "session_minutes", "certificates",
            ], faults: &faults)
        let name = node.text("name", required: true, maximumLength: 60, faults: &faults)
        let issuer = issuer(node, faults: &faults)
        let client = node.text("client_id", required: true, maximumLength: 200, faults: &faults)
        let secret = secret("client_secret", node, folder: folder, faults: &faults)
        if node.child("client_secret_file") == nil, node.child("client_secret_env") == nil {
            faults.append(node.fault("lacks the client's secret", mend: "add client_secret_file or client_secret_env"))
        }
        let scopes = scopes(node, faults: &faults)
        let claims = claims(node, faults: &faults)
        let minutes = node.integer("session_minutes", in: 5...480, faults: &faults)
        let certificates = file(node, "certificates", folder: folder, faults: &faults)
        guard let name, let issuer, let client, let secret else { return nil }
        return CitizenSignInSettings(
            name: name, issuer: issuer, clientID: client, secret: secret, scopes: scopes, claims: claims,
            sessionMinutes: minutes ?? 60, certificates: certificates)
    }

    private func issuer(_ node: ConfigNode, faults: inout [Fault]) -> String? {
        guard let text = node.text("issuer", required: true, maximumLength: 500, faults: &faults) else { return nil }
        if ProviderAddress(text) != nil, !text.contains("?") { return text }
        faults.append(
            (node.child("issuer") ?? node).fault(
                "is not an address with https", mend: "write it as the service names itself: https://id.tinh.example"))
        return nil
    }

    private func scopes(_ node: ConfigNode, faults: inout [Fault]) -> [String] {
        var scopes = ["openid"]
        guard node.child("scopes") != nil else { return scopes + ["profile", "email", "phone", "address"] }
        for item in node.items("scopes", faults: &faults) {
            guard let scope = item.asText(maximumLength: 100, faults: &faults) else { continue }
            if scope.isEmpty || !scope.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }) {
                faults.append(item.fault("\"\(scope)\" is not a scope", mend: "write single words: [profile, phone]"))
            } else if !scopes.contains(scope) {
                scopes.append(scope)
            }
        }
        return scopes
    }

    private func claims(_ node: ConfigNode, faults: inout [Fault]) -> CitizenSignInSettings.Claims {
        var claims = CitizenSignInSettings.Claims()
        guard let names = node.mapping("claims", faults: &faults) else { return claims }
        names.unknownKeys(allowing: Self.claimKeys, faults: &faults)
        func read(_ key: String, into claim: inout String?) {
            guard let place = names.child(key) else { return }
            // Named without a value: not to be taken over.
            claim = place.isEmpty ? nil : names.text(key, maximumLength: 100, faults: &faults)
        }
        read("name", into: &claims.name)
        read("identity", into: &claims.identity)
        read("phone", into: &claims.phone)
        read("email", into: &claims.email)
        read("address", into: &claims.address)
        return claims
    }
}
