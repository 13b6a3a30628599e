/// Somebody else saved the record since the form was opened.
struct EditConflict: Error {}

/// Why a body cannot be saved or deleted as asked for.
enum BodyRefusal: Error {
    /// It would stand below itself, or below a body that is not there.
    case parentImpossible
    /// It would take over from itself, or there is no such body.
    case successorImpossible
    /// It would end before it began.
    case endBeforeBeginning
    /// Bodies or people belong to it.
    case notEmpty
}

/// Why a person cannot be saved as asked for.
enum PersonRefusal: Error {
    /// The library has no such picture.
    case noPicture
}
