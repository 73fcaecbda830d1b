package import SMMModel

/// Asks what became of an attempt whose answer was lost.
package struct ReconcileRequest: Sendable, Hashable, Codable {
    /// The request as it was sent.
    package var sent: PublishRequest
    /// What the attempt was to do: publish, reply or message. Where a message can be looked up, a post may not be.
    package var kind: OperationKind
    /// Look at what appeared in `[from, until]`: from ``lookback`` before the intent to now, or to later where this
    /// machine's clock may be behind.
    package var from: Instant
    /// The end of the window.
    package var until: Instant
    /// Remote ids in the window that already belong to other operations and cannot be this one.
    package var owned: [String]

    /// How long before the intent the window begins: the platform's clock may be that much behind this machine's.
    package static let lookback = Milliseconds.seconds(120)

    /// A question.
    package init(
        sent: PublishRequest, kind: OperationKind = .publish, from: Instant, until: Instant, owned: [String] = []
    ) {
        self.sent = sent
        self.kind = kind
        self.from = from
        self.until = until
        self.owned = owned
    }
}
