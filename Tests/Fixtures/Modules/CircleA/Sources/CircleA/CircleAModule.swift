import PortalKit

/// Half of a pair of modules that need each other.
struct CircleAModule: PortalModule {
    static let manifest = ModuleManifest(
        id: "circle-a", version: "1.0.0", mountPath: "/vong-a", needs: ["circle-b"])

    init() {}

    func register(in registration: inout ModuleRegistration) throws {}
}
