import PortalKit

/// A module that contributes everything that a module can, so that tests see each kind come and go.
struct ProbeModule: StartingModule, StoppingModule {
    static let manifest = ModuleManifest(
        id: "probe", version: "1.2.3", mountPath: "/thu-nghiem", provides: ["probe-service"],
        permissions: ["probe.write", "probe.moderate", "probe.publish"], settings: ProbeSettings.definitions)

    private let diary = ProbeDiary()

    init() {}

    func register(in registration: inout ModuleRegistration) throws {
        for migration in ProbeSchema.all { registration.migration(migration.id, migration.apply) }
        registerPages(in: &registration)
        registerAdministration(in: &registration)
        registerPublication(in: &registration)
        try registerWork(in: &registration)
        registration.template("list", NoteListModel.self)
        registration.template("note", NoteModel.self)
        registration.template("form", NoteFormModel.self)
        registration.template("block", NoteListModel.self)
    }

    func start(in context: ModuleContext) async throws {
        try await diary.open(context)
    }

    func stop() async {
        await diary.close()
    }

    private func registerPages(in registration: inout ModuleRegistration) {
        registration.route(.get, "/", NotePages.list)
        registration.route(.get, "/gui", NotePages.form)
        registration.route(.post, "/gui", NotePages.send)
        registration.route(.get, "/cham", NotePages.slow)
        registration.route(.get, "/vang", NotePages.gone)
        registration.route(.get, "/:id", NotePages.note)
        registration.upload("/tep", limits: NoteUpload.limits, NoteUpload.take)
        registration.files(of: Note.type) { actor, _, _ in actor.may("probe.write") }
        registration.menu(MenuEntry(title: "Mục thử nghiệm", order: 30))
        registration.block(
            HomeBlock(id: "latest", render: NotePages.block))
    }

    private func registerAdministration(in registration: inout ModuleRegistration) {
        registration.adminMenu(AdminMenuEntry(title: "admin.notes", permission: "probe.write"))
        registration.adminScreen(.get, "/", permission: "probe.write", NoteScreens.list)
        registration.adminScreen(.post, "/:id", permission: "probe.write", NoteScreens.rename)
        registration.adminScreen(.post, "/:id/xuat-ban", permission: "probe.publish", NoteScreens.publish)
        registration.dashboard(
            DashboardContribution(permission: "probe.write") { _ in
                [.init(title: "Ô số liệu thử", value: "42", note: "ghi chú", url: "/quan-tri/probe")]
            })
    }

    private func registerPublication(in registration: inout ModuleRegistration) {
        registration.api("/notes", NotesAPI.operation, NotesAPI.list)
        registration.api("/notes/:id", NotesAPI.oneOperation, NotesAPI.one)
        registration.feed(FeedContribution(path: "/feed.xml", title: "Tin thử nghiệm", make: NotePublication.feed))
        registration.sitemap(NotePublication.sitemap)
        registration.searchable(NotePublication.search)
        registration.reportSection(
            ReportSection(id: "notes", title: "report.notes") { _, _ in
                ReportTable(columns: ["Tháng", "Ghi chú"], rows: [["11/2026", "7"]])
            })
        registration.provide((any CustomStringConvertible).self) { context in
            ProbeService(greeting: context.settings.text("greeting"))
        }
    }

    private func registerWork(in registration: inout ModuleRegistration) throws {
        try registration.workflow(
            .editorial(module: "probe", publicationGates: ["has-text"]),
            gates: [WorkflowGate(id: "has-text", check: NoteWorkflow.hasText)])
        registration.content("probe", NoteContent.load)
        registration.job(
            JobDefinition(id: "tick", schedule: .every(minutes: 1)) { try await ProbeDiary.note("job", $0) })
        registration.onEvent("probe.noted", id: "own") { _, context in try await ProbeDiary.note("own-event", context) }
        registration.onEvent("needs.asked", id: "foreign") { _, context in
            try await ProbeDiary.note("foreign-event", context)
        }
        registration.mailTemplate(MailTemplate(id: "noted", placeholders: ["title"]))
    }
}

/// What other modules and the tests get from the module under a protocol that both sides know.
struct ProbeService: CustomStringConvertible {
    let greeting: String

    var description: String { "probe says \(greeting)" }
}

/// A setting of every type.
enum ProbeSettings {
    static let definitions = [
        SettingDefinition(key: "greeting", type: .text(maximumLength: 100), defaultValue: .text("Xin chào")),
        SettingDefinition(key: "amount", type: .integer(1...50), defaultValue: .integer(5)),
        SettingDefinition(key: "loud", type: .boolean, defaultValue: .boolean(false)),
        SettingDefinition(key: "color", type: .choice(["red", "blue"]), defaultValue: .text("red")),
        SettingDefinition(key: "words", type: .list, defaultValue: .list(["một"])),
        SettingDefinition(
            key: "rows",
            type: .records([
                SettingDefinition(
                    key: "name", type: .text(maximumLength: 50), defaultValue: .text(""), isRequired: true)
            ]), defaultValue: .records([])),
    ]
}
