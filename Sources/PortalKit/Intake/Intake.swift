import Foundation

/// Keeps programs from flooding a form that anybody may send, without asking another company who the person is.
///
/// The form carries a ticket, a field that people do not see, and a little work for the browser; whoever has no scripts
/// answers a sum instead. A module puts it into the form and asks it before it takes the form in:
///
/// ```swift
/// var intake = request.intake("feedback.report")          // GET: show it; POST: what came back is checked
/// …form.accept(request)…
/// guard form.isValid, intake.admit() else { return show(request.formModel(form, …, intake: intake)) }
/// try change.use(intake, for: record)                      // in the transaction: a double click is one record
/// ```
public struct Intake: Sendable {
    /// Why a form is not taken in.
    public enum Obstacle: Sendable, Equatable {
        /// The form lay open for more than a day, or is not this site's.
        case expired
        /// Nobody types that fast.
        case tooFast
        /// Neither the work was done nor the question answered.
        case unanswered
        /// The answer was wrong.
        case wrongAnswer
        /// Too many from this address block.
        case tooMany(retryAfterSeconds: Int)
    }

    /// Seconds that a person needs at least.
    static let shortest: TimeInterval = 3
    /// Seconds for which a form can be sent.
    static let longest: TimeInterval = 86_400

    /// The names of the fields.
    enum Name {
        static let ticket = "intake_ticket"
        static let solution = "intake_solution"
        static let answer = "intake_answer"
        static let trap = "website"
    }

    /// What is in the way; nil when nothing is.
    public private(set) var obstacle: Obstacle?
    /// Whether the field was filled in that people do not see: take the form in, and mark it as probable spam.
    public let isSuspicious: Bool

    let ticket: IntakeTicket
    let isSolved: Bool
    private let answer: String
    private let solution: String
    private let request: Request

    init(_ request: Request, purpose: String) {
        self.request = request
        let fresh = IntakeTicket(purpose: purpose, now: request.now)
        solution = request.form[Name.solution] ?? ""
        answer = request.form[Name.answer] ?? ""
        isSuspicious = !(request.form[Name.trap] ?? "").isEmpty
        let secrets = request.site.secrets
        let sent = request.form[Name.ticket].flatMap { IntakeTicket($0, purpose: purpose, secrets: secrets) }
        let age = sent.map { request.now.timeIntervalSince($0.issuedAt) } ?? 0
        guard request.method == .post, let sent, (0...Self.longest).contains(age) else {
            ticket = fresh
            isSolved = false
            obstacle = request.method == .post ? .expired : nil
            return
        }
        ticket = sent
        let isWorked = IntakeProof.holds(solution, nonce: sent.nonce)
        isSolved = isWorked || IntakeQuestion(nonce: sent.nonce).isAnswered(by: answer)
        if !isSolved {
            obstacle = answer.isEmpty ? .unanswered : .wrongAnswer
        } else if age < Self.shortest {
            obstacle = .tooFast
        }
    }

    /// Whether the form may be taken in; counts it for the sender's address block. Ask last, when all else is right.
    public mutating func admit() -> Bool {
        guard obstacle == nil else { return false }
        let key = "\(ticket.purpose) \(AddressBlock(request.client.address).text)"
        if let wait = request.site.intake.admit(key, rules: IntakeLimiter.forms, now: request.now) {
            obstacle = .tooMany(retryAfterSeconds: wait)
        }
        return obstacle == nil
    }

    /// The status for the form when it is shown again.
    public var status: Int { if case .tooMany = obstacle { 429 } else { 422 } }

    /// For a form that comes back before anybody wanted to send it, as after a click on a map: nothing is wrong yet. Only to
    /// show the form again, never to take it in.
    public var postponed: Intake {
        var intake = self
        intake.obstacle = nil
        return intake
    }

    var nonce: String? { request.method == .post ? ticket.nonce : nil }

    func model() -> IntakeModel {
        let texts = request.coreTexts
        return IntakeModel(
            ticket: ticket.text(request.site.secrets), nonce: ticket.nonce, bits: String(IntakeProof.bits),
            solution: isSolved ? solution : "", answer: answer, isSolved: isSolved,
            question: IntakeQuestion(nonce: ticket.nonce).words(texts), error: error(texts), trap: Name.trap,
            script: request.assembly.assets.url("core/js/intake.js") ?? "")
    }

    private func error(_ texts: Texts) -> String? {
        switch obstacle {
        case nil: nil
        case .expired: texts("intake.expired")
        case .tooFast: texts("intake.too_fast")
        case .unanswered: texts("intake.unanswered")
        case .wrongAnswer: texts("intake.wrong_answer")
        case .tooMany(let seconds): texts("intake.too_many", ["minutes": String((seconds + 59) / 60)])
        }
    }
}

extension Request {
    /// What keeps a form that anybody may send from being flooded.
    ///
    /// - Parameter purpose: which form it is: `feedback.report`; a ticket for one is none for another.
    public func intake(_ purpose: String) -> Intake { Intake(self, purpose: purpose) }
}

/// What the partial `partials/intake` shows.
struct IntakeModel: Sendable {
    let ticket: String
    let nonce: String
    let bits: String
    let solution: String
    let answer: String
    let isSolved: Bool
    let question: String
    let error: String?
    let trap: String
    let script: String

    static let id = "field-intake_answer"

    static var example: IntakeModel {
        IntakeModel(
            ticket: "…", nonce: "…", bits: "16", solution: "4711", answer: "7", isSolved: true,
            question: "Kết quả của ba cộng bốn là mấy?", error: "Chưa trả lời", trap: "website",
            script: "/assets/intake.js")
    }
}
