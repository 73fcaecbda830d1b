import SMMModel
import SMMTransport
import Testing

@Suite("Which addresses are public")
struct DestinationRulesTests {
    private let none = DestinationRules()

    private func refusal(_ text: String, _ rules: DestinationRules? = nil, port: Int = 443) throws
        -> DestinationRefusal?
    {
        (rules ?? none).refusal(of: [try #require(NetworkAddress(text))], port: port)
    }

    @Test("those just beside what is set aside are, its first and last are not")
    func edges() throws {
        let blocks: [(first: String, last: String, before: String?, after: String?)] = [
            ("0.0.0.0", "0.255.255.255", nil, "1.0.0.0"), ("10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"),
            ("100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"),
            ("127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"),
            ("169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"),
            ("172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"),
            ("192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"),
            ("192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0"),
            ("192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"),
            ("192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"),
            ("198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"),
            ("198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"),
            ("203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"),
            ("224.0.0.0", "255.255.255.255", "223.255.255.255", nil),
            ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", nil, "2001:200::"),
            ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db7:ffff::1", "2001:db9::"),
            ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", nil, "3fff:1000::"),
            ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", nil, nil), ("fe80::", "feff::", nil, nil),
            ("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", nil, nil), ("::", "::ffff:ffff", nil, nil),
            ("64:ff9b::", "64:ff9b::ffff:ffff", nil, nil), ("64:ff9b:1::", "64:ff9b:1:ffff::", nil, nil),
        ]
        for (first, last, before, after) in blocks {
            for address in [first, last] { #expect(try refusal(address) == .notPublic, "\(address)") }
            for address in [before, after].compactMap({ $0 }) { #expect(try refusal(address) == nil, "\(address)") }
        }
    }

    @Test(
        "an address within another one is what counts",
        arguments: ["10.0.0.1", "127.0.0.1", "169.254.169.254", "0.0.0.0"])
    func inner(text: String) throws {
        guard case .four(let bits)? = NetworkAddress(text) else { throw Missing() }
        let hex = (String(bits >> 16, radix: 16), String(bits & 0xFFFF, radix: 16))
        for address in ["::ffff:\(text)", "2002:\(hex.0):\(hex.1)::1"] { #expect(try refusal(address) == .notPublic) }
        #expect(try refusal("::ffff:9.9.9.9") == nil)
        #expect(try refusal("2002:909:909::1") == nil)
        // Leave that is given to the one holds for the other, which leads to the same host.
        let rules = DestinationRules(allowed: [AddressBlock(text)].compactMap { $0 })
        #expect(try refusal("::ffff:\(text)", rules, port: 8080) == nil)
    }

    @Test("a name that leads nowhere is no host")
    func nowhere() {
        #expect(none.refusal(of: [], port: 443) == .unknownName)
    }

    @Test("another port needs leave where the address is public, none where it was named")
    func ports() throws {
        #expect(try refusal("9.9.9.9", port: 8443) == .port)
        #expect(try refusal("9.9.9.9", DestinationRules(ports: [8443]), port: 8443) == nil)
        let rules = DestinationRules(allowed: [AddressBlock("10.0.0.0/8")].compactMap { $0 })
        #expect(try refusal("10.1.2.3", rules, port: 8080) == nil)
        #expect(try refusal("9.9.9.9", rules, port: 8080) == .port)
    }

    private struct Missing: Error {}
}
