import SMMAdapterKit
import SMMModel
import SMMTransport
import Testing

@Suite("Where a request may go", .timeLimit(.minutes(10)))
struct RequestTargetTests {
    @Test(
        "only https leaves, and http only to loopback",
        arguments: [
            "http://example.org/", "http://127.0.0.1.example.org/", "http://localhost.example.org/",
            "http://127.1/", "http://127.0.0.256/", "http://127.0.0.0001/",
            "http://127..0.1/", "http://127.0.0./", "http://127.0.0.1.1/", "http://127.0.0.x/", "http://0.0.0.0/",
            "http://[::2]/", "http://2130706433/",
            "ftp://127.0.0.1/", "file:///etc/passwd", "unix:/run/x", "http+unix://%2Frun%2Fx/", "//127.0.0.1/",
            "/v1", "", "https://", "https:///path", "https://user@127.0.0.1/", "https://user:secret@127.0.0.1/",
            "http://127.0.0.1@example.org/", "http://127.0.0.1\\@example.org/", "https://127.0.0.1:0/",
            "https://127.0.0.1:65536/", "https://127.0.0.1:http/", "https://[::1/", "https://[::1]x/",
            "https://127.0.0.1/a b", "https://127.0.0.1/\r\nX: y", "https://exämple.org/", "https://127.0.0.1/\u{0}",
        ])
    func refused(url: String) async throws {
        let error = try await withTransport { await failure(of: post(url, deadline: .seconds(5)), with: $0) }
        #expect(error?.failure.code == "invalid-url")
        #expect(error?.progress == .notConnected)
    }

    @Test("loopback has several names", arguments: ["127.0.0.1", "localhost", "LOCALHOST", "127.0.0.1:PORT"])
    func loopback(name: String) async throws {
        try await RawServer.with([.head, .body(5), .write(ok)]) { server in
            let port = server.url("").split(separator: ":").last ?? "1"
            let host = name.hasSuffix(":PORT") ? name.dropLast(5) : name[...]
            let response = try await withTransport { try await $0.send(post("HTTP://\(host):\(port)/")) }
            #expect(response.status == 200)
        }
    }

    @Test("a header that would break the request is refused before anything is sent")
    func headers() async throws {
        try await RawServer.with([.head, .write(ok)]) { server in
            for field in [HTTPField("X-A", "b\r\nX-C: d"), HTTPField("X A", "b"), HTTPField("", "b")] {
                let request = HTTPRequest(method: "GET", url: server.url(), headers: [field])
                let error = try await withTransport { await failure(of: request, with: $0) }
                #expect(error?.failure.code == "invalid-request")
                #expect(error?.progress == .notConnected)
            }
            for method in ["", "GET / HTTP/1.1\r\nX-A: b\r\n\r\nGET", "get", "G T"] {
                let error = try await withTransport {
                    await failure(of: HTTPRequest(method: method, url: server.url()), with: $0)
                }
                #expect(error?.failure.code == "invalid-request")
            }
            #expect(server.connections == 0)
        }
    }
}
