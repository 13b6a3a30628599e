import ArgumentParser
import Foundation
import PortalKit

/// `dinh module new`
struct ModuleNew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Make the folder of a new module that builds outside this repository.")

    @Argument(help: "The module's name as a Swift type: Events.") var name: String
    @Option(help: "Where its folder is made.") var directory = "."
    @Option(help: "The folder with the built core; else DINH_SDK, else one that is made beside the module.")
    var sdk: String?

    func run() async throws {
        let installation = try Installation.locate()
        try ModuleScaffold.id(of: name, installation: installation)
        let parent = URL(fileURLWithPath: directory, isDirectory: true)
        let named = ProcessInfo.processInfo.environment["DINH_SDK"] ?? ""
        let given = sdk ?? (named.isEmpty ? nil : named)
        let installed = installation.root.appending(path: "sdk", directoryHint: .isDirectory)
        let isInstalled = SDKExport.abi(of: installed) == PortalVersion.abi
        let place =
            given.map { URL(fileURLWithPath: $0, isDirectory: true) }
            ?? (isInstalled ? installed : parent.appending(path: "dinh-sdk", directoryHint: .isDirectory))
        if SDKExport.abi(of: place) != PortalVersion.abi {
            Console.note("exporting the core to \(place.path) …")
            try SDKExport(installation: installation).write(to: place)
        }
        let folder = try ModuleScaffold.make(name, in: parent, sdk: place, installation: installation)
        // A module must be built as the host is that will load it.
        let options = PortalVersion.isDebug ? "" : " -c release"
        print("\(folder.path) is ready; next: cd there, swift build\(options), swift test\(options)")
    }
}

/// `dinh sdk …`
struct SDK: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write what modules outside this repository are built against.", subcommands: [SDKExportCommand.self])
}

struct SDKExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the built core and its compiled interfaces into a folder.")

    @Argument(help: "The folder; an older SDK in it is replaced.") var folder: String

    func run() throws {
        let place = URL(fileURLWithPath: folder, isDirectory: true)
        try SDKExport(installation: try Installation.locate()).write(to: place)
        print("\(place.path) holds the core \(PortalVersion.abi)")
    }
}
