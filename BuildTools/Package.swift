// swift-tools-version: 6.2
import PackageDescription

// A package of its own: the package manager (6.3) crashes when a build tool works on a target of a package that depends
// on itself, as the root package does.
let package = Package(
    name: "BuildTools",
    products: [.library(name: "PortalABI", targets: ["PortalABI"])],
    targets: [
        .target(name: "PortalABI", plugins: ["ABIDigestPlugin"]),
        .executableTarget(name: "abi-digest"),
        .plugin(name: "ABIDigestPlugin", capability: .buildTool(), dependencies: ["abi-digest"]),
    ]
)
