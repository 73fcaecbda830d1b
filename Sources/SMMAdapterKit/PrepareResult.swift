package import SMMModel

/// What came of the preparation before the intent. Nothing visible can have happened.
package enum PrepareResult: Sendable, Hashable, Codable {
    /// Ready; remote media ids stand in the steps.
    case prepared
    /// Try again, not before `after` when given.
    case retry(after: Milliseconds?, reason: Failure)
    /// Can never succeed.
    case rejected(Failure)
    /// The credential does not work.
    case needsReauth(Failure)
}
