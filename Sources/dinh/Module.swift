import ArgumentParser
import Foundation
import PortalKit

/// `dinh module …`
struct Module: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List, enable, disable, set, remove and restore modules of a site; begin a new module.",
        subcommands: [
            ModuleList.self, ModuleEnable.self, ModuleDisable.self, ModuleRemove.self, ModuleRestore.self,
            ModuleSettingsCommand.self, ModuleNew.self,
        ])
}

struct ModuleList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List a site's modules.")

    @OptionGroup var site: SiteOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        guard case .modules(let modules) = try await site.perform(.modules) else { return }
        if json { return try Console.print(json: modules) }
        Console.print(
            ["MODULE", "STATE", "VERSION", "PATH", "REASON"],
            modules.map { module in
                let notes = [module.reason, module.awaitsRestart ? ModuleSummary.restartNote : nil]
                return [
                    module.id, module.state, module.version, module.mount,
                    notes.compactMap(\.self).joined(separator: "; "),
                ]
            },
            empty: "the site lists no modules; add them under modules in site.yml")
    }
}

/// The site and the module of a command.
struct ModuleOptions: ParsableArguments {
    @OptionGroup var site: SiteOptions
    @Argument(help: "The module's id, as in site.yml.") var module: String

    func perform(_ command: SiteCommand) async throws {
        if case .done(let sentence) = try await site.perform(command) { print(sentence) }
    }
}

struct ModuleEnable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "enable", abstract: "Serve a module.")

    @OptionGroup var options: ModuleOptions

    func run() async throws { try await options.perform(.enable(module: options.module)) }
}

struct ModuleDisable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Take a module out of service everywhere; its data stays.")

    @OptionGroup var options: ModuleOptions

    func run() async throws {
        let id = options.module
        try await options.site.connected(loadsModules: false) { connection in
            switch connection {
            case .served:
                if case .done(let sentence) = try await connection.perform(.disable(module: id)) { print(sentence) }
            case .opened(let site, _):
                // Without loading it: its code may be what keeps the server from starting.
                try await site.disableUnloaded(id, by: .command("dinh module disable"))
                print("module '\(id)' is disabled from the next start on; its data stays")
            }
        }
    }
}

struct ModuleRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Take a removed module's data back in from its archive, and serve it.")

    @OptionGroup var options: ModuleOptions

    func run() async throws { try await options.perform(.restore(module: options.module)) }
}

struct ModuleRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Show what a module's removal takes away; export that to an archive, drop it.")

    @OptionGroup var options: ModuleOptions
    @Flag(help: "Do not ask.") var yes = false

    func run() async throws {
        let id = options.module
        try await options.site.connected { connection in
            guard case .impact(let impact) = try await connection.perform(.impact(module: id)) else { return }
            show(impact)
            if !yes, try Console.ask("Type \(id) to remove it: ", instead: "--yes") != id {
                throw Failure("'\(id)' was not typed; nothing was removed")
            }
            if case .done(let sentence) = try await connection.perform(.remove(module: id)) { print(sentence) }
        }
    }

    private func show(_ impact: RemovalImpact) {
        Console.print(
            ["TABLE", "ROWS"], (impact.tables + impact.coreTables).map { [$0.table, String($0.rows)] },
            empty: "the module has no tables")
        print("files of its own: \(impact.files.count)")
        for reference in impact.references { print("\(reference.from) refers to \(reference.to)") }
    }
}
