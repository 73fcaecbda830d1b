import SMMAdapterKit

/// A 2xx answer whose body is JSON.
struct Answer: Sendable {
    let response: HTTPResponse
    let body: JSONValue
}
