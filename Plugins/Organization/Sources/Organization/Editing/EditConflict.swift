/// Somebody else saved the record since the form was opened.
struct EditConflict: Error {
    /// The revision that it has now.
    let revision: Int
}

/// Why a body cannot be saved or deleted as asked for.
enum BodyRefusal: Error {
    /// It would stand below itself, or below a body that is not there.
    case parentImpossible
    /// Bodies or people belong to it.
    case notEmpty
}
