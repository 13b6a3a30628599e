public import Foundation

/// A form: its fields, what was typed into them, and what is wrong with it.
///
/// ```swift
/// var form = Form(fields: [FormField("title", label: texts("title"), isRequired: true)])
/// form.accept(request)
/// guard form.isValid else { return try request.adminForm(form, …) }   // what was typed is kept
/// ```
public struct Form: Sendable {
    /// The fields in their order.
    public private(set) var fields: [FormField]
    private var position: [String: Int]

    /// A form with these fields; names must be unique.
    public init(fields: [FormField]) {
        self.fields = fields
        position = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Takes over what was sent, and checks each field.
    public mutating func accept(_ request: Request) {
        accept(request.form, texts: request.coreTexts)
        for name in request.refusedUploads { fail(name, request.coreTexts("form.storage_full")) }
    }

    /// Takes over values, and checks each field: values that were kept from an earlier page, or come from a file.
    public mutating func accept(_ values: FormValues, texts: Texts) {
        for index in fields.indices { fields[index].accept(values, texts: texts) }
    }

    /// Whether nothing is wrong with what was sent.
    public var isValid: Bool { fields.allSatisfy { $0.error == nil } }

    /// What is wrong, by the names of the fields, in their order.
    public var errors: [(name: String, reason: String)] {
        fields.compactMap { field in field.error.map { (field.name, $0) } }
    }

    /// What was typed, or stood there at first; empty when nothing.
    public subscript(name: String) -> String { position[name].map { fields[$0].value } ?? "" }

    /// All that was chosen in a field of several choices.
    public func all(_ name: String) -> [String] { position[name].map { fields[$0].values } ?? [] }

    /// Whether a box is ticked.
    public func isChecked(_ name: String) -> Bool { !self[name].isEmpty }

    /// Puts a value in before the form is shown.
    public mutating func set(_ name: String, to value: String) {
        guard let index = position[name] else { return }
        fields[index].values = value.isEmpty ? [] : [value]
    }

    /// Chooses values of a field of several choices before the form is shown.
    public mutating func set(_ name: String, to values: [String]) {
        guard let index = position[name] else { return }
        fields[index].values = values
    }

    /// The item of the library that is named in a field of its kind; nil when the field is empty or names none.
    public func libraryItem(_ name: String) -> Int64? { LibraryItem.id(typed: self[name]) }

    /// The day or time in a field, read in Viet Nam's time; a day's first moment where no time was typed. Nil when the
    /// field is empty or holds no time.
    public func time(_ name: String) -> Date? { VietnamTime(parsing: self[name])?.date }

    /// Puts a time in before the form is shown, to the minute, or only its day into a field of type `date`.
    public mutating func set(_ name: String, to time: Date) {
        guard let index = position[name] else { return }
        let local = VietnamTime(time)
        let isDay = if case .input("date") = fields[index].kind { true } else { false }
        fields[index].values = [isDay ? local.isoDay : local.isoMinute]
    }

    /// Takes back what was wrong with a field, after its value was put right, or when nobody has seen the field yet.
    public mutating func pass(_ name: String) {
        guard let index = position[name] else { return }
        fields[index].error = nil
    }

    /// Says what is wrong with a field beyond its own checks.
    public mutating func fail(_ name: String, _ reason: String) {
        guard let index = position[name] else { return }
        fields[index].error = reason
    }
}
