import Foundation
import PortalKit

/// What a computed field computes: numbers, names of fields, `+ - * /`, brackets, `sum(table.column)`, `count(table)`,
/// `days(from, to)`, `age(day)`, `min`, `max`, `round`.
///
/// Whatever is typed, reading it ends: the text is bounded, and so is the depth of brackets.
struct Formula: Sendable {
    indirect enum Node: Sendable, Equatable {
        case number(Double)
        case field(String)
        case negated(Node)
        case operation(Character, Node, Node)
        case call(String, [Node])
    }

    enum Failure: Error { case unreadable, tooLong, tooDeep }

    let root: Node

    static let maximumLength = 500
    private static let maximumDepth = 20

    init(_ text: String) throws(Failure) {
        guard text.count <= Self.maximumLength else { throw .tooLong }
        var reader = Reader(text: Array(text))
        root = try reader.sum(depth: 0)
        guard reader.isAtEnd else { throw .unreadable }
    }

    /// The fields that it looks at; a table's column as `table.column`.
    var names: [String] { Self.names(root) }

    private static func names(_ node: Node) -> [String] {
        switch node {
        case .number: []
        case .field(let name): [name]
        case .negated(let inner): names(inner)
        case .operation(_, let left, let right): names(left) + names(right)
        case .call(_, let arguments): arguments.flatMap(names)
        }
    }

    /// The value; nil when something that it needs is missing, or divided by zero.
    func value(_ answers: Answers, on day: VietnamTime) -> Double? {
        Self.value(root, answers, day).flatMap { $0.isFinite ? $0 : nil }
    }

    private static func value(_ node: Node, _ answers: Answers, _ today: VietnamTime) -> Double? {
        switch node {
        case .number(let number): return number
        case .field(let name): return number(answers[name])
        case .negated(let inner): return value(inner, answers, today).map { -$0 }
        case .operation(let sign, let left, let right):
            guard let left = value(left, answers, today), let right = value(right, answers, today) else { return nil }
            switch sign {
            case "+": return left + right
            case "-": return left - right
            case "*": return left * right
            default: return right == 0 ? nil : left / right
            }
        case .call(let name, let arguments): return call(name, arguments, answers, today)
        }
    }

    private static func call(
        _ name: String, _ arguments: [Node], _ answers: Answers, _ today: VietnamTime
    ) -> Double? {
        func day(_ index: Int) -> VietnamTime? {
            guard arguments.indices.contains(index), case .field(let field) = arguments[index] else { return nil }
            return VietnamTime(parsing: answers[field])
        }
        switch name {
        case "count":
            guard case .field(let table)? = arguments.first else { return nil }
            return Double(answers.rowCount(table))
        case "sum":
            guard case .field(let path)? = arguments.first else { return nil }
            let parts = path.split(separator: ".")
            guard parts.count == 2 else { return nil }
            return (0..<answers.rowCount(String(parts[0]))).reduce(0) { sum, row in
                sum + (number(answers["\(parts[0]).\(row).\(parts[1])"]) ?? 0)
            }
        case "days":
            guard let from = day(0), let to = day(1) else { return nil }
            return Double(to.dayNumber - from.dayNumber)
        case "age":
            guard let born = day(0) else { return nil }
            let hadBirthday = (today.month, today.day) >= (born.month, born.day)
            return Double(today.year - born.year - (hadBirthday ? 0 : 1))
        case "min", "max", "round":
            let values = arguments.compactMap { value($0, answers, today) }
            guard values.count == arguments.count, let first = values.first else { return nil }
            return name == "round" ? first.rounded() : name == "min" ? values.min() : values.max()
        default: return nil
        }
    }

    /// `1.250.000`, `1250000` or `2,5`.
    private static func number(_ text: String) -> Double? {
        let plain = text.filter { $0 != "." && !$0.isWhitespace }.replacing(",", with: ".")
        return Double(plain)
    }

    // MARK: - Reading

    private struct Reader {
        let text: [Character]
        var index = 0

        static let functions: Set<String> = ["sum", "count", "days", "age", "min", "max", "round"]

        var isAtEnd: Bool {
            mutating get {
                skipSpace()
                return index == text.count
            }
        }

        mutating func sum(depth: Int) throws(Failure) -> Node {
            guard depth < maximumDepth else { throw .tooDeep }
            var node = try product(depth: depth)
            while let sign = take("+-") { node = .operation(sign, node, try product(depth: depth)) }
            return node
        }

        private mutating func product(depth: Int) throws(Failure) -> Node {
            var node = try factor(depth: depth)
            while let sign = take("*/") { node = .operation(sign, node, try factor(depth: depth)) }
            return node
        }

        private mutating func factor(depth: Int) throws(Failure) -> Node {
            guard depth < maximumDepth else { throw .tooDeep }
            if take("-") != nil { return .negated(try factor(depth: depth + 1)) }
            if take("(") != nil {
                let inner = try sum(depth: depth + 1)
                guard take(")") != nil else { throw .unreadable }
                return inner
            }
            skipSpace()
            let word = takeWhile { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
            guard let first = word.first else { throw .unreadable }
            if first.isNumber {
                guard let number = Double(word) else { throw .unreadable }
                return .number(number)
            }
            guard first.isLetter else { throw .unreadable }
            guard take("(") != nil else { return .field(word) }
            guard Self.functions.contains(word) else { throw .unreadable }
            var arguments = [try sum(depth: depth + 1)]
            while take(",") != nil { arguments.append(try sum(depth: depth + 1)) }
            guard take(")") != nil else { throw .unreadable }
            return .call(word, arguments)
        }

        private mutating func take(_ signs: String) -> Character? {
            skipSpace()
            guard index < text.count, signs.contains(text[index]) else { return nil }
            index += 1
            return text[index - 1]
        }

        private mutating func takeWhile(_ condition: (Character) -> Bool) -> String {
            let start = index
            while index < text.count, condition(text[index]) { index += 1 }
            return String(text[start..<index])
        }

        private mutating func skipSpace() {
            while index < text.count, text[index].isWhitespace { index += 1 }
        }
    }
}

extension Double {
    /// As people write it: `1.250.000` or `2,5`.
    var vietnamese: String {
        let hundredths = (self * 100).rounded()
        guard abs(hundredths) < 9e15 else { return String(self) }
        let (whole, rest) = (Int(abs(hundredths)) / 100, Int(abs(hundredths)) % 100)
        let grouped = String(whole.dong.dropLast(5))
        let fraction =
            rest == 0 ? "" : "," + (rest % 10 == 0 ? String(rest / 10) : (rest < 10 ? "0" : "") + String(rest))
        return (hundredths < 0 ? "-" : "") + grouped + fraction
    }
}
