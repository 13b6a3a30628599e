internal import Foundation
import Synchronization

/// A model as templates see it, converted once.
///
/// Structs become objects with keys in snake case, lists lists, `SafeHTML` markup for triple braces, enumerations with
/// raw values that value, other enumerations their case's name, and nil a null, which prints nothing, hides what an
/// outer object has under the same name, and lets `{{^name}}` sections through.
public indirect enum TemplateValue: Sendable, Hashable {
    /// Nothing: an optional that is nil.
    case null
    /// A text, escaped wherever it is printed.
    case text(String)
    /// Markup, printed with triple braces.
    case html(SafeHTML)
    /// A whole number.
    case integer(Int)
    /// A condition for sections.
    case boolean(Bool)
    /// A section over it repeats.
    case list([TemplateValue])
    /// Variables by name.
    case object([String: TemplateValue])

    /// The deepest nesting of models; what lies deeper is null, so that a cycle of classes ends.
    private static let maximumDepth = 24

    /// Converts a model.
    public init(_ model: some TemplateModel) {
        self = Self.convert(model, depth: 0)
    }

    /// Converts any value: see the type for how.
    public init(converting value: Any) {
        self = Self.convert(value, depth: 0)
    }

    /// The value of a variable of this object; null when it has none, or is no object.
    public subscript(name: String) -> TemplateValue {
        if case .object(let fields) = self { fields[name] ?? .null } else { .null }
    }

    /// This object with the variables of another; its own come first where both have one.
    public func merging(_ other: TemplateValue) -> TemplateValue {
        guard case .object(let fields) = self, case .object(let others) = other else { return self }
        return .object(fields.merging(others) { own, _ in own })
    }

    private static func convert(_ value: Any, depth: Int) -> TemplateValue {
        let type = ObjectIdentifier(Swift.type(of: value))
        if let common = common(value, type) { return common }
        let known = TemplateShape.of(type)
        if known == nil, let own = value as? any TemplateValueConvertible { return own.templateValue }
        guard depth < maximumDepth else { return .null }
        let mirror = Mirror(reflecting: value)
        if case .object(let names) = known { return object(names, mirror, depth: depth) }
        switch mirror.displayStyle {
        case .optional:
            TemplateShape.plain.note(for: type)
            return mirror.children.first.map { convert($0.value, depth: depth + 1) } ?? .null
        case .collection, .set:
            TemplateShape.plain.note(for: type)
            return .list(mirror.children.map { convert($0.value, depth: depth + 1) })
        case .dictionary:
            return .object(dictionary(mirror, depth: depth))
        case .enum:
            return enumeration(value, mirror, depth: depth)
        default:
            return structure(value, mirror, type, depth: depth)
        }
    }

    /// The types that most properties have, told by the type alone: a cast that fails is the slowest of all.
    private static func common(_ value: Any, _ type: ObjectIdentifier) -> TemplateValue? {
        switch type {
        case ObjectIdentifier(String.self), ObjectIdentifier(String?.self):
            (value as? String).map { .text($0) } ?? .null
        case ObjectIdentifier(Bool.self): (value as? Bool).map { .boolean($0) }
        case ObjectIdentifier(Int.self): (value as? Int).map { .integer($0) }
        case ObjectIdentifier(SafeHTML.self): (value as? SafeHTML).map { .html($0) }
        case ObjectIdentifier(TemplateValue.self): value as? TemplateValue
        default: nil
        }
    }

    private static func structure(
        _ value: Any, _ mirror: Mirror, _ type: ObjectIdentifier, depth: Int
    ) -> TemplateValue {
        if let raw = value as? any RawRepresentable { return convert(raw.rawValue, depth: depth + 1) }
        if let number = value as? any BinaryInteger { return .integer(Int(clamping: number)) }
        if let text = value as? any LosslessStringConvertible { return .text(text.description) }
        if let url = value as? URL { return .text(url.absoluteString) }
        let names = mirror.children.map { $0.label.map(TemplateName.snakeCase) }
        if mirror.displayStyle == .struct { TemplateShape.object(names).note(for: type) }
        return object(names, mirror, depth: depth)
    }

    private static func object(_ names: [String?], _ mirror: Mirror, depth: Int) -> TemplateValue {
        var fields = [String: TemplateValue](minimumCapacity: names.count)
        for (name, child) in zip(names, mirror.children) {
            if let name { fields[name] = convert(child.value, depth: depth + 1) }
        }
        return .object(fields)
    }

    /// Raw values stand for themselves; a case with a payload is an object with the case's name as its only key.
    private static func enumeration(_ value: Any, _ mirror: Mirror, depth: Int) -> TemplateValue {
        if let raw = value as? any RawRepresentable { return convert(raw.rawValue, depth: depth + 1) }
        guard let payload = mirror.children.first, let label = payload.label else {
            return .text(String(describing: value))
        }
        return .object([TemplateName.snakeCase(label): convert(payload.value, depth: depth + 1)])
    }

    /// Keys of dictionaries are data, so they stay as they are.
    private static func dictionary(_ mirror: Mirror, depth: Int) -> [String: TemplateValue] {
        var fields: [String: TemplateValue] = [:]
        for child in mirror.children {
            let parts = Array(Mirror(reflecting: child.value).children)
            guard parts.count == 2, case .text(let key) = convert(parts[0].value, depth: depth + 1) else { continue }
            fields[key] = convert(parts[1].value, depth: depth + 1)
        }
        return fields
    }
}

/// What was found out about a type that was converted before: asking each value anew for its protocols, and each
/// property for its name, would take most of a page's time.
private enum TemplateShape {
    /// A struct that is converted property by property; their names, nil for one without.
    case object([String?])
    /// A list or an optional: what is in it says what it is.
    case plain

    private static let known = Mutex<[ObjectIdentifier: TemplateShape]>([:])

    static func of(_ type: ObjectIdentifier) -> TemplateShape? { known.withLock { $0[type] } }

    func note(for type: ObjectIdentifier) { Self.known.withLock { $0[type] = self } }
}

/// Names of Swift properties as templates write them.
enum TemplateName {
    /// `publishedAt` → `published_at`, `contentHTML` → `content_html`, `pageURL` → `page_url`.
    static func snakeCase(_ name: String) -> String {
        var result = ""
        let letters = Array(name.unicodeScalars)
        for (index, letter) in letters.enumerated() {
            let isCapital = (65...90).contains(letter.value)
            if isCapital, index > 0, result.last != "_" {
                let afterSmall = !(65...90).contains(letters[index - 1].value)
                let beforeSmall = index + 1 < letters.count && (97...122).contains(letters[index + 1].value)
                if afterSmall || beforeSmall { result += "_" }
            }
            result.unicodeScalars.append(isCapital ? Unicode.Scalar(UInt8(letter.value + 32)) : letter)
        }
        return result
    }
}
