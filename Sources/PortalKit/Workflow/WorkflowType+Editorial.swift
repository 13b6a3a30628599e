extension WorkflowType {
    /// The three editorial levels of the regulation (Art. 5.4, 9.1): write, moderate, publish.
    ///
    /// `draft` → submit → `moderation` → approve → `approved` → publish → `published`; back with a reason from moderation
    /// and approval, back at the writer's own wish, and out of the public's sight with a reason. A record that was
    /// public goes through moderation again, since it is taken down to be changed.
    /// Whoever holds all three permissions publishes at one stroke: `WorkflowEngine.advance(_:toStep:...)`.
    ///
    /// - Parameters:
    ///   - module: The module's id. The permissions are `<module>.write`, `.moderate`, `.publish`.
    ///   - moderationGates: Checks before a moderator approves.
    ///   - publicationGates: Checks before it goes public.
    public static func editorial(
        module: String, moderationGates: [String] = [], publicationGates: [String] = []
    ) -> WorkflowType {
        let (write, moderate, publish) = ("\(module).write", "\(module).moderate", "\(module).publish")
        return WorkflowType(
            id: "\(module).editorial",
            steps: [
                WorkflowStep("draft"), WorkflowStep("moderation"), WorkflowStep("approved"),
                WorkflowStep("published", isPublic: true),
            ],
            transitions: [
                WorkflowTransition("submit", from: "draft", to: "moderation", permission: write),
                WorkflowTransition("withdraw", from: "moderation", to: "draft", permission: write),
                WorkflowTransition(
                    "approve", from: "moderation", to: "approved", permission: moderate, gates: moderationGates),
                WorkflowTransition(
                    "return", from: "moderation", to: "draft", permission: moderate, requiresReason: true),
                WorkflowTransition(
                    "publish", from: "approved", to: "published", permission: publish, gates: publicationGates),
                WorkflowTransition(
                    "return-approved", from: "approved", to: "moderation", permission: publish, requiresReason: true),
                WorkflowTransition(
                    "unpublish", from: "published", to: "draft", permission: publish, requiresReason: true),
            ],
            initial: "draft")
    }
}
