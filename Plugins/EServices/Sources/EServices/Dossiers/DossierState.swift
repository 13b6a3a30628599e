/// Where a dossier stands.
enum DossierState: String, CaseIterable, Sendable {
    /// Sent online; the office has not looked at it.
    case submitted
    /// The citizen was asked for more; the clock stands still.
    case supplement
    /// Received; the office or its body works on it.
    case processing
    /// Handed over; the body has not yet acknowledged it.
    case handedOver = "handed-over"
    /// The body works on it.
    case withBody = "with-body"
    /// The result lies ready.
    case ready
    /// The result was given to the citizen.
    case returned
    case refused
    case withdrawn
    case archived

    /// Whether something is still to be done.
    var isOpen: Bool { ![.returned, .refused, .withdrawn, .archived].contains(self) }

    /// Whether the clock of its term runs.
    var isCounted: Bool { [.submitted, .processing, .handedOver, .withBody].contains(self) }

    static let open = allCases.filter(\.isOpen)
    static let counted = allCases.filter(\.isCounted)
}

/// A step that takes a dossier from one state to another: there is no other way.
enum DossierMove: String, CaseIterable, Sendable {
    case accept
    case ask
    /// The citizen has answered: back to where it stood.
    case supply
    case refuse
    case handOver = "hand-over"
    case acknowledge
    /// The body sends it back to the office.
    case decline
    case issue
    case deliver
    case withdraw
    case reopen
    case archive

    /// From which states it leads where; `nil` as the end means: to where it stood before it was asked for more.
    var ways: [DossierState: DossierState?] {
        func from(_ states: DossierState..., to end: DossierState?) -> [DossierState: DossierState?] {
            Dictionary(uniqueKeysWithValues: states.map { ($0, end) })
        }
        return switch self {
        case .accept: from(.submitted, to: .processing)
        case .ask: from(.submitted, .processing, .withBody, to: .supplement)
        case .supply: from(.supplement, to: nil)
        case .refuse: from(.submitted, .supplement, .processing, .withBody, to: .refused)
        case .handOver: from(.processing, .withBody, to: .handedOver)
        case .acknowledge: from(.handedOver, to: .withBody)
        case .decline: from(.handedOver, .withBody, to: .processing)
        case .issue: from(.processing, .withBody, to: .ready)
        case .deliver: from(.ready, to: .returned)
        case .withdraw: from(.submitted, .supplement, .processing, .handedOver, .withBody, to: .withdrawn)
        case .reopen: from(.refused, to: .processing)
        case .archive: from(.returned, .refused, .withdrawn, to: .archived)
        }
    }

    /// Where it leads from a state; nil when it is not allowed there.
    ///
    /// - Parameter before: where the dossier stood before it was asked for more.
    func end(from state: DossierState, before: DossierState?) -> DossierState? {
        guard let way = ways[state] else { return nil }
        return way ?? before
    }
}
