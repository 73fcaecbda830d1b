import SMMAdapterKit

/// What came of taking a credential back on its platform.
enum Revocation: Sendable {
    /// It opens nothing any more.
    case done
    /// An account here is kept by the same tokens, so it was left alone.
    case kept
    /// Its platform offers no way to do that from here.
    case impossible
    /// It was not done, for this reason.
    case failed(Failure)
}
