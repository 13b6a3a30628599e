import PortalKit

/// Half of a pair of modules that need each other.
struct CircleBModule: PortalModule {
    static let manifest = ModuleManifest(
        id: "circle-b", version: "1.0.0", mountPath: "/vong-b", needs: ["circle-a"])

    init() {}

    func register(in registration: inout ModuleRegistration) throws {}
}
