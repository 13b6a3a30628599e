// swift-tools-version: 6.2
import PackageDescription

/// Everything but PortalKit itself links the core through its dynamic product, never through the target: a target
/// dependency would compile a second copy of the core into each module, and casts between copies fail.
let kit: Target.Dependency = .product(name: "PortalKit", package: "dinh")

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Relocations that are packed take a tenth of the room, in memory too; the linker that Swift takes by itself cannot.
let linkerSettings: [LinkerSetting] = [
    .unsafeFlags(["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"], .when(platforms: [.linux]))
]

/// A portal module: its folder under Plugins/, its own shared library, its own tests.
func module(_ name: String) -> (product: Product, targets: [Target]) {
    (
        .library(name: name, type: .dynamic, targets: [name]),
        [
            .target(
                name: name, dependencies: [kit], path: "Plugins/\(name)/Sources/\(name)", swiftSettings: swiftSettings,
                linkerSettings: linkerSettings),
            .testTarget(
                name: "\(name)Tests", dependencies: [kit, .product(name: name, package: "dinh")],
                path: "Plugins/\(name)/Tests",
                swiftSettings: swiftSettings),
        ]
    )
}

let modules = [
    "BusinessAds",
    "DraftConsultation",
    "EServices",
    "EditorialBoard",
    "Feedback",
    "LegalDocuments",
    "News",
    "Organization",
    "Royalties",
].map(module)

/// A module for the tests of the assembled portal: a shared library as every module is, without tests of its own.
func fixture(_ name: String) -> (product: Product, target: Target) {
    (
        .library(name: name, type: .dynamic, targets: [name]),
        .target(
            name: name, dependencies: [kit], path: "Tests/Fixtures/Modules/\(name)/Sources/\(name)",
            swiftSettings: swiftSettings)
    )
}

let fixtures = ["Probe", "Faulty", "Needs", "CircleA", "CircleB"].map(fixture)

let package = Package(
    name: "dinh",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "PortalKit", type: .dynamic, targets: ["PortalKit"]),
        .executable(name: "dinh", targets: ["dinh"]),
    ] + modules.map(\.product) + fixtures.map(\.product),
    dependencies: [
        .package(name: "dinh", path: "."),
        .package(path: "BuildTools"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CCmarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .target(name: "CCurl"),
        .target(name: "CLibgd"),
        .target(name: "CLibzip"),
        .target(name: "CPango"),
        .target(name: "CProcess"),
        .systemLibrary(name: "CLibqrencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "PortalKit",
            dependencies: [
                "CCmarkGFM", "CCurl", "CLibgd", "CLibqrencode", "CLibxml2", "CLibzip", "CPango", "CProcess",
                "CZlib",
                .product(name: "PortalABI", package: "BuildTools"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Resources"],
            swiftSettings: swiftSettings,
            linkerSettings: linkerSettings
        ),
        .executableTarget(name: "dinh", dependencies: [kit], swiftSettings: swiftSettings),
        .testTarget(name: "PortalKitTests", dependencies: [kit], swiftSettings: swiftSettings),
        .testTarget(name: "PortalTests", dependencies: [kit], swiftSettings: swiftSettings),
    ] + modules.flatMap(\.targets) + fixtures.map(\.target),
    swiftLanguageModes: [.v6]
)
