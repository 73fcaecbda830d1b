import SMMAdapterKit
import SMMModel
import SMMTransport

/// Runs `body` with a transport and shuts it down.
func withTransport<Value>(
    _ configuration: TransportConfiguration = settings { _ in }, lookup: any HostLookup = SystemHosts(),
    _ body: (NetworkTransport) async throws -> Value
) async throws -> Value {
    let transport = NetworkTransport(configuration, lookup: lookup)
    do {
        let value = try await body(transport)
        try await transport.shutdown()
        return value
    } catch {
        try await transport.shutdown()
        throw error
    }
}

/// The defaults but for what `change` does, and for kept connections that no machine is too slow for.
func settings(_ change: (inout TransportConfiguration) -> Void) -> TransportConfiguration {
    var configuration = TransportConfiguration.withThisMachine
    configuration.freshness = .hours(1)
    configuration.keepAlive = .hours(1)
    configuration.connect = .hours(1)
    change(&configuration)
    return configuration
}

/// The error a request ends with; nil when it got an answer.
func failure(of request: HTTPRequest, with transport: any HTTPTransport) async -> HTTPTransportError? {
    do {
        _ = try await transport.send(request)
        return nil
    } catch {
        return error
    }
}

func post(_ url: String, body: Int = 5, deadline: Milliseconds = .hours(1), maximum: Int = 1 << 20) -> HTTPRequest {
    HTTPRequest(
        method: "POST", url: url, headers: [HTTPField("Content-Type", "text/plain")],
        body: [UInt8](repeating: 120, count: body), deadline: deadline, maximumResponse: maximum)
}

let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
