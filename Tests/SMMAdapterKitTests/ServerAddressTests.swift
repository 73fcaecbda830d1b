import SMMAdapterKit
import Testing

@Suite("A server's address")
struct ServerAddressTests {
    @Test(
        "is read however a person writes it",
        arguments: [
            ("example.social", "https://example.social"), (" Example.Social ", "https://example.social"),
            ("https://example.social/", "https://example.social"),
            ("https://example.social/@ann/1?x#y", "https://example.social"),
            ("@ann@example.social", "https://example.social"),
            ("ann@example.social", "https://example.social"), ("example.social.", "https://example.social"),
            ("https://example.social:443", "https://example.social"),
            ("example.social:8443", "https://example.social:8443"),
            ("http://127.0.0.1:4000", "http://127.0.0.1:4000"), ("http://localhost:80/x", "http://localhost"),
            ("http://[::1]:9", "http://[::1]:9"), ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
            ("exa mple/..%2f:1:2", "https://example"),
        ])
    func good(_ text: String, _ origin: String) {
        #expect(ServerAddress(text)?.origin == origin)
    }

    @Test(
        "is not made of what is none",
        arguments: [
            "", " ", "http://example.social", "ftp://example.social", "https://", "https://ann:pw@example.social",
            "example.social:0", "example.social:99999", "example.social:x", "a..b", ".example", "@",
            "https://[::1", "https://münchen.example", "http://127.0.0.1.evil.example", "a_b.example",
            "http://127.1.2.3.4",
        ])
    func bad(_ text: String) {
        #expect(ServerAddress(text) == nil)
    }

    @Test("holds only addresses on itself")
    func holds() throws {
        let server = try #require(ServerAddress("example.social"))
        #expect(server.holds("https://example.social/oauth/token"))
        #expect(!server.holds("https://example.social.evil.example/oauth/token"))
        #expect(!server.holds("https://example.social:444/oauth/token"))
        #expect(!server.holds("http://example.social/oauth/token"))
        #expect(!server.holds("https://example.social@evil.example/"))
    }

    @Test(
        "that a document names is whole, and has nothing else in it",
        arguments: [
            ("https://PDS.example/", "https://pds.example"), ("https://pds.example:443", "https://pds.example"),
            ("http://127.0.0.1:2583", "http://127.0.0.1:2583"), ("http://[::1]:9//", "http://[::1]:9"),
            ("pds.example", nil), ("https://pds.example/path", nil), ("https://pds.example?x", nil),
            ("https://ann@pds.example", nil), (" https://pds.example", nil), ("http://pds.example", nil),
            ("http://127.1.2.3.4", nil), ("http://127.evil.example", nil), ("https://pds.example:+80", nil),
            ("https://[pds].example", nil), ("https://", nil), ("ftp://pds.example", nil),
        ])
    func exact(_ text: String, _ origin: String?) {
        #expect(ServerAddress(exactly: text)?.origin == origin)
    }
}
