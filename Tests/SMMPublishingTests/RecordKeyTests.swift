import SMMAdapterKit
import SMMAdapterTestKit
import SMMAtproto
import SMMModel
import SMMPublishing
import SMMTestSupport
import Testing

@Suite("The keys of records")
struct RecordKeyTests {
    private static func key(_ id: Int64) -> String { SMMPublishing.RecordKey.text(OperationID(rawValue: id)) }

    @Test("each is a TID of its operation's time, and they sort and differ as the operations do")
    func identifiers() throws {
        for node in [0, 1, 31] {
            for start in [Instant(milliseconds: 1_735_689_600_000), FakeClock().now, Instant(milliseconds: 1 << 42)] {
                var ids = IDGenerator(node: node)
                var last: TID?
                // More than a millisecond holds, so that the sequence runs over.
                for _ in 0..<3000 {
                    let id = ids.next(at: start)
                    let text = Self.key(id)
                    let read = try #require(TID(text), "\(text)")
                    #expect(read.text == text)
                    #expect(read.microseconds / 1000 == IDGenerator.instant(of: id).milliseconds)
                    if let last, last >= read { Issue.record("\(text) does not come after \(last)") }
                    last = read
                }
            }
        }
    }

    @Test("two nodes never share a key")
    func nodes() {
        var keys: Set<String> = []
        for node in 0...31 {
            var ids = IDGenerator(node: node)
            for _ in 0..<100 { keys.insert(Self.key(ids.next(at: FakeClock().now))) }
        }
        #expect(keys.count == 3200)
    }

    @Test(
        "a key stays what it is from one version to the next: a record sent by the former one is asked for by it",
        arguments: [
            (0, "3lenax2ss2222"),
            (5, "3lenax2ss2227"),
            (1_957_507_895_252_867, "3n2xuo4pm6hw5"),
            (77_553_834_393_632_767, "5on6vikbk2zzz"),
        ] as [(Int64, String)])
    func frozen(id: Int64, key: String) { #expect(Self.key(id) == key) }

    @Test("the parts of a thread have keys in their order, and keep them over a restart and a second try")
    func restart() async throws {
        for point in [KillPoint.intent, .firstByte, .lastByte] {
            try await withTemporaryFolder { folder in
                var house = try await House.open(FakeRules(.recordKey), in: folder)
                let adapter = KeyNotingAdapter(real: FakeNetworkAdapter(house.rules))
                house.adapter = adapter
                let home = house
                let life = Life(dyingAt: point, occurrence: 2)
                try await home.withDaemon(life: life) { engine in
                    try await home.post("one", "two", "three", by: engine)
                    try await home.settle(engine, life: life)
                }
                let before = adapter.keys["two"]
                #expect(life.isOver)
                try await home.withDaemon { engine in try await home.settle(engine) }
                let keys = adapter.keys
                // It was asked for after the restart, by the key it had been sent with.
                #expect(keys["two", default: []].count > (before ?? []).count)
                #expect(keys.values.allSatisfy { Set($0).count == 1 }, "\(keys)")
                let order = try ["one", "two", "three"].map { try #require(keys[$0]?.first.flatMap { TID($0) }) }
                #expect(order[0] < order[1] && order[1] < order[2])
                #expect(home.network.posts(of: home.accounts[0].id.description).count == 3)
            }
        }
    }
}
