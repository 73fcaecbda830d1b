import SMMAdapterKit
import SMMModel
import SiteAdapter
import Testing

@Suite("What a change of a site costs")
struct SiteCostTests {
    /// The most that one change of each kind writes and reads in a site of `count` entries, over a whole page of them.
    private func cost(_ count: Int) async throws -> [CountingFiles.Tally] {
        try await withTemporaryFolder { folder in
            let counter = CountingFiles.Counter()
            var site = TestSite(folder)
            site.adapter = SiteAdapter { (directory, creating) throws(Failure) in
                CountingFiles(try DirectoryFiles(opening: directory, creating: creating), counter)
            }
            var tallies = Array(repeating: CountingFiles.Tally(), count: 3)
            func note(_ kind: Int) {
                let tally = counter.take()
                tallies[kind].written = max(tallies[kind].written, tally.written)
                tallies[kind].bytesWritten = max(tallies[kind].bytesWritten, tally.bytesWritten)
                tallies[kind].bytesRead = max(tallies[kind].bytesRead, tally.bytesRead)
            }
            for number in 0..<count {
                site.clock.advance(.minutes(17))
                _ = try await site.published(request(number, site))
            }
            _ = counter.take()
            for number in count..<count + 15 {
                site.clock.advance(.minutes(17))
                _ = try await site.published(request(number, site))
                note(0)
            }
            for number in stride(from: 0, to: count, by: count / 6) {
                let receipt = Receipt(remoteID: key(number))
                _ = try site.receipt(await site.edit(receipt, site.request("edit", "Changed. #tag")))
                note(1)
                _ = try site.receipt(await site.delete(receipt))
                note(2)
            }
            return tallies
        }
    }

    private func key(_ number: Int) -> String { "k\(10_000 + number)" }

    private func request(_ number: Int, _ site: TestSite) -> PublishRequest {
        site.request(key(number), "Post \(10_000 + number). A text of the usual length. #tag")
    }

    @Test("a publish, an edit and a delete write and read as much in a site of 165 entries as in one of 75")
    func constant() async throws {
        let (small, large) = (try await cost(75), try await cost(165))
        for (less, more) in zip(small, large) {
            #expect(less.written > 5 && less.bytesRead > 0, "nothing was counted")
            #expect(more.written == less.written)
            #expect(more.bytesWritten < less.bytesWritten + 1024)
            #expect(more.bytesRead < less.bytesRead + 1024)
        }
    }

    @Test("a full page keeps its bytes when posts are added, but for the page that follows the newest full one")
    func stablePages() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            var pages: [String: [UInt8]] = [:]
            for number in 0..<91 {
                site.clock.advance(.minutes(17))
                _ = try await site.published(request(number, site))
                guard number % 15 == 14 else { continue }
                let now = Tree.read(folder).filter { $0.key.hasPrefix("page/") && $0.key.hasSuffix(".html") }
                let newest = SitePaging(count: number + 1).archives
                for (path, bytes) in pages where path != "page/\(newest - 1)/index.html" {
                    #expect(now[path] == bytes, "\(path) after \(number + 1)")
                }
                #expect(now.count == newest)
                pages = now
            }
        }
    }
}
