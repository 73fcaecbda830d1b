import SMMAdapterKit
import SMMModel
import SiteAdapter
import Testing

@Suite("Editing, deleting and threads on a site")
struct SiteChangeTests {
    @Test("an edit keeps address and time of publishing, shows when it was made, and drops photos no longer used")
    func edit() async throws {
        try await withTemporaryFolder { folder in
            var site = TestSite(folder)
            let (old, new) = (TestSite.photo(1, alt: "Old"), TestSite.photo(2, alt: "New"))
            site.store(old, new)
            let receipt = try await site.published(site.request("aaa", "Before #alt", media: [old]))
            site.clock.advance(.minutes(90))
            let edited = try site.receipt(await site.edit(receipt, site.request("zzz", "After #neu", media: [new])))
            #expect(edited == receipt)
            let page = try #require(site.file("2026/11/aaa/index.html"))
            #expect(page.contains("After") && !page.contains("Before"))
            #expect(page.contains("<time class=\"dt-published\" datetime=\"2026-11-24T09:30:00+01:00\">"))
            #expect(page.contains("Geändert am <time class=\"dt-updated\" datetime=\"2026-11-24T11:00:00+01:00\">"))
            #expect(site.file("feed.atom")?.contains("<updated>2026-11-24T11:00:00+01:00</updated>") == true)
            let names = Tree.read(folder).keys
            #expect(
                names.filter { $0.hasPrefix("media/") && $0.hasSuffix(".jpg") } == [
                    "media/aaa/\(new.sha256.prefix(32)).jpg"
                ])
            #expect(!names.contains("tags/alt/") && names.contains("tags/neu/index.html"))
        }
    }

    @Test("the same edit twice is one edit")
    func editTwice() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            let receipt = try await site.published(site.request("aaa", "Before"))
            _ = try site.receipt(await site.edit(receipt, site.request("zzz", "After")))
            let once = Tree.read(folder)
            site.clock.advance(.minutes(5))
            _ = try site.receipt(await site.edit(receipt, site.request("zzz", "After")))
            #expect(Tree.read(folder) == once)
        }
    }

    @Test("a delete leaves no trace of the content in any file; deleting again is a success")
    func delete() async throws {
        try await withTemporaryFolder { folder in
            var site = TestSite(folder)
            site.settings["url"] = "https://example.org"
            let photo = TestSite.photo(5, alt: "Secretalt")
            site.store(photo)
            _ = try await site.published(site.request("aaa", "Stays #both"))
            let request = site.request("bbb", "Secrettext #both #Secrettag", media: [photo], title: "Secrettitle")
            let receipt = try await site.published(request)
            #expect(receipt.url == "https://example.org/2026/11/secrettitle-bbb/")
            _ = try site.receipt(await site.delete(receipt))
            for (path, bytes) in Tree.read(folder) {
                let text = String(decoding: bytes, as: UTF8.self).lowercased()
                // The address stays known, so that it is never given to something else.
                let mayNameIt = path == ".smmd/index" || path == ".smmd/entries/bbb.json"
                #expect(!text.contains("secret") || mayNameIt && !text.contains("secrettext"), "\(path)")
                #expect(mayNameIt || !path.lowercased().contains("secret") && !path.contains(photo.sha256.prefix(32)))
            }
            #expect(Crawler.faults(folder) == [])
            let after = Tree.read(folder)
            _ = try site.receipt(await site.delete(receipt))
            #expect(Tree.read(folder) == after)
            #expect(try await site.published(request).remoteID == "bbb")
            #expect(Tree.read(folder) == after, "a late repeat of the publish does not bring it back")
        }
    }

    @Test("editing what is gone is refused")
    func editGone() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            let receipt = try await site.published(site.request("aaa", "Here"))
            _ = await site.delete(receipt)
            let outcome = await site.edit(receipt, site.request("zzz", "There"))
            guard case .rejected(let failure) = outcome else { throw TestProblem("\(outcome)") }
            #expect(failure.code == "entry-missing")
        }
    }

    @Test("the parts of a thread stand in order on one page, each with its own address")
    func thread() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            let root = try await site.published(site.request("aaa", "One", index: 0, count: 3))
            let third = try await site.published(
                site.request("ccc", "Three", index: 2, count: 3, root: root, parent: root))
            let second = try await site.published(
                site.request("bbb", "Two", index: 1, count: 3, root: root, parent: root))
            #expect(second.url == root.url.map { $0 + "#bbb" })
            let page = try #require(site.file("2026/11/aaa/index.html"))
            let places = ["One", "Two", "Three"].map { word in page.place(of: "<p dir=\"auto\">\(word)</p>")
            }
            #expect(places == places.sorted { ($0 ?? page.endIndex) < ($1 ?? page.endIndex) } && !places.contains(nil))
            #expect(site.file("index.html")?.contains("Weiterlesen: noch 2 Teile") == true)
            _ = try site.receipt(await site.delete(root))
            _ = try site.receipt(await site.delete(third))
            let rest = try #require(site.file("2026/11/aaa/index.html"))
            #expect(rest.contains("Two") && !rest.contains("One") && !rest.contains("Three"))
            _ = try site.receipt(await site.delete(second))
            #expect(site.file("2026/11/aaa/index.html") == nil)
        }
    }

    @Test("a part whose first part was never there is refused")
    func orphan() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            _ = try await site.published(site.request("aaa", "Other"))
            let root = Receipt(remoteID: "none")
            let outcome = await site.publish(site.request("bbb", "Two", index: 1, count: 2, root: root, parent: root))
            guard case .rejected(let failure) = outcome else { throw TestProblem("\(outcome)") }
            #expect(failure.code == "parent-missing")
        }
    }

    @Test("new settings make every page anew, as if they had always been so")
    func settings() async throws {
        try await withTemporaryFolder { folder in
            var (changed, fresh) = (TestSite(folder + "/a"), TestSite(folder + "/b"))
            let settings = ["title": "New title", "url": "https://example.org/blog", "accent": "#336699"]
            fresh.settings = settings
            for number in 0..<34 {
                _ = try await changed.published(changed.request("k\(number)", "Post \(number) #tag\(number % 3)"))
                if number == 32 { changed.settings = settings }
                _ = try await fresh.published(fresh.request("k\(number)", "Post \(number) #tag\(number % 3)"))
            }
            let (left, right) = (Tree.read(folder + "/a"), Tree.read(folder + "/b"))
            #expect(Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted() == [])
        }
    }

    @Test("many at once: one after the other at each site, and none is lost")
    func parallel() async throws {
        try await withTemporaryFolder { folder in
            let adapter = SiteAdapter()
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<36 {
                    group.addTask {
                        var site = TestSite(folder + "/\(number % 3)")
                        site.adapter = adapter
                        let outcome = await site.publish(site.request("k\(number)", "Post \(number)"))
                        guard case .published = outcome else {
                            Issue.record("\(outcome)")
                            return
                        }
                    }
                }
            }
            for place in 0..<3 {
                let pages = Tree.read(folder + "/\(place)").keys.filter {
                    $0.hasPrefix("2026/") && $0.hasSuffix(".html")
                }
                #expect(pages.count == 12)
                #expect(Crawler.faults(folder + "/\(place)") == [])
            }
        }
    }
}
