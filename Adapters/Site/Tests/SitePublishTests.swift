import SMMAdapterKit
import SMMModel
import SiteAdapter
import Testing

@Suite("Publishing to a site")
struct SitePublishTests {
    @Test("a published post has a page, stands on the first page and in both feeds")
    func publish() async throws {
        try await withTemporaryFolder { folder in
            var site = TestSite(folder + "/brand/site")
            let photo = TestSite.photo(7, alt: "Ein Laib \"Brot\" <noch warm>")
            site.store(photo)
            let receipt = try await site.published(
                site.request("3lbx7k2qwj223", "Heute um vier gebacken. #Brot", media: [photo]))
            #expect(receipt.remoteID == "3lbx7k2qwj223")
            #expect(receipt.url == "file://\(site.directory)/2026/11/3lbx7k2qwj223/index.html")
            let page = try #require(site.file("2026/11/3lbx7k2qwj223/index.html"))
            #expect(page.contains("24. November 2026, 09:30"))
            #expect(page.contains("alt=\"Ein Laib &quot;Brot&quot; &lt;noch warm&gt;\""))
            for name in ["index.html", "feed.atom", "feed.json", "tags/brot/index.html"] {
                #expect(site.file(name)?.contains("Heute um vier gebacken.") == true, "\(name)")
            }
            #expect(
                Tree.bytes(site.directory + "/media/3lbx7k2qwj223/\(photo.sha256.prefix(32)).jpg") == [
                    0xFF, 0xD8, 0xFF, 0xD9,
                ])
        }
    }

    @Test("publishing the same key again is the same entry, byte for byte")
    func repeated() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            let first = try await site.published(site.request("aaa", "Once"))
            let before = Tree.read(folder)
            site.clock.advance(.hours(30))
            #expect(try await site.published(site.request("aaa", "Once")) == first)
            #expect(Tree.read(folder) == before)
            #expect(await site.reconcile(site.request("aaa", "Once")) == .found(first))
        }
    }

    @Test("what was never published is authoritatively absent, also before the site exists")
    func absent() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder + "/later")
            let proof = ListingProof(fetchedAt: site.clock.now, coversWindow: true, isAuthoritative: true)
            #expect(await site.reconcile(site.request("aaa", "Never")) == .absent(proof))
            #expect(Tree.read(folder).isEmpty)
            _ = try await site.published(site.request("bbb", "Other"))
            #expect(await site.reconcile(site.request("aaa", "Never")) == .absent(proof))
        }
    }
}
