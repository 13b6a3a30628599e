import PortalKit

/// The names under which the core knows the module's records, lists and events.
enum EServicesNames {
    static let module = "e-services"
    static let procedureType = "e-services.procedure"
    static let formType = "e-services.form"
    static let fillingType = "e-services.filling"
    static let dossierType = "e-services.dossier"
    static let searchKind = "procedure"
    /// A dossier has come to another state; carries nothing but its record.
    static let movedEvent = "e-services.dossier-moved"

    static func procedure(_ id: Int64) -> RecordReference { RecordReference(type: procedureType, id: id) }

    static func form(_ procedure: Int64) -> RecordReference { RecordReference(type: formType, id: procedure) }

    static func filling(_ id: Int64) -> RecordReference { RecordReference(type: fillingType, id: id) }

    static func dossier(_ id: Int64) -> RecordReference { RecordReference(type: dossierType, id: id) }
}

/// What a role can be granted.
enum EServicesPermission {
    /// Write procedures and their forms.
    static let procedures = "e-services.procedures"
    /// Work at the office that receives and hands over all dossiers.
    static let desk = "e-services.desk"
    /// Work on the dossiers that were handed over to a body.
    static let process = "e-services.process"
    static let dossiers = [desk, process]
    static let all = [procedures, desk, process]
}

extension Dependency {
    /// The procedures in force.
    static let procedures = Dependency.list("e-services.procedures")
    /// The figures that the public sees.
    static let figures = Dependency.list("e-services.figures")
}
