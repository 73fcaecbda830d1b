import AsyncHTTPClient

/// A request and where it goes.
struct AddressedRequest {
    var request: HTTPClient.Request
    let target: RequestTarget
}
