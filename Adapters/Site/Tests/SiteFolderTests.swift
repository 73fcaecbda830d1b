import Glibc
import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel
import SiteAdapter
import Testing

@Suite("The folder of a site")
struct SiteFolderTests {
    private func refusal(_ outcome: AttemptOutcome) -> String? {
        guard case .rejected(let failure) = outcome else { return nil }
        return failure.code
    }

    @Test("files are 0644, folders 0755 with the set-group bit of the folder above, the daemon's own folder 0700")
    func modes() async throws {
        try await withTemporaryFolder { folder in
            chmod(folder, 0o2755)
            var site = TestSite(folder + "/brand/site")
            let photo = TestSite.photo(1)
            site.store(photo)
            _ = try await site.published(site.request("aaa", "Modes #tag", media: [photo]))
            for path in Tree.read(site.directory).keys where !path.hasPrefix(".smmd/") {
                let isFolder = path.hasSuffix("/")
                let mode = Tree.mode(site.directory + "/" + (isFolder ? String(path.dropLast()) : path)) & 0o7777
                #expect(mode == (isFolder ? 0o2755 : 0o644), "\(path)")
            }
            #expect(Tree.mode(site.directory) & 0o7777 == 0o2755)
            #expect(Tree.mode(site.directory + "/.smmd") & 0o777 == 0o700)
        }
    }

    @Test("a folder with other people's files is refused and left alone")
    func foreign() async throws {
        try await withTemporaryFolder { folder in
            Tree.write(folder + "/letter.txt", Array("mine".utf8))
            let before = Tree.read(folder)
            let site = TestSite(folder)
            #expect(refusal(await site.publish(site.request("aaa", "Hello"))) == "site-foreign")
            #expect(Tree.read(folder) == before)
        }
    }

    @Test("another account's site is refused")
    func taken() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            _ = try await site.published(site.request("aaa", "Mine"))
            var request = site.request("bbb", "Theirs")
            request.account.id = AccountID(rawValue: 99 << 20)
            #expect(refusal(await site.publish(request)) == "site-taken")
        }
    }

    @Test(
        "links inside the folder are never followed, whatever stands at their end",
        arguments: ["2026", "media", "page", "tags", ".smmd"])
    func links(_ name: String) async throws {
        try await withTemporaryFolder { folder in
            mkdir(folder + "/outside", 0o755)
            var site = TestSite(folder + "/site")
            let photo = TestSite.photo(1)
            site.store(photo)
            if name != ".smmd" { _ = try await site.published(site.request("first", "First", media: [photo])) }
            mkdir(folder + "/site", 0o755)
            rename(folder + "/site/" + name, folder + "/moved")
            symlink("../outside", folder + "/site/" + name)
            for number in 0..<16 {
                let outcome = await site.publish(site.request("k\(number)", "Post #tag", media: [photo]))
                if name != "page" {
                    let isPublished = if case .published = outcome { true } else { false }
                    #expect(!isPublished)
                }
            }
            #expect(Tree.read(folder + "/outside").isEmpty)
        }
    }

    @Test(
        "a pipe or a folder in the place of a file is refused at once and left alone",
        arguments: [".smmd/site.json", ".smmd/index", ".smmd/journal.json"], [true, false])
    func noPlainFile(_ name: String, isPipe: Bool) async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder + "/site")
            _ = try await site.published(site.request("aaa", "Mine"))
            unlink(site.directory + "/" + name)
            let path = site.directory + "/" + name
            #expect((isPipe ? mkfifo(path, 0o600) : mkdir(path, 0o700)) == 0)
            #expect(refusal(await site.publish(site.request("bbb", "More"))) == "file-refused")
            var status = stat()
            #expect(lstat(path, &status) == 0 && status.st_mode & S_IFMT == (isPipe ? S_IFIFO : S_IFDIR))
        }
    }

    @Test("a site that another program holds is tried again after a second")
    func busy() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            _ = try await site.published(site.request("aaa", "Mine"))
            let other = try DirectoryFiles(opening: folder, creating: false)
            try other.lock()
            let outcome = await site.publish(site.request("bbb", "Wait"))
            guard case .retry(let after, let reason) = outcome else { throw TestProblem("\(outcome)") }
            #expect(after == .seconds(1) && reason.code == "site-busy")
            other.unlock()
            _ = try await site.published(site.request("bbb", "Wait"))
        }
    }

    @Test(
        "settings that cannot be used are refused with their name",
        arguments: [
            ["directory": ""], ["directory": "relative/path"], ["directory": "/tmp/../etc"], ["url": "example.org"],
            ["url": "javascript:alert(1)"], ["url": "https://a b/"], ["url": "https://x/?q"], ["accent": "red"],
            ["accent": "#12345"], ["accent": "#+12345"],
        ])
    func settings(_ bad: [String: String]) async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            var request = site.request("aaa", "Hello")
            request.account.settings.merge(bad) { $1 }
            #expect(refusal(await site.publish(request)) == "setting-invalid")
            let violations = site.adapter.validate(
                PostVariant(parts: [request.part]), account: request.account, manifest: site.adapter.describe())
            #expect(violations.map(\.rule) == ["setting-invalid"])
            let setting = try #require(bad.keys.first)
            #expect(site.adapter.faults(of: request.account).map(\.setting) == [setting])
            #expect(violations.first?.message.hasPrefix("Nothing can go to “site”: ") == true)
            #expect(violations.first?.next?.hasPrefix("smmctl account set \(request.account.id) \(setting)=") == true)
            #expect(violations.first?.allowed.isEmpty == false)
        }
    }

    @Test(
        "a record key that could leave the folder is refused",
        arguments: ["", "..", "a/b", "../x", "a b", "ä", "a\0b", "title-key"])
    func keys(_ key: String) async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            #expect(refusal(await site.publish(site.request(key, "Hello"))) == "record-key-invalid")
            #expect(!Tree.read(folder).keys.contains { $0.hasPrefix("2026") })
        }
    }

    @Test("a medium that is not in the store is refused before anything is to be seen")
    func missing() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            let outcome = await site.publish(site.request("aaa", "Hello", media: [TestSite.photo(9)]))
            #expect(refusal(outcome) == "media-missing")
            #expect(site.file("index.html")?.contains("Hello") == false)
            _ = try await site.published(site.request("bbb", "Next"))
        }
    }

    @Test("a picture that cannot go out is refused; where the process that parses it fails, it is tried again")
    func notFitted() async throws {
        try await withTemporaryFolder { folder in
            var site = TestSite(folder)
            for (code, isRefused) in [
                ("picture-animated", true), ("media-missing", true), ("media-changed", true),
                ("media-process-missing", false), ("media-process-busy", false), ("media-process-answer", false),
                ("picture-interrupted", false),
            ] {
                site.pictures = ScriptedPictures(.failure(Failure(code, "No.")))
                switch await site.publish(site.request("aaa", "Hello", media: [TestSite.photo(1)])) {
                case .rejected(let failure): #expect(isRefused && failure.code == code)
                case .retry(_, let failure): #expect(!isRefused && failure.code == code)
                default: Issue.record("\(code) was neither")
                }
            }
        }
    }

    @Test("a large film is copied in pieces and its size checked")
    func large() async throws {
        try await withTemporaryFolder { folder in
            var site = TestSite(folder + "/site")
            let bytes = [UInt8](repeating: 7, count: 33 << 20)
            Tree.write(folder + "/film", bytes)
            var film = TestSite.photo(1)
            film.type = "video/mp4"
            film.byteCount = Int64(bytes.count)
            site.media.paths[film.sha256] = folder + "/film"
            _ = try await site.published(site.request("aaa", "Film", media: [film]))
            #expect(Tree.bytes(site.directory + "/media/aaa/\(film.sha256.prefix(32)).mp4") == bytes)
            film.byteCount += 1
            #expect(refusal(await site.publish(site.request("bbb", "Film", media: [film]))) == "media-changed")
        }
    }

    @Test("an unknown time zone is a warning, and the post goes out")
    func zone() async throws {
        try await withTemporaryFolder { folder in
            var site = TestSite(folder)
            site.brand.zone = "Europe/Atlantis"
            let result = await site.adapter.publish(site.request("aaa", "Hello"), in: site.context)
            _ = try site.receipt(result.outcome)
            #expect(result.warnings.count == 1)
            #expect(site.file("2026/11/aaa/index.html")?.contains("24. November 2026, 08:30") == true)
        }
    }

    @Test("other files that were put into the site are left alone by publishes, edits, deletes and new settings")
    func others() async throws {
        try await withTemporaryFolder { folder in
            var site = TestSite(folder)
            let photo = TestSite.photo(1)
            site.store(photo)
            let first = try await site.published(site.request("aaa", "First #tag", media: [photo]))
            let others = [
                "CNAME", "favicon.ico", "about/index.html", "2026/letter.txt", "2026/11/aaa/letter.txt",
                "media/letter.txt", "media/aaa/letter.txt", "tags/tag/letter.txt", "page/letter.txt",
            ]
            for folder in ["about", "page"] { mkdir(site.directory + "/" + folder, 0o755) }
            for path in others { Tree.write(site.directory + "/" + path, Array("mine".utf8)) }
            symlink("/etc/hostname", site.directory + "/link")
            for number in 0..<31 { _ = try await site.published(site.request("k\(number)", "More #tag")) }
            _ = try site.receipt(await site.edit(first, site.request("zzz", "Changed")))
            site.settings["title"] = "Other"
            _ = try site.receipt(await site.delete(first))
            for path in others { #expect(site.file(path) == "mine", "\(path)") }
            #expect(Tree.mode(site.directory + "/link") & S_IFMT == S_IFLNK)
            #expect(site.file("2026/11/aaa/index.html") == nil)
        }
    }

    @Test("where the site lies may be a link; when it leads elsewhere all of a sudden, nothing there is touched")
    func movedRoot() async throws {
        try await withTemporaryFolder { folder in
            for name in ["real", "letters", "theirs"] { mkdir(folder + "/" + name, 0o755) }
            Tree.write(folder + "/letters/letter.txt", Array("mine".utf8))
            var other = TestSite(folder + "/theirs")
            other.settings["title"] = "Theirs"
            var theirs = other.request("aaa", "Theirs")
            theirs.account.id = AccountID(rawValue: 99 << 20)
            _ = try await other.published(theirs)
            symlink("real", folder + "/site")
            let site = TestSite(folder + "/site")
            let receipt = try await site.published(site.request("aaa", "Mine"))
            let real = Tree.read(folder + "/real")
            for (target, code) in [("letters", "site-foreign"), ("theirs", "site-taken")] {
                unlink(folder + "/site")
                symlink(target, folder + "/site")
                let before = Tree.read(folder + "/" + target)
                #expect(refusal(await site.publish(site.request("bbb", "More"))) == code)
                #expect(refusal(await site.edit(receipt, site.request("zzz", "Changed"))) == code)
                #expect(refusal(await site.delete(receipt)) == code)
                #expect(Tree.read(folder + "/" + target) == before)
                #expect(Tree.read(folder + "/real") == real)
            }
        }
    }

    @Test("a site that is gone or empty, as behind a missing disk, is waited for and never begun by a later change")
    func unmounted() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder + "/site")
            let root = try await site.published(site.request("aaa", "Mine", count: 2))
            let part = site.request("bbb", "More", index: 1, count: 2, root: root, parent: root)
            rename(folder + "/site", folder + "/away")
            for code in ["directory-missing", "site-missing"] {
                for outcome in [
                    await site.publish(part), await site.edit(root, site.request("zzz", "Changed")),
                    await site.delete(root),
                ] {
                    guard case .retry(let after, let reason) = outcome else { throw TestProblem("\(outcome)") }
                    #expect(after == .minutes(1) && reason.code == code)
                }
                #expect(Tree.read(folder + "/site").isEmpty)
                mkdir(folder + "/site", 0o755)
            }
            rmdir(folder + "/site")
            rename(folder + "/away", folder + "/site")
            _ = try await site.published(part)
            _ = try site.receipt(await site.delete(root))
        }
    }

    @Test(
        "an account that has published begins no new site in a folder that was exchanged, and goes on when it is back")
    func exchanged() async throws {
        try await withTemporaryFolder { folder in
            var site = TestSite(folder + "/site")
            _ = try await site.published(site.request("aaa", "Mine"))
            site.hasPublished = true
            rename(folder + "/site", folder + "/away")
            for code in ["directory-missing", "site-missing"] {
                let outcome = await site.publish(site.request("bbb", "More"))
                guard case .retry(let after, let reason) = outcome else { throw TestProblem("\(outcome)") }
                #expect(after == .minutes(1) && reason.code == code)
                #expect(reason.message.contains("although posts were published to it"))
                #expect(Tree.read(folder + "/site").isEmpty)
                mkdir(folder + "/site", 0o755)
            }
            rmdir(folder + "/site")
            rename(folder + "/away", folder + "/site")
            _ = try await site.published(site.request("bbb", "More"))
        }
    }

    @Test("a delete is no success on a site that never had the post")
    func deleteUnknown() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            _ = try await site.published(site.request("aaa", "Mine"))
            #expect(refusal(await site.delete(Receipt(remoteID: "bbb"))) == "entry-missing")
            #expect(
                refusal(await site.delete(Receipt(remoteID: "bbb", values: ["entry": "aaa"]))) == "entry-missing")
        }
    }

    @Test("an account that claims a folder between another's look and its lock gets it alone")
    func race() async throws {
        try await withTemporaryFolder { folder in
            var slow = TestSite(folder)
            slow.adapter = SiteAdapter { (directory, creating) throws(Failure) in
                RacingFiles(try DirectoryFiles(opening: directory, creating: creating), folder)
            }
            #expect(refusal(await slow.publish(slow.request("aaa", "Slow"))) == "site-taken")
            #expect(slow.file("2026/11/aaa/index.html") == nil)
        }
    }

    @Test("a title never makes two posts come to one address")
    func collisions() async throws {
        try await withTemporaryFolder { folder in
            let site = TestSite(folder)
            var addresses: Set<String> = []
            for (key, title) in [("b", "A"), ("ab", nil), ("b2", "A"), ("c", "A b2"), ("aa", "Same"), ("bb", "Same!")] {
                addresses.insert(try await site.published(site.request(key, "Text", title: title)).url ?? "")
            }
            #expect(addresses.count == 6)
            #expect(Crawler.faults(folder) == [])
        }
    }

    @Test("reconciling in a folder that cannot be this site's is a question for a person")
    func reconcileForeign() async throws {
        try await withTemporaryFolder { folder in
            Tree.write(folder + "/letter.txt", Array("mine".utf8))
            let site = TestSite(folder)
            let result = await site.reconcile(site.request("aaa", "Hello"))
            guard case .cannotTell(let failure) = result else { throw TestProblem("\(result)") }
            #expect(failure.code == "site-foreign")
        }
    }
}
