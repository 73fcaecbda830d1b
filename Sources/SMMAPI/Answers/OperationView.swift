package import SMMModel

/// One external effect on one account.
package struct OperationView: Sendable, Hashable, Codable {
    /// The operation's id.
    package var id: OperationID
    /// What it does.
    package var kind: Open<OperationKind>
    /// The part of the thread, from 0.
    package var part: Int
    /// How many parts the thread has.
    package var parts: Int
    /// Its durable state.
    package var state: Open<OperationState>
    /// When it is due.
    package var due: Moment?
    /// How often it was tried.
    package var attempts: Int
    /// What the platform gave back.
    package var receipt: ReceiptView?
    /// The last failure.
    package var failure: FailureView?

    /// A value of its parts.
    package init(
        id: OperationID, kind: Open<OperationKind>, part: Int, parts: Int, state: Open<OperationState>,
        due: Moment? = nil, attempts: Int, receipt: ReceiptView? = nil, failure: FailureView? = nil
    ) {
        self.id = id
        self.kind = kind
        self.part = part
        self.parts = parts
        self.state = state
        self.due = due
        self.attempts = attempts
        self.receipt = receipt
        self.failure = failure
    }
}

extension OperationView: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "One external effect on one account.",
        [
            .required("id", .id(OperationIDKind.prefix), "The operation's id."),
            .required("kind", .open(OperationKind.allCases.map(\.rawValue)), "What it does."),
            .required("part", .integer, "The part of the thread, from 0."),
            .required("parts", .integer, "How many parts the thread has."),
            .required("state", .open(OperationState.allCases.map(\.rawValue)), "Its durable state."),
            .optional("due", .reference("Moment"), "When it is due."),
            .required("attempts", .integer, "How often it was tried."),
            .optional("receipt", .reference("ReceiptView"), "What the platform gave back."),
            .optional("failure", .reference("FailureView"), "The last failure."),
        ])
}

extension OperationView: WireWritable {
    func write(to json: inout WireWriter) {
        json.object {
            $0.member("id", id)
            $0.member("kind", kind)
            $0.member("part", part)
            $0.member("parts", parts)
            $0.member("state", state)
            $0.member("due", due)
            $0.member("attempts", attempts)
            $0.member("receipt", receipt)
            $0.member("failure", failure)
        }
    }
}
