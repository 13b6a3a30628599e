import Foundation

/// Checks all templates of a site, those of its theme among them, against the examples of their models.
struct TemplateSetCheck {
    let layers: [TemplateLibrary.Layer]
    let modules: [CheckedModule]
    let texts: TextCheck

    var faults: [Fault] {
        let (library, faults) = TemplateLibrary.load(layers, modules: modules.map(\.id))
        let check = TemplateCheck(library: library, catalogues: texts.catalogues, languages: texts.languages)
        return faults + check.faults(examples: examples, common: CoreTemplates.common)
    }

    private var examples: [String: TemplateValue] {
        modules.reduce(into: CoreTemplates.examples) { examples, module in
            for (name, model) in module.contributions.templates {
                examples["\(module.id)/\(name)"] = TemplateValue(model.example)
            }
        }
    }
}
