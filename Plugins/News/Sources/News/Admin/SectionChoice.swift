import PortalKit

/// The choice of a new article's section. Nothing is chosen beforehand where there is a choice: who overlooks the field
/// would publish in whatever section stands first.
extension [NewsSection] {
    /// The section of who may write in one only; empty when there is a choice.
    var onlySlug: String { count == 1 ? self[0].slug : "" }

    /// The options of a field, with one that asks to choose while nothing is chosen.
    func options(chosen: String, _ texts: Texts) -> [FormField.Option] {
        (chosen.isEmpty ? [FormField.Option("", texts("field.section_choose"))] : [])
            + map { FormField.Option($0.slug, $0.title) }
    }
}
