import Synchronization

/// What differs by language, made for each when it is asked for first: a portal in two languages is mostly read in one.
final class PerLanguage<Part: Sendable>: Sendable {
    private let make: @Sendable (String) -> Part
    private let parts = Mutex<[String: Part]>([:])

    /// - Parameter make: may be called twice for a language that two ask for at once; both get the same part.
    init(_ make: @escaping @Sendable (String) -> Part) {
        self.make = make
    }

    subscript(language: String) -> Part {
        if let part = parts.withLock({ $0[language] }) { return part }
        // Outside the lock: making one may need a part of another, or take its time.
        let made = make(language)
        return parts.withLock { parts in
            if let part = parts[language] { return part }
            parts[language] = made
            return made
        }
    }
}
