import SMMAdapterKit

/// The credential an account had when it was removed, or connected anew.
enum LastCredential: Sendable, Equatable {
    /// It had none.
    case nothing
    /// It had one that does not open.
    case sealed
    /// It had this one.
    case open(Credential)

    /// Of what is stored and what could not be stored yet, which is newer.
    init(_ stored: LastCredential, unstored: Credential?) {
        self = unstored.map { .open($0) } ?? stored
    }
}
