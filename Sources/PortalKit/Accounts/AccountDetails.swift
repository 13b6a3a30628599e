/// What is known of a person, as typed into the account form or on the command line.
public struct AccountDetails: Sendable, Hashable {
    /// A mail address or a name for logging in.
    public var login: String
    /// The person's name in full.
    public var fullName: String
    /// Their office; may be empty.
    public var office: String
    /// The body they work for; may be empty.
    public var body: String
    /// Where mail reaches them; may be empty.
    public var email: String

    /// Longest of each field, in characters; a mail address follows RFC 5321.
    static let maximumLength = 200
    static let maximumLogin = 128
    static let maximumEmail = 254

    /// Details as typed; `validated()` brings them into the stored form.
    public init(login: String, fullName: String, office: String = "", body: String = "", email: String = "") {
        self.login = login
        self.fullName = fullName
        self.office = office
        self.body = body
        self.email = email
    }

    /// The names that the person's password must not be.
    public var guessableNames: [String] { [login, fullName, email] }

    /// The stored form of a login: one line, NFC, lower case.
    public static func normalizedLogin(_ text: String) -> String {
        text.normalizedInput().lowercased()
    }

    /// The details in the form in which they are stored.
    ///
    /// - Throws: `AccountError.invalid` with every fault found.
    public func validated() throws -> AccountDetails {
        let details = AccountDetails(
            login: Self.normalizedLogin(login), fullName: fullName.normalizedInput(),
            office: office.normalizedInput(), body: body.normalizedInput(), email: email.normalizedInput())
        let faults = details.faults
        guard faults.isEmpty else { throw AccountError.invalid(faults) }
        return details
    }

    /// What a search looks through, folded; the name first, so that it also orders a list.
    var searchKey: String { "\(fullName) \(login) \(office) \(body)".folded }

    private var faults: [AccountFault] {
        var faults: [AccountFault] = []
        if login.count < 3 || login.count > Self.maximumLogin || !login.utf8.allSatisfy(Self.isLoginByte) {
            faults.append(AccountFault(field: "login", reason: "account.fault.login"))
        }
        if fullName.isEmpty {
            faults.append(AccountFault(field: "fullName", reason: "account.fault.required"))
        }
        for (field, value) in [("fullName", fullName), ("office", office), ("body", body)]
        where value.count > Self.maximumLength || value.utf8.count > 4 * Self.maximumLength {
            faults.append(AccountFault(field: field, reason: "account.fault.too_long"))
        }
        if !email.isEmpty && !Self.isMailAddress(email) {
            faults.append(AccountFault(field: "email", reason: "account.fault.email"))
        }
        return faults
    }

    private static func isLoginByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: ".-_@+".utf8.contains(byte)
        }
    }

    /// The form `local@domain.tld`; whether mail arrives only a mail can tell.
    private static func isMailAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= maximumEmail, parts.count == 2, !parts[0].isEmpty else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
            && text.allSatisfy { !$0.isWhitespace && !"<>,;:\"\\()[]".contains($0) }
    }
}
