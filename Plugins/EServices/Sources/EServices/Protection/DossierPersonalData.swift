import Foundation
import GRDB
import PortalKit

/// What dossiers hold of one person: found by marks, without opening any other; given to them; erased.
enum DossierPersonalData {
    static let source = PersonalDataSource(
        type: EServicesNames.dossierType,
        find: { subject, context in
            let seal = DossierSeal(context)
            let marks = [
                ("phone_mark", seal.phoneMark(subject.phone)), ("identity_mark", seal.identityMark(subject.identity)),
                ("mail_mark", seal.mailMark(subject.mail)),
            ].filter { !$0.1.isEmpty }
            guard !marks.isEmpty else { return [] }
            let dossiers = try await context.storage.read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM eservices_dossiers
                        WHERE \(marks.map { "\($0.0) = ?" }.joined(separator: " OR ")) ORDER BY id DESC LIMIT 300
                        """, arguments: StatementArguments(marks.map(\.1))
                ).map(Dossier.init(row:))
            }
            return dossiers.map { dossier in
                PersonalDataRecord(
                    dossier.reference, title: "\(dossier.code), \(dossier.procedureName)",
                    url: context.adminURL(EServicesScreen.dossier(dossier.id)), date: dossier.receivedAt,
                    obstacle: dossier.state.isOpen ? context.texts("protection.open") : nil)
            }
        }, export: export, erase: { id, change, context in try DossierDesk(context).erase(id, in: change) })

    private static func export(_ id: Int64, _ context: ModuleContext) async throws -> JSONValue {
        let seal = DossierSeal(context)
        let texts = context.texts
        return try await context.storage.read { database in
            guard let dossier = try DossierRows.fetch(id, in: database),
                let contents = try seal.open(id, in: database)
            else { throw PortalError.notFound }
            let content = try ProcedureRows.version(dossier.procedureVersion, of: dossier.procedure, in: database)
            let plan = FillingPlan(
                content?.content ?? ProcedureContent(),
                try FormRows.definition(dossier.formVersion, of: dossier.procedure, in: database), for: .citizen, texts)
            let applicant = contents.applicant
            let words = Dictionary(
                plan.pages.flatMap(\.page.fields).map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
            var answers: [String: JSONValue] = [:]
            for (name, values) in contents.answers.values {
                let field = String(name.prefix { $0 != "." })
                answers[words[field].map { "\($0)\(name.dropFirst(field.count))" } ?? name] = .array(
                    values.map { .string($0) })
            }
            return .object([
                "code": .string(dossier.code), "procedure": .string(dossier.procedureName),
                "state": .string(texts("state.\(dossier.state.rawValue)")),
                "applicant": .object([
                    "name": .string(applicant.name), "identity": .string(applicant.identity),
                    "phone": .string(applicant.phone), "mail": .string(applicant.mail),
                    "address": .string(applicant.address), "behalf": .string(applicant.behalf),
                ]), "answers": .object(answers),
                "files": .array(
                    try DossierRows.files(of: id, in: database).map { .string("\($0.label): \($0.file.name)") }),
                "history": .array(
                    try DossierRows.events(of: id, in: database).filter(\.kind.isForCitizen).map { event in
                        .string(
                            [VietnamTime(event.at).timeText, texts("event.\(event.kind.rawValue)"), event.text]
                                .filter { !$0.isEmpty }.joined(separator: ", "))
                    }),
                "seen_by": .array(
                    try DossierViews.all(of: id, in: database).map {
                        .string("\(VietnamTime($0.at).timeText), \($0.name)")
                    }),
            ])
        }
    }
}
