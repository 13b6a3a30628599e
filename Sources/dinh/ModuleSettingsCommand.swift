import ArgumentParser
import Foundation
import PortalKit

/// `dinh module settings`
struct ModuleSettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Show a module's settings, or change some.")

    @OptionGroup var options: ModuleOptions
    @Option(name: .customLong("set"), help: ArgumentHelp("Change a setting.", valueName: "key=value"))
    var changes: [String] = []
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        var values: [String: String] = [:]
        for change in changes {
            guard let sign = change.firstIndex(of: "="), sign != change.startIndex else {
                throw Failure("'\(change)' is no setting; write it as key=value")
            }
            values[String(change[..<sign])] = String(change[change.index(after: sign)...])
        }
        let command =
            values.isEmpty
            ? SiteCommand.settings(module: options.module) : .set(module: options.module, values: values)
        guard case .settings(let settings) = try await options.site.perform(command) else { return }
        if json { return try Console.print(json: settings) }
        Console.print(
            ["SETTING", "VALUE", "", "TAKES"],
            settings.map { [$0.key, Self.text($0.value), $0.isSet ? "" : "(default)", $0.kind] },
            empty: "the module has no settings")
    }

    private static func text(_ value: SettingValue) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
