import SMMAdapterKit

/// What came of taking a credential back on its platform.
enum Revocation: Sendable {
    /// It opens nothing any more.
    case done
    /// An account here is kept by the same tokens, so it was left alone.
    case kept
    /// It was left alone since an account here may be kept by the same tokens, whose key is not here.
    case undecided
    /// Its platform offers no way to do that from here.
    case impossible
    /// It was not done, for this reason.
    case failed(Failure)

    /// Why it still opens the account, where that was not to be.
    var failure: Failure? {
        switch self {
        case .done, .kept: nil
        case .impossible: Failure("revoke-by-hand", "There is no way to do that from here.")
        case .undecided:
            Failure("key-missing", "Another account there, whose key is not here, may be kept by it.")
        case .failed(let failure): failure
        }
    }
}
