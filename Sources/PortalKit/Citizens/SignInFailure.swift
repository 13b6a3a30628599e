/// Why a citizen was not signed in.
struct SignInFailure: Error, Sendable, CustomStringConvertible {
    /// What the person is told; a page of words for each.
    enum Kind: String, Sendable, CaseIterable {
        /// The provider does not answer, or not as a provider does.
        case unreachable
        /// The provider answered that it does not sign in.
        case refused
        /// The answer belongs to no sign-in that this browser began, or came too late.
        case stale
        /// What the provider sent does not hold.
        case untrusted
        /// The clocks of portal and provider differ.
        case clock
        /// Too many tries.
        case flood
    }

    let kind: Kind
    /// For the operator's log; nothing of a person.
    let description: String

    init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    init(_ fault: IDTokenFault) {
        self.init(fault == .clock || fault == .expired ? .clock : .untrusted, "the ID token is not taken: \(fault)")
    }
}
