import Glibc
import SMMAdapterKit
import SMMModel
import SiteAdapter
import Testing

/// Measures changes of a growing site; runs on its request alone and asserts nothing about time.
@Suite("Site measurements", .enabled(if: getenv("SMM_SITE_BENCH") != nil))
struct SiteBench {
    private let folder = getenv("SMM_SITE_BENCH").map { String(cString: $0) } ?? ""

    @Test("time, bytes and memory of a publish with 10 to 10,000 posts on one site")
    func growth() async throws {
        let counter = CountingFiles.Counter()
        var site = TestSite(folder)
        site.settings = ["url": "https://example.org/"]
        site.adapter = SiteAdapter { (directory, creating) throws(Failure) in
            CountingFiles(try DirectoryFiles(opening: directory, creating: creating), counter)
        }
        print("| posts | publish, median ms | slowest of 60 | files written | KB written | KB read | RssAnon MB |")
        print("|---|---|---|---|---|---|---|")
        var count = 0
        for size in [10, 100, 1000, 10_000] {
            while count < size { try await publish(&count, site) }
            var times: [Double] = []
            _ = counter.take()
            for _ in 0..<60 {
                let start = seconds()
                try await publish(&count, site)
                times.append((seconds() - start) * 1000)
            }
            let tally = counter.take()
            times.sort()
            let columns = [
                "\(size)", tenths(times[30]), tenths(times[59]), tenths(Double(tally.written) / 60),
                tenths(Double(tally.bytesWritten) / 60 / 1024), tenths(Double(tally.bytesRead) / 60 / 1024),
                tenths(Double(anonymous()) / 1024),
            ]
            print("| " + columns.joined(separator: " | ") + " |")
        }
        site.settings["title"] = "Another title"
        let start = seconds()
        try await publish(&count, site)
        let tally = counter.take()
        print(
            "all \(count) pages anew: \(tenths(seconds() - start)) s, \(tally.written) files, "
                + "\(tally.bytesWritten >> 20) MB, RssAnon \(tenths(Double(anonymous()) / 1024)) MB")
    }

    private func publish(_ count: inout Int, _ site: TestSite) async throws {
        site.clock.advance(.minutes(17))
        count += 1
        _ = try await site.published(
            site.request("k\(count)", "Post \(count). A text of the usual length. #tag\(count % 9)"))
    }

    private func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// Anonymous memory of this process in KB.
    private func anonymous() -> Int {
        guard let file = fopen("/proc/self/status", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, file) != nil {
            let words = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
                .split(whereSeparator: \.isWhitespace)
            if words.first == "RssAnon:", words.count > 1 { return Int(words[1]) ?? 0 }
        }
        return 0
    }

    private func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
