import FoundationEssentials
import SMMAdapterKit
import SMMModel
import SMMTransport
import Testing

@Suite("Secure connections", .timeLimit(.minutes(10)))
struct TLSTests {
    /// A transport that believes the authority of these tests alone.
    private func withAuthority<Value>(_ body: (NetworkTransport) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("smm-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("authority.pem")
        try Data(Certificates.authority.utf8).write(to: file)
        return try await withTransport(settings { $0.trustRoots = .file(file.path) }, body)
    }

    private func secure(_ server: RawServer, host: String = "127.0.0.1") -> HTTPRequest {
        post("https://\(host):\(server.url("").split(separator: ":").last ?? "1")/")
    }

    @Test("a certificate of a trusted authority for this host is accepted", arguments: ["127.0.0.1", "localhost"])
    func good(host: String) async throws {
        let steps: [RawStep] = [.head, .body(5), .write(ok)]
        try await RawServer.with(steps, certificate: Certificates.good, key: Certificates.goodKey) { server in
            let response = try await withAuthority { try await $0.send(secure(server, host: host)) }
            #expect(response.status == 200)
        }
    }

    @Test("a certificate for another host is refused before anything is sent")
    func wrongHost() async throws {
        let steps: [RawStep] = [.head, .body(5), .write(ok)]
        try await RawServer.with(steps, certificate: Certificates.wrong, key: Certificates.wrongKey) { server in
            let error = try await withAuthority { await failure(of: secure(server), with: $0) }
            #expect(error?.failure.code == "tls")
            #expect(error?.progress == .connected)
            #expect(server.heads.isEmpty)
        }
    }

    @Test("a certificate of an unknown authority is refused before anything is sent")
    func unknownAuthority() async throws {
        let steps: [RawStep] = [.head, .body(5), .write(ok)]
        try await RawServer.with(steps, certificate: Certificates.good, key: Certificates.goodKey) { server in
            let error = try await withTransport { await failure(of: secure(server), with: $0) }
            #expect(error?.failure.code == "tls")
            #expect(error?.progress.nothingSent == true)
            #expect(server.heads.isEmpty)
        }
    }

    @Test("a server that does not speak TLS is not spoken to in the clear")
    func plain() async throws {
        try await RawServer.with([.write("HTTP/1.1 400 Bad Request\r\n\r\n")]) { server in
            let error = try await withAuthority { await failure(of: secure(server), with: $0) }
            #expect(error?.failure.code == "tls")
            #expect(error?.progress.nothingSent == true)
        }
    }

    @Test("an answer cut off without a proper end of TLS is not a whole one")
    func cut() async throws {
        let steps: [RawStep] = [.head, .body(5), .write("HTTP/1.1 200 OK\r\n\r\nhalf"), .reset]
        try await RawServer.with(steps, certificate: Certificates.good, key: Certificates.goodKey) { server in
            let error = try await withAuthority { await failure(of: secure(server), with: $0) }
            #expect(error?.failure.code == "truncated")
            #expect(error?.progress == .headReceived && error?.status == 200)
        }
    }
}
