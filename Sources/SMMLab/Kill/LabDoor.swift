import SMMAdapterKit
import SMMTransport

/// The harness's own door to a fake network in another process.
struct LabDoor: Sendable {
    /// Where the network answers, without a path.
    let url: String

    /// Asks, and gives the answer's body.
    ///
    /// - Throws: `LabFailure` when there is no answer, or none with status 200.
    func ask(_ method: String, _ path: String, _ body: [UInt8] = []) async throws -> [UInt8] {
        let request = HTTPRequest(
            method: method, url: url + path, body: body, isIdempotent: true, maximumResponse: 256 << 20)
        // One for each question: it must be shut down whatever becomes of the harness.
        let transport = NetworkTransport(.withThisMachine)
        let response: HTTPResponse
        do {
            response = try await transport.send(request)
        } catch {
            try await transport.shutdown()
            throw LabFailure("The fake network does not answer: \(error.failure.message)")
        }
        try await transport.shutdown()
        guard response.status == 200 else {
            throw LabFailure(
                "The fake network answers \(response.status): \(String(decoding: response.body, as: UTF8.self))")
        }
        return response.body
    }
}
