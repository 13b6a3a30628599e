import Foundation
import PortalKit

/// The content file `dossiers.yml`: dossiers of invented people, to try the desk with. They are made by the same desk as
/// all others, at days counted back from the day of loading, so that the portal's figures are never old. Nobody gets mail.
///
/// ```yaml
/// dossiers:
///   - id: khai-sinh-1
///     procedure: "1.001193"
///     channel: online               # or counter
///     days_ago: 6
///     time: "20:15"                 # of the day on which it came
///     applicant: {name: Vũ Thị Nghĩa, identity: "024190001234", phone: "0912000001", address: Thôn Bến Sen}
///     answers: {ho_ten_tre: Vũ Minh An}
///     paid: "0000127"               # number of the receipt for the fee
///     steps:
///       - accept                    # on the day of the step before
///       - {step: ask, day: 1, text: Xin bổ sung giấy chứng sinh}   # day: working days since it came
/// ```
enum DossierSamples {
    struct Entry: Sendable {
        let id: String
        let procedure: String
        let channel: Dossier.Channel
        let daysAgo: Int
        let time: String
        let answers: [String: String]
        let receipt: String
        let steps: [Step]
    }

    struct Step: Sendable {
        let move: DossierMove
        /// Working days since the dossier came; nil for the day of the step before.
        let day: Int?
        let text: String
    }

    static let name = "dossiers.yml"
    static let displayName = "content/\(ServicesLoader.folder)/\(name)"

    static func read(_ folder: URL, faults: inout [Fault]) -> [Entry] {
        let url = folder.appending(path: name)
        guard FileManager.default.fileExists(atPath: url.path),
            let root = ConfigNode.load(file: url.path, displayName: displayName, faults: &faults),
            root.requireMapping(faults: &faults)
        else { return [] }
        return root.items("dossiers", faults: &faults).map { entry($0, faults: &faults) }
    }

    private static func entry(_ node: ConfigNode, faults: inout [Fault]) -> Entry {
        node.unknownKeys(
            allowing: ["id", "procedure", "channel", "days_ago", "time", "applicant", "answers", "paid", "steps"],
            faults: &faults)
        var answers: [String: String] = [:]
        if let who = node.mapping("applicant", faults: &faults) {
            typealias Name = FillingPlan.Name
            for (key, input) in [
                ("name", Name.name), ("identity", Name.identity), ("phone", Name.phone), ("mail", Name.mail),
                ("address", "\(Name.address).detail"), ("behalf", Name.behalf),
            ] {
                answers[input] = who.text(key, faults: &faults)?.nfc
            }
        }
        if let given = node.mapping("answers", faults: &faults) {
            for (key, _) in given.children { answers[key] = given.text(key, faults: &faults)?.nfc }
        }
        let time = node.text("time", faults: &faults) ?? "08:30"
        if VietnamTime(parsing: "2026-01-01 \(time)") == nil {
            faults.append(node.fault("'\(time)' is no time of a day", mend: "write it as \"08:30\""))
        }
        return Entry(
            id: node.text("id", required: true, faults: &faults) ?? "",
            procedure: node.text("procedure", required: true, faults: &faults) ?? "",
            channel: node.choice("channel", of: Dossier.Channel.allCases.map(\.rawValue), faults: &faults)
                .flatMap(Dossier.Channel.init(rawValue:)) ?? .online,
            daysAgo: node.integer("days_ago", in: 0...3_000, faults: &faults) ?? 0, time: time, answers: answers,
            receipt: node.text("paid", faults: &faults) ?? "",
            steps: node.items("steps", faults: &faults).compactMap { step($0, faults: &faults) })
    }

    private static func step(_ node: ConfigNode, faults: inout [Fault]) -> Step? {
        let moves = DossierMove.allCases.map(\.rawValue)
        guard !node.children.isEmpty else {
            let word = node.asText(faults: &faults) ?? ""
            if let move = DossierMove(rawValue: word) { return Step(move: move, day: nil, text: "") }
            faults.append(
                node.fault("'\(word)' is no step", mend: "use one of \(moves.joined(separator: ", "))"))
            return nil
        }
        node.unknownKeys(allowing: ["step", "day", "text"], faults: &faults)
        return node.choice("step", of: moves, faults: &faults).flatMap(DossierMove.init(rawValue:)).map { move in
            Step(
                move: move, day: node.integer("day", in: 0...500, faults: &faults),
                text: node.text("text", maximumLength: FormDefinition.Limit.text, faults: &faults)?.nfc ?? "")
        }
    }
}
