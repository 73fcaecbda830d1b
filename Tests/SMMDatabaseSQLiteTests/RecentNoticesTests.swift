import Testing

@testable import SMMDatabaseSQLite

@Suite("The newest of what was announced")
struct RecentNoticesTests {
    @Test(
        "has no gap, however much the parts of one commit announced",
        arguments: [[1, 5000], [5000, 1], [600, 600, 3]])
    func contiguous(counts: [Int]) {
        var all = RecentNotices()
        var next = 0
        for count in counts {
            var one = RecentNotices()
            for _ in 0..<count {
                one.add(next)
                next += 1
            }
            all.add(one)
        }
        let kept = all.all.compactMap { $0 as? Int }
        #expect(kept == Array((next - kept.count)..<next))
        #expect((min(next, 500)...1024).contains(kept.count))
    }
}
