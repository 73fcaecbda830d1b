import SMMAdapterKit
import SMMModel

/// Why a question or a step before an effect gave nothing.
struct Refusal: Error, Sendable, Hashable {
    /// What may be done about it.
    enum Kind: Sendable, Hashable {
        /// Ask again, not before this long when told.
        case again(Milliseconds?)
        /// The credential does not work.
        case reauth
        /// The same question never succeeds.
        case never
    }

    /// What may be done about it.
    var kind: Kind
    /// What happened.
    var failure: Failure
    /// Whether a never-succeeding answer had neither XRPC form nor was a page: a server that names no errors.
    var isPlain = false
    /// How far the request got.
    var progress = TransferProgress.headReceived

    /// The platform's own error name.
    var code: String? { failure.platformCode }

    /// A credential that does not work.
    static func reauth(_ failure: Failure) -> Refusal { Refusal(kind: .reauth, failure: failure) }
    /// Something that never succeeds.
    static func never(_ failure: Failure) -> Refusal { Refusal(kind: .never, failure: failure) }
    /// Something to be asked again.
    static func again(_ failure: Failure) -> Refusal { Refusal(kind: .again(nil), failure: failure) }

    /// The same in the terms that every capability's result knows.
    var obstacle: Obstacle {
        switch kind {
        case .again(let after): .again(after: after, failure)
        case .reauth: .reauth(failure)
        case .never: .refused(failure)
        }
    }

    /// As the result of a preparation.
    var prepared: PrepareResult { obstacle.preparing }
    /// As the result of an attempt that has sent nothing yet.
    var attempted: AttemptResult { AttemptResult(obstacle.attempting) }
    /// As the result of the question what became of an attempt.
    var reconciled: ReconcileResult { obstacle.reconciling }
    /// As the result of a read.
    func read<Value>() -> ReadResult<Value> { obstacle.reading() }
}
