import Crypto

/// A little work that a browser does for each form while the person fills it in: free for one, dear for thousands.
///
/// Sought is a number with which SHA-256 of `nonce:number` begins with so many zero bits.
enum IntakeProof {
    /// Tried 65,536 times on average: a second or two on an old phone.
    static let bits = 16

    static func holds(_ solution: String, nonce: String, bits: Int = bits) -> Bool {
        guard (1...12).contains(solution.utf8.count), solution.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return false
        }
        var zeros = 0
        for byte in SHA256.hash(data: Array("\(nonce):\(solution)".utf8)) {
            zeros += byte.leadingZeroBitCount
            if byte != 0 { break }
        }
        return zeros >= bits
    }
}

/// What a person without scripts is asked instead: a sum in words, as "Kết quả của ba cộng bốn là mấy?".
struct IntakeQuestion: Sendable, Equatable {
    /// 1 to 9.
    let first: Int
    /// 1 to 9.
    let second: Int

    /// The question that belongs to a ticket.
    init(nonce: String) {
        let bytes = Array(SHA256.hash(data: Array(nonce.utf8)))
        first = Int(bytes[0]) % 9 + 1
        second = Int(bytes[1]) % 9 + 1
    }

    var sum: Int { first + second }

    func words(_ texts: Texts) -> String {
        texts("intake.question", ["a": texts("intake.number.\(first)"), "b": texts("intake.number.\(second)")])
    }

    func isAnswered(by answer: String) -> Bool { Int(answer.normalizedInput()) == sum }
}
