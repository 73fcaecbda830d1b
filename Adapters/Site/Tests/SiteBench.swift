import Glibc
import SMMAdapterKit
import SMMModel
import SiteAdapter
import Testing

/// Measures publishing into a growing site; runs on its request alone and asserts nothing about time.
@Suite("Site measurements", .enabled(if: getenv("SMM_SITE_BENCH") != nil))
struct SiteBench {
    @Test("posts a second into a site of 10,000 entries, with every write on the disk")
    func rate() async throws {
        let folder = getenv("SMM_SITE_BENCH").map { String(cString: $0) } ?? ""
        var site = TestSite(folder)
        site.settings = ["url": "https://example.org/"]
        let batch = 1000
        for round in 0..<11 {
            let start = seconds()
            for number in 0..<batch {
                site.clock.advance(.minutes(17))
                let key = "k\(round * batch + number)"
                _ = try await site.published(
                    site.request(key, "Post \(key). A text of the usual length. #tag\(number % 9)"))
            }
            let rate = Double(batch) / (seconds() - start)
            print("site of \(round * batch) entries: \(Int(rate)) posts/s")
        }
    }

    private func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
