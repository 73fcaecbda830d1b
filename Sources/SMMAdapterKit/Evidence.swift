/// What is known of an attempt whose outcome is not.
package struct Evidence: Sendable, Hashable, Codable {
    /// How far the request got.
    package var progress: TransferProgress
    /// What went wrong.
    package var failure: Failure

    /// Evidence.
    package init(progress: TransferProgress, failure: Failure) {
        self.progress = progress
        self.failure = failure
    }
}
