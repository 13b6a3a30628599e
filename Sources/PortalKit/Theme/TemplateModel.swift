/// What a template is given: a plain value whose stored properties are its variables, `publishedAt` as
/// `{{published_at}}`. Dates, counts and labels are texts already: a template only places them.
///
/// The example is what templates are checked against, in this repository and in a site's theme, and what the theme
/// authors' documentation shows.
public protocol TemplateModel: Sendable {
    /// A value with every optional filled and at least one element in each list.
    static var example: Self { get }
}

/// A type that says itself what templates see of it, instead of its stored properties.
public protocol TemplateValueConvertible {
    /// What templates see.
    var templateValue: TemplateValue { get }
}
