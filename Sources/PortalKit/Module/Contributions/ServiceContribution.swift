struct ServiceContribution: Sendable {
    let type: ObjectIdentifier
    let make: @Sendable (ModuleContext) -> Any
}
