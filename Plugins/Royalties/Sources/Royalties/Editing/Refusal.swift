/// Why something cannot be done now; the text `refusal.<word>` says so.
enum Refusal: String, Error {
    /// Somebody else saved it since the form was opened.
    case changedMeanwhile = "changed_meanwhile"
    /// It stands on a sheet that was handed in.
    case locked
    /// The rates in force on its day say nothing about this kind and grade.
    case noRate = "no_rate"
    /// Nobody grades their own work.
    case ownWork = "own_work"
    /// It is not graded, or a correction itself.
    case notCorrectable = "not_correctable"
    /// More would be taken back than was granted.
    case beyondZero = "beyond_zero"
    /// Something was graded by these rates.
    case ratesInUse = "rates_in_use"
    /// There are rates from this day on already.
    case dayTaken = "day_taken"
    /// There is nothing graded up to the end of the period that stands on no sheet.
    case nothingToPay = "nothing_to_pay"
    /// The period has a sheet that is still being drawn up.
    case draftThere = "draft_there"
    /// Only an approved sheet is paid, and once.
    case notPayable = "not_payable"
    /// What is to come was not paid yet.
    case dayAhead = "day_ahead"
    /// Another payee has this account.
    case accountTaken = "account_taken"
    /// Work that was recorded from a publication belongs to it.
    case recordedByItself = "recorded_by_itself"

    var key: String { "refusal.\(rawValue)" }
}
