import SMMModel
import Testing

@Suite("Addresses of hosts")
struct NetworkAddressTests {
    @Test(
        "are read and written as the system does",
        arguments: [
            ("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"), ("::", "::"),
            ("::1", "::1"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::ffff:10.0.0.1", "::ffff:10.0.0.1"),
            ("fe80:0:0:0:1::", "fe80::1:0:0:0"),
        ])
    func text(given: String, written: String) throws {
        let address = try #require(NetworkAddress(given))
        #expect(address.text == written)
        #expect(NetworkAddress(address.text) == address)
    }

    @Test(
        "are nothing that only some take for one",
        arguments: [
            "", "1", "127.1", "127.0.0.01", "0177.0.0.1", "0x7f.0.0.1", "127.0.0.256", "127.0.0.1.", " 127.0.0.1",
            "[::1]",
            "::1%lo", ":::", "1::2::3", "127.0.0.1\0", "127.0.0.1\0.example.org", "١٢٧.٠.٠.١",
        ])
    func none(text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    @Test("of IPv4 are the same however they are written, and no others are")
    func unmapped() throws {
        for (given, wanted) in [
            ("::ffff:10.0.0.1", "10.0.0.1"), ("::FFFF:0:0", "0.0.0.0"), ("10.0.0.1", "10.0.0.1"), ("::1", "::1"),
            ("::fffe:a00:1", "::fffe:a00:1"), ("::1:ffff:a00:1", "::1:ffff:a00:1"), ("1::ffff:a00:1", "1::ffff:a00:1"),
        ] {
            #expect(try #require(NetworkAddress(given)).unmapped == NetworkAddress(wanted), "\(given)")
        }
    }

    @Test("of one block begin with the same bits")
    func blocks() throws {
        let cases: [(String, inside: [String], outside: [String])] = [
            (
                "10.0.0.0/8", ["10.0.0.0", "10.255.255.255"],
                ["9.255.255.255", "11.0.0.0", "::a00:0", "::ffff:10.0.0.1"]
            ),
            ("172.16.0.0/12", ["172.16.0.0", "172.31.255.255"], ["172.15.255.255", "172.32.0.0"]),
            ("192.168.1.20", ["192.168.1.20"], ["192.168.1.21", "192.168.1.19"]),
            ("0.0.0.0/0", ["0.0.0.0", "255.255.255.255"], ["::"]),
            ("fc00::/7", ["fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"], ["fbff::", "fe00::"]),
            ("64:ff9b:1::/48", ["64:ff9b:1::", "64:ff9b:1:ffff::1"], ["64:ff9b:2::", "64:ff9b::"]),
            ("::/96", ["::", "::ffff:ffff"], ["::1:0:0"]), ("::1", ["::1"], ["::", "::2", "0.0.0.1"]),
            ("2001:db8::/65", ["2001:db8::7fff:0:0:0"], ["2001:db8::8000:0:0:0"]),
        ]
        for (text, inside, outside) in cases {
            let block = try #require(AddressBlock(text))
            for address in inside {
                #expect(block.contains(try #require(NetworkAddress(address))), "\(text) \(address)")
            }
            for address in outside {
                #expect(!block.contains(try #require(NetworkAddress(address))), "\(text) \(address)")
            }
        }
    }

    @Test(
        "of a block are written in one way",
        arguments: [
            "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "10/8", "/8", "fc00::1/7",
            "::/129",
            "10.0.0.0/+8", "10.0.0.0/ 8", "10.0.0.0/٨", "example.org", "",
        ])
    func wrongBlock(text: String) {
        #expect(AddressBlock(text) == nil)
    }
}
