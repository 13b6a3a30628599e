import Foundation

/// Reads how mail leaves.
extension SitePartsReader {
    private static let smtpKeys = ["host", "port", "tls", "user", "password_file", "password_env", "certificates"]

    /// - Parameter folder: the site's, to which the paths of files are relative.
    func mail(folder: String, faults: inout [Fault]) -> SiteConfiguration.Mail {
        guard let node = root.mapping("mail", faults: &faults) else { return .init() }
        node.unknownKeys(allowing: ["transport", "from"] + Self.smtpKeys, faults: &faults)
        let transport: SiteConfiguration.Mail.Transport = node.word("transport", faults: &faults) ?? .none
        let sender = mailAddress(node, "from", faults: &faults)
        if transport != .none, sender == nil, node.child("from").map(\.isEmpty) ?? true {
            faults.append(node.fault("lacks \"from\"", mend: "add from: the sender's mail address"))
        }
        var mail = SiteConfiguration.Mail(transport: sender == nil ? .none : transport, from: sender)
        if transport == .smtp {
            mail.smtp = smtp(node, folder: folder, faults: &faults)
            if mail.smtp == nil { mail.transport = .none }
        } else if let stray = Self.smtpKeys.compactMap({ node.child($0) }).first {
            faults.append(stray.fault("is for the transport smtp only", mend: "write transport: smtp, or take it out"))
        }
        return mail
    }

    private func smtp(_ node: ConfigNode, folder: String, faults: inout [Fault]) -> SMTPSettings? {
        guard let host = node.text("host", required: true, maximumLength: 253, faults: &faults) else { return nil }
        guard host.utf8.allSatisfy(\.isHostByte) else {
            faults.append((node.child("host") ?? node).fault("is not a host", mend: "write it as mail.xa.example"))
            return nil
        }
        let port = node.integer("port", in: 1...65_535, faults: &faults)
        let written: SMTPSettings.Security? = node.word("tls", faults: &faults)
        let isLoopback = SMTPSettings.isLoopback(host)
        let security = written ?? (port == 465 ? .tls : isLoopback ? .none : .starttls)
        var settings = SMTPSettings(host: host, port: port ?? Self.port(security), security: security)
        settings.user = node.text("user", maximumLength: 200, faults: &faults)
        settings.password = secret("password", node, folder: folder, faults: &faults)
        settings.certificates = file(node, "certificates", folder: folder, faults: &faults)
        if (settings.user == nil) != (settings.password == nil) {
            faults.append(
                node.fault("has user or password alone", mend: "give user with password_file or password_env"))
        }
        if settings.user != nil, security == .none, !isLoopback {
            faults.append(node.fault("would send the password unprotected", mend: "write tls: starttls or tls: tls"))
        }
        return settings
    }

    private static func port(_ security: SMTPSettings.Security) -> Int {
        switch security {
        case .tls: 465
        case .starttls: 587
        case .none: 25
        }
    }

    /// A secret in a file or a variable, under `<key>_file` or `<key>_env`.
    func secret(_ key: String, _ node: ConfigNode, folder: String, faults: inout [Fault]) -> SecretSource? {
        if node.child("\(key)_file") != nil, node.child("\(key)_env") != nil {
            faults.append(
                node.fault("names two places for the \(key.replacing("_", with: " "))", mend: "keep one of them"))
        }
        if let variable = node.text("\(key)_env", maximumLength: 100, faults: &faults) {
            return .environment(variable)
        }
        return file(node, "\(key)_file", folder: folder, faults: &faults).map { .file($0) }
    }

    func file(_ node: ConfigNode, _ key: String, folder: String, faults: inout [Fault]) -> String? {
        guard let name = node.text(key, maximumLength: 1000, faults: &faults) else { return nil }
        let path = name.hasPrefix("/") ? name : folder + "/" + name
        if !FileManager.default.isReadableFile(atPath: path) {
            faults.append(
                (node.child(key) ?? node).fault(
                    "cannot be read", mend: "make it a file that the server's user can read"))
        }
        return path
    }
}

extension UInt8 {
    /// Whether this can stand in a host name or an address.
    fileprivate var isHostByte: Bool {
        isNameByte || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) || [46, 58, 95].contains(self)
    }
}
