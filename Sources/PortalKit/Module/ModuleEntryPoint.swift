/// What a library exports so that the host finds its module.
///
/// Every module has one such file, with its own type in it:
///
/// ```swift
/// import PortalKit
///
/// @_cdecl("dinh_module")
/// public func dinhModule() -> UnsafeMutableRawPointer {
///     ModuleEntryPoint.export(EventsModule.self, abi: PortalABI.marker())
/// }
/// ```
public enum ModuleEntryPoint {
    /// The C name that the host looks for.
    static let symbol = "dinh_module"

    /// Hands the module's type to the host; the host takes over what is returned.
    ///
    /// - Parameter abi: always `PortalABI.marker()`. It must stand in the module's own source: its text is part of the
    ///   marker's declaration, so the compiler builds that file anew when the core's interface has changed, and never
    ///   leaves an old number in a new library.
    public static func export(_ type: any PortalModule.Type, abi: StaticString) -> UnsafeMutableRawPointer {
        Unmanaged.passRetained(ModuleTypeBox(type, abi: String(describing: abi).droppingABIFrame)).toOpaque()
    }
}

/// A module's type as an object, to cross a C function.
final class ModuleTypeBox: Sendable {
    let type: any PortalModule.Type
    let abi: String

    init(_ type: any PortalModule.Type, abi: String) {
        self.type = type
        self.abi = abi
    }
}
