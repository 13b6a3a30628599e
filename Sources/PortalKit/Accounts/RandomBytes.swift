/// A source of random bytes: the argument is how many. Injected so that tests are repeatable.
public typealias RandomBytes = @Sendable (Int) -> [UInt8]

/// The operating system's cryptographic random numbers, the default wherever `RandomBytes` is asked for.
///
/// - Parameter count: How many bytes.
@Sendable public func systemRandomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}
