import SMMAPI

/// Writes an answer as the text that is kept under an idempotency key.
enum Rendering {
    /// Compact JSON.
    @Sendable
    static func text(_ value: some Encodable & Sendable) throws -> String {
        String(decoding: try WireJSON.encode(value), as: UTF8.self)
    }
}
