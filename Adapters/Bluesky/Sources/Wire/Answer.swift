import SMMAdapterKit

/// A success with its JSON.
struct Answer: Sendable, Hashable {
    /// The body; null where there was none.
    var json: JSONValue
    /// The whole answer.
    var response: HTTPResponse
    /// What is left to spend, where the headers say.
    var budget: RateBudget?
}
