import AsyncHTTPClient

/// The connections of one event loop to one destination.
struct HostClients {
    /// For requests that must not be sent twice.
    let fresh: HTTPClient
    /// For requests that may.
    let kept: HTTPClient
}
