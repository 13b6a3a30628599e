import PortalKit

/// What the host looks for in the library.
@_cdecl("dinh_module")
public func dinhModule() -> UnsafeMutableRawPointer {
    ModuleEntryPoint.export(EditorialBoardModule.self, abi: PortalABI.marker())
}
