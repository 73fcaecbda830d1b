/// A request without a whole answer.
package struct HTTPTransportError: Error, Sendable, Hashable {
    /// How far it got.
    package var progress: TransferProgress
    /// Why it stopped: `connection-refused`, `name-not-found`, `tls`, `time-out`, `closed`, `too-large`, ….
    package var failure: Failure
    /// What had arrived of the answer: the status, when the head did.
    package var status: Int?

    /// An error.
    package init(progress: TransferProgress, failure: Failure, status: Int? = nil) {
        self.progress = progress
        self.failure = failure
        self.status = status
    }
}
