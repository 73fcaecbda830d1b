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
}
