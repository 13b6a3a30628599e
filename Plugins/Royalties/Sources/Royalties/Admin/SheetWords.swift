import PortalKit

extension Sheet {
    /// Where it stands, in words, and how that looks.
    func stateText(_ texts: Texts) -> (String, AdminList.Cell.Badge) {
        if paidOn != nil { return (texts("sheets.state_paid"), .success) }
        switch step {
        case SheetWorkflow.draft: return (texts("workflow.step.draft"), .neutral)
        case SheetWorkflow.review: return (texts("workflow.step.review"), .warning)
        default: return (texts("sheets.state_unpaid"), .warning)
        }
    }
}

extension TaxRule {
    /// "10% khoản chi từ 2.000.000 đồng".
    func text(_ texts: Texts) -> String {
        percent == 0
            ? texts("tax.none")
            : texts(
                isOnExcess ? "tax.excess" : "tax.whole",
                ["percent": String(percent), "threshold": Money.text(threshold)])
    }
}
