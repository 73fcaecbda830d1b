import SMMText
import Testing

@Suite struct WebAddressSyntaxTests {
    @Test(
        "an address has a host, and every part is made of what the grammar allows",
        arguments: [
            ("http://a.co", true), ("https://a.co:65535/", true), ("http://1.2.3.45/", true),
            ("http://[::1]:80/", true),
            ("http://a.co/%41", true), ("http://ü.example/ж–", true), ("http://u:p%20@a.co/", true), ("", false),
            ("http://", false), ("a.co", false), ("http://a", false), ("http://a.co:", false),
            ("http://a.co:123456", false),
            ("http://a.co:8x", false), ("http://a.co/%4", false), ("http://a.co/%4g", false), ("http://a.co/?%", false),
            ("http://01.2.3.4/", false), ("http://1.2.3.256/", false), ("http://[]/", false), ("http://[::1/", false),
            ("http://[::1]x/", false), ("http://a..co/", false), ("http://.co/", false), ("http://a@b@c.co/", false),
            ("http://a.co/ ", false), ("http://a.co/#a#b", false), ("httpx://a.co", false), ("http://a_b.co", false),
        ])
    func addresses(text: String, expected: Bool) {
        #expect(WebAddressSyntax.isAddress(text) == expected)
    }

    @Test("without the need for a scheme the host may come first")
    func withoutScheme() {
        #expect(WebAddressSyntax.isAddress("ftp://a.co/", needsScheme: false))
        #expect(WebAddressSyntax.isAddress("a.co:80/b?c#d", needsScheme: false))
        #expect(!WebAddressSyntax.isAddress("/a.co", needsScheme: false))
        #expect(!WebAddressSyntax.isAddress("a", needsScheme: false))
    }
}
