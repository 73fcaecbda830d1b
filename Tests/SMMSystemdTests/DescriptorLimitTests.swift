import SMMSystemd
import Testing

@Suite("The limit of descriptors")
struct DescriptorLimitTests {
    @Test(
        "a small soft limit is raised as far as it may and need be, a large one is left",
        arguments: [
            (DescriptorLimit(soft: 20, hard: 20), UInt64(20)), (DescriptorLimit(soft: 256, hard: 4096), UInt64(4096)),
            (DescriptorLimit(soft: 1024, hard: 1 << 20), UInt64(16_384)),
            (DescriptorLimit(soft: 60_000, hard: 1 << 20), UInt64(60_000)),
            (DescriptorLimit(soft: .max, hard: .max), UInt64.max),
        ])
    func wanted(_ limit: DescriptorLimit, _ wanted: UInt64) {
        #expect(limit.wanted == wanted)
    }

    @Test(
        "clients are left what the daemon itself and its sends do not need; where that is little, half",
        arguments: [
            (UInt64(64), 2, 12), (128, 2, 44), (200, 2, 80), (220, 2, 100), (256, 2, 128), (16_384, 2, 128),
            (.max, 2, 128), (128, 16, 23), (40, 2, 0), (0, 2, 0),
        ])
    func connections(_ soft: UInt64, _ cores: Int, _ connections: Int) {
        let limit = DescriptorLimit(soft: soft, hard: soft)
        #expect(limit.connections(upTo: 128, sends: 64, cores: cores) == connections)
    }

    @Test("with the least the daemon starts with, some clients can connect on any machine")
    func least() {
        let limit = DescriptorLimit(soft: DescriptorLimit.least, hard: DescriptorLimit.least)
        #expect(limit.connections(upTo: 128, sends: 64) == 12)
        #expect(DescriptorLimit.own(cores: 2) == 40)
    }
}
