import SMMAdapterKit
import SMMModel
import SMMTransport
import Synchronization
import Testing

@Suite("Hosts that are not asked", .timeLimit(.minutes(10)))
struct GuardTests {
    /// Ways to name this machine, its network and what was set aside; `PORT` is where somebody listens on this machine.
    static let hosts: [String] = [
        // Plainly.
        "127.0.0.1", "127.0.0.2", "127.255.255.254", "127.1.2.3", "localhost", "LOCALHOST", "localhost.",
        "ip6-localhost",
        "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::]", "[0::0]", "0.0.0.0",
        "0.1.2.3",
        // An IPv4 address as other readers see it.
        "127.1", "127.0.1", "0", "0.0", "2130706433", "017700000001", "0177.0.0.1", "0177.0.0.01", "0x7f.0.0.1",
        "0x7f000001", "0X7F000001", "0x7f.1", "0x7f.0x0.0x0.0x1", "00.0.0.0", "127.0.0.01", "127.00.0.1", "127.0.0.0x1",
        "127.000.000.001", "0127.0.0.1", "127.0.0.1.", "127.1.", "1.", "4294967295", "4294967296", "0x100000001",
        "127.0.0.256", "127.0.0.-1", "127.0.0.1.1", "127..0.1", "+127.0.0.1", "%31%32%37.0.0.1", "127%2e0%2e0%2e1",
        "127.0.0.1%00", "127.0.0.1%0a.example.org",
        // Digits and dots of other scripts.
        "①②⑦.⓪.⓪.①", "127。0。0。1", "127.0.0.１", "１２７.0.0.1", "ⓛocalhost", "localhost\u{200b}", "loc\u{ad}alhost",
        // An IPv4 address within an IPv6 one.
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:1]", "[::FFFF:127.0.0.1]", "[::127.0.0.1]",
        "[::7f00:1]", "[::ffff:0:127.0.0.1]", "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]", "[::ffff:0.0.0.0]",
        "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b:1::7f00:1]",
        "[64:ff9b::8.8.8.8]",
        "[2002:7f00:1::]", "[2002:7f00:0001::1]", "[2002:a00:1::1]", "[2002:a9fe:a9fe::]", "[2002:c0a8:101::1]",
        "[2001:0:7f00:1::]", "[2001::1]", "[2001:10::1]", "[2001:20::1]",
        // Zones, brackets, what is no address.
        "[fe80::1%lo]", "[fe80::1%25lo]", "[::1%1]", "[::1%25lo]", "[127.0.0.1]", "[localhost]", "[]", "[::1", "::1",
        "[::1]]", "[[::1]]", "[:::1]", "[1::2::3]", "[::g]", "[12345::]", "[::ffff:127.1]", "[::ffff:0x7f.0.0.1]",
        // Our own network and its neighbours.
        "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "169.254.169.254", "169.254.0.1", "172.16.0.1",
        "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255",
        "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "[fc00::1]", "[fd00::1]", "[fdff::1]", "[fd00:ec2::254]", "[fe80::1]", "[febf::1]",
        "[fec0::1]", "[ff02::1]", "[100::1]", "[100:0:0:1::1]", "[2001:db8::1]", "[3fff::1]", "[5f00::1]",
        // A user in front, and what separates it for some readers only.
        "user@127.0.0.1", "example.org@127.0.0.1", "127.0.0.1\\@example.org", "example.org#@127.0.0.1",
        "example.org?@127.0.0.1", "example.org\\127.0.0.1", "example.org\t@127.0.0.1", "127.0.0.1\r\nX: y",
    ]

    private func rules(port: Int) -> DestinationRules { DestinationRules(ports: [port]) }

    @Test("are told by their address, however they are written: nobody who listens there hears anything")
    func written() async throws {
        #expect(Self.hosts.count >= 120)
        try await RawServer.with([.head, .write(ok)]) { canary in
            let port = canary.port.withLock { $0 }
            let configuration = settings { $0.destinations = rules(port: port) }
            try await withTransport(configuration) { transport in
                for host in Self.hosts {
                    for scheme in ["http", "https"] {
                        let request = post("\(scheme)://\(host):\(port)/", deadline: .seconds(10))
                        let error = await failure(of: request, with: transport)
                        let code = error?.failure.code ?? "answered"
                        #expect(
                            ["invalid-url", "not-public", "name-not-found"].contains(code),
                            "\(scheme)://\(host) \(code)")
                        #expect(error?.progress == .notConnected)
                    }
                }
            }
            #expect(canary.connections == 0)
        }
    }

    @Test("are told by every address a name leads to, one bad one among good ones included")
    func resolved() async throws {
        let addresses = Self.hosts.compactMap { host in
            NetworkAddress(host.filter { $0 != "[" && $0 != "]" })?.text
        }
        #expect(addresses.count >= 60)
        try await RawServer.with([.head, .write(ok)]) { canary in
            let port = canary.port.withLock { $0 }
            for address in addresses {
                for answer in [[address], ["9.9.9.9", address], [address, "9.9.9.9"]] {
                    let error = try await withTransport(
                        settings { $0.destinations = rules(port: port) }, lookup: StubHosts([answer])
                    ) { await failure(of: post("https://a.example:\(port)/"), with: $0) }
                    #expect(error?.failure.code == "not-public", "\(answer)")
                    #expect(error?.progress == .notConnected)
                }
            }
            #expect(canary.connections == 0)
        }
    }

    @Test("stay closed however often a name changes between the look-up and the connection")
    func rebinding() async throws {
        try await RawServer.with([.head, .write(ok)]) { canary in
            try await RawServer.with([.head, .body(5), .write(ok), .again], at: "127.0.0.2") { server in
                let port = server.port.withLock { $0 }
                // The one place that may be asked stands for the public internet; the canary listens beside it.
                let configuration = settings {
                    $0.destinations = DestinationRules(allowed: [AddressBlock("127.0.0.2")].compactMap { $0 })
                    $0.keepNames = .zero
                    $0.plainHosts = ["a.example"]
                }
                let lookup = StubHosts([["127.0.0.2"], ["127.0.0.1"]])
                try await withTransport(configuration, lookup: lookup) { transport in
                    for round in 0..<1000 {
                        let port = round % 2 == 0 ? port : canary.port.withLock { $0 }
                        let error = await failure(of: post("http://a.example:\(port)/"), with: transport)
                        #expect(error?.failure.code == (round % 2 == 0 ? nil : "not-public"))
                    }
                }
                #expect(lookup.count == 1000)
                #expect(canary.connections == 0)
                #expect(server.heads.count == 500)
            }
        }
    }

    @Test("are not reached by a redirect, which is not followed")
    func redirects() async throws {
        try await RawServer.with([.head, .write(ok)]) { canary in
            for status in [301, 302, 303, 307, 308] {
                let answer = "HTTP/1.1 \(status) Elsewhere\r\nLocation: \(canary.url())\r\nContent-Length: 0\r\n\r\n"
                try await RawServer.with([.head, .body(5), .write(answer)], at: "127.0.0.2") { server in
                    let url = "http://127.0.0.2:\(server.port.withLock { $0 })/"
                    let response = try await withTransport { try await $0.send(post(url)) }
                    #expect(response.status == status)
                }
            }
            #expect(canary.connections == 0)
        }
    }

    @Test("are told by their port where the address is public", arguments: [22, 25, 80, 444, 6379, 8080])
    func ports(port: Int) async throws {
        let lookup = StubHosts([["9.9.9.9"]])
        let error = try await withTransport(settings { $0.destinations = DestinationRules() }, lookup: lookup) {
            await failure(of: post("https://a.example:\(port)/"), with: $0)
        }
        #expect(error?.failure.code == "port-closed")
        #expect(error?.progress == .notConnected)
    }

    @Test("may be named by the operator, by address or block, and are asked from then on until they are named no more")
    func allowed() async throws {
        try await RawServer.with([.head, .body(5), .write(ok), .again]) { server in
            try await withTransport(settings { $0.destinations = DestinationRules() }) { transport in
                for block in ["127.0.0.1", "127.0.0.0/8"] {
                    #expect(await failure(of: post(server.url()), with: transport)?.failure.code == "not-public")
                    transport.destinations = DestinationRules(allowed: [AddressBlock(block)].compactMap { $0 })
                    #expect(await failure(of: post(server.url()), with: transport) == nil)
                    transport.destinations = DestinationRules()
                }
                #expect(await failure(of: post(server.url()), with: OperatorTransport(transport)) == nil)
                #expect(await failure(of: post(server.url()), with: transport)?.failure.code == "not-public")
            }
        }
    }
}
