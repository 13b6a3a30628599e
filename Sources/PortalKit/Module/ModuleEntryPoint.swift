/// What a library exports so that the host finds its module.
///
/// Every module has one such file, with its own type in it:
///
/// ```swift
/// import PortalKit
///
/// @_cdecl("dinh_module")
/// public func dinhModule() -> UnsafeMutableRawPointer { ModuleEntryPoint.export(EventsModule.self) }
/// ```
public enum ModuleEntryPoint {
    /// The C name that the host looks for.
    static let symbol = "dinh_module"

    /// Hands the module's type to the host; the host takes over what is returned.
    ///
    /// Emitted into the client together with the ABI marker, which the host reads before it calls anything.
    @_alwaysEmitIntoClient
    public static func export(_ type: any PortalModule.Type) -> UnsafeMutableRawPointer {
        export(type, builtWith: PortalABI.marker)
    }

    /// Boxes the module's type; called by ``export(_:)`` only.
    public static func export(
        _ type: any PortalModule.Type, builtWith marker: StaticString
    ) -> UnsafeMutableRawPointer {
        Unmanaged.passRetained(ModuleTypeBox(type)).toOpaque()
    }
}

/// A module's type as an object, to cross a C function.
final class ModuleTypeBox: Sendable {
    let type: any PortalModule.Type

    init(_ type: any PortalModule.Type) {
        self.type = type
    }
}
