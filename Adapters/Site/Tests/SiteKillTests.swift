import Glibc
import SMMAdapterKit
import SMMModel
import SiteAdapter
import Testing

@Suite("A site that is killed while it is written")
struct SiteKillTests {
    /// One change of a site, as often as need be.
    typealias Act = @Sendable (TestSite) async throws -> AttemptOutcome

    struct Scenario: Sendable, CustomTestStringConvertible {
        var name: String
        /// Posts there before.
        var before: Int
        /// Whether the last of them has a second part.
        var thread = false
        var act: Act
        var testDescription: String { name }
    }

    static let photos = [TestSite.photo(1, alt: "One"), TestSite.photo(2, width: 800, height: 1200), TestSite.photo(3)]

    static let scenarios = [
        Scenario(name: "the very first post", before: 0) { site in
            await site.publish(site.request("new", "The first. #One #Two", media: photos))
        },
        Scenario(name: "a post beside others", before: 3) { site in
            await site.publish(site.request("new", "Another. #Tag1 #Own", media: [photos[0]]))
        },
        Scenario(name: "the post that fills a page", before: 29) { site in
            await site.publish(site.request("new", "The thirtieth. #tag1"))
        },
        Scenario(name: "the post that fills the third page", before: 44) { site in
            await site.publish(site.request("new", "The forty-fifth."))
        },
        Scenario(name: "a further part of a thread", before: 2) { site in
            let root = Receipt(remoteID: "old1", values: ["entry": "old1"])
            return await site.publish(
                site.request("new", "Goes on. #New", media: [photos[1]], index: 1, count: 2, root: root, parent: root))
        },
        Scenario(name: "an edit with another photo and another tag", before: 3) { site in
            let receipt = Receipt(remoteID: "old1", values: ["entry": "old1"])
            return await site.edit(receipt, site.request("edit", "Changed. #changed", media: [photos[2]]))
        },
        Scenario(name: "an edit of an old page", before: 47) { site in
            let receipt = Receipt(remoteID: "old4", values: ["entry": "old4"])
            return await site.edit(receipt, site.request("edit", "Changed long after."))
        },
        Scenario(name: "a delete", before: 3) { site in
            await site.delete(Receipt(remoteID: "old1", values: ["entry": "old1"]))
        },
        Scenario(name: "the edit of a thread's second part", before: 2, thread: true) { site in
            let receipt = Receipt(remoteID: "part", values: ["entry": "old1"])
            return await site.edit(receipt, site.request("edit", "Changed. #changed", media: [photos[2]], index: 1))
        },
        Scenario(name: "the delete of a thread's second part", before: 2, thread: true) { site in
            await site.delete(Receipt(remoteID: "part", values: ["entry": "old1"]))
        },
        Scenario(name: "the delete of the only post", before: 1) { site in
            await site.delete(Receipt(remoteID: "old0", values: ["entry": "old0"]))
        },
    ]

    /// The bytes of a site with `count` posts, some with photos and tags.
    private func prepared(_ count: Int, _ folder: String, thread: Bool = false) async throws -> [String: [UInt8]] {
        let site = makeSite(folder)
        for number in 0..<count {
            site.clock.advance(.minutes(1))
            let media = number % 3 == 1 ? [Self.photos[0]] : []
            _ = try await site.published(
                site.request("old\(number)", "Post \(number). #Tag\(number % 4)", media: media))
        }
        if thread {
            let root = Receipt(remoteID: "old1", values: ["entry": "old1"])
            _ = try await site.published(
                site.request(
                    "part", "The second part. #Part", media: [Self.photos[1]], index: 1, count: 2, root: root,
                    parent: root))
        }
        return Tree.read(folder)
    }

    private func makeSite(_ folder: String, _ counter: KillingFiles.Counter? = nil) -> TestSite {
        var site = TestSite(folder)
        site.settings = ["url": "https://example.org/", "title": "Kill me"]
        for photo in Self.photos { site.store(photo) }
        guard let counter else { return site }
        site.adapter = SiteAdapter { (directory, creating) throws(Failure) in
            KillingFiles(try DirectoryFiles(opening: directory, creating: creating), counter)
        }
        return site
    }

    /// The clock at which every act happens, far behind that of the preparation.
    private func setClock(_ site: TestSite) -> TestSite {
        site.clock.advance(.days(30))
        return site
    }

    @Test(
        "at any write, whole or torn: the same act again leaves the same bytes as if nothing had happened",
        arguments: scenarios)
    func killed(_ scenario: Scenario) async throws {
        try await withTemporaryFolder { folder in
            let base = try await prepared(scenario.before, folder + "/base", thread: scenario.thread)
            Tree.write(base, to: folder + "/whole")
            let outcome = try await scenario.act(setClock(makeSite(folder + "/whole")))
            guard case .published = outcome else { throw TestProblem("\(outcome)") }
            let whole = Tree.read(folder + "/whole")
            var kills = 0
            for isTorn in scenario.before < 10 ? [false, true] : [false] {
                for last in 0... {
                    let place = folder + "/n"
                    Tree.write(base, to: place)
                    let counter = KillingFiles.Counter(dieAfter: last, isTorn: isTorn)
                    let cut = try await scenario.act(setClock(makeSite(place, counter)))
                    guard counter.isDead else {
                        Tree.remove(place)
                        break
                    }
                    kills += 1
                    let isUnsure = if case .ambiguous = cut { true } else { false }
                    let isSafe = if case .retry = cut { true } else { false }
                    #expect(isUnsure || isSafe, "kill \(last): \(cut)")
                    #expect(Crawler.faults(place) == [], "kill \(last)")
                    if isSafe { expectNothingVisible(base, Tree.read(place), last) }
                    let again = try await scenario.act(setClock(makeSite(place)))
                    #expect(again == outcome, "kill \(last)")
                    #expect(difference(Tree.read(place), whole) == [], "kill \(last), torn \(isTorn)")
                    Tree.remove(place)
                }
            }
            #expect(kills > 40)
        }
    }

    @Test("a killed publish is completed by reconciling, or was never there", arguments: scenarios.prefix(3))
    func reconciled(_ scenario: Scenario) async throws {
        try await withTemporaryFolder { folder in
            let base = try await prepared(scenario.before, folder + "/base", thread: scenario.thread)
            Tree.write(base, to: folder + "/whole")
            _ = try await scenario.act(setClock(makeSite(folder + "/whole")))
            let whole = Tree.read(folder + "/whole")
            var found = 0
            var absent = 0
            for last in 0... {
                let place = folder + "/n"
                Tree.write(base, to: place)
                let counter = KillingFiles.Counter(dieAfter: last)
                _ = try await scenario.act(setClock(makeSite(place, counter)))
                guard counter.isDead else {
                    Tree.remove(place)
                    break
                }
                let site = setClock(makeSite(place))
                switch await site.reconcile(site.request("new", "Whatever was sent.")) {
                case .found(let receipt):
                    found += 1
                    #expect(receipt.remoteID == "new")
                    #expect(difference(Tree.read(place), whole) == [], "kill \(last)")
                case .absent(let proof):
                    absent += 1
                    #expect(proof.isAuthoritative)
                    #expect(Crawler.faults(place) == [])
                case let other: Issue.record("kill \(last): \(other)")
                }
                Tree.remove(place)
            }
            #expect(found > 10 && absent > 0)
        }
    }

    @Test("another post after a kill completes the one that was cut off")
    func another() async throws {
        try await withTemporaryFolder { folder in
            let base = try await prepared(2, folder + "/base")
            var kills = 0
            for last in 0... {
                let counter = KillingFiles.Counter(dieAfter: last)
                let place = folder + "/n"
                Tree.write(base, to: place)
                let cut = makeSite(place, counter)
                let outcome = await cut.publish(cut.request("new", "Cut off", media: [Self.photos[1]]))
                guard counter.isDead else {
                    Tree.remove(place)
                    break
                }
                kills += 1
                let site = makeSite(place)
                _ = try await site.published(site.request("later", "Later"))
                let isThere = site.file("index.html")?.contains("Cut off") == true
                let isUnsure = if case .ambiguous = outcome { true } else { false }
                #expect(isThere == isUnsure, "kill \(last)")
                #expect(Crawler.faults(place) == [])
                #expect(Tree.read(place).keys.filter { $0.contains("staging/") && !$0.hasSuffix("/") } == [])
                Tree.remove(place)
            }
            #expect(kills > 30)
        }
    }

    /// A refusal of the system, and how long it lasts.
    struct Refusal: Sendable, CustomTestStringConvertible {
        var code: Int32
        var name: String
        var isTorn = false
        var reach: KillingFiles.Reach
        var testDescription: String { "\(name), \(reach)" }
    }

    static let refusals = [
        Refusal(code: ENOSPC, name: "disk-full", isTorn: true, reach: .changes),
        Refusal(code: EACCES, name: "permission-denied", reach: .changes),
        Refusal(code: EROFS, name: "read-only", reach: .once),
        Refusal(code: EIO, name: "file-error", isTorn: true, reach: .once),
    ]

    /// Every refusal of the quick scenarios, and a full disk in those of many posts.
    static let refusedScenarios = scenarios.flatMap { scenario in
        refusals.prefix(scenario.before < 10 ? 4 : 1).map { (scenario, $0) }
    }

    @Test(
        "a full disk or a refused write is a retry with nothing to see, or a question, and a repeat puts all right",
        arguments: refusedScenarios)
    func refused(_ scenario: Scenario, _ refusal: Refusal) async throws {
        try await withTemporaryFolder { folder in
            let base = try await prepared(scenario.before, folder + "/base", thread: scenario.thread)
            Tree.write(base, to: folder + "/whole")
            let wanted = try await scenario.act(setClock(makeSite(folder + "/whole")))
            let whole = Tree.read(folder + "/whole")
            var (retries, questions) = (0, 0)
            for last in 0... {
                let counter = KillingFiles.Counter(
                    dieAfter: last, isTorn: refusal.isTorn, reach: refusal.reach,
                    failure: .system(refusal.code, "write", "x"))
                let place = folder + "/n"
                Tree.write(base, to: place)
                let outcome = try await scenario.act(setClock(makeSite(place, counter)))
                guard counter.isDead else {
                    Tree.remove(place)
                    break
                }
                switch outcome {
                case .retry(let after, let reason):
                    retries += 1
                    #expect(after == (refusal.name == "file-error" ? nil : .minutes(1)))
                    #expect(reason.code == refusal.name)
                    expectNothingVisible(base, Tree.read(place), last)
                case .ambiguous(let evidence):
                    questions += 1
                    #expect(evidence.failure.code == refusal.name)
                default: Issue.record("write \(last): \(outcome)")
                }
                #expect(Crawler.faults(place) == [], "write \(last)")
                #expect(try await scenario.act(setClock(makeSite(place))) == wanted, "write \(last)")
                #expect(difference(Tree.read(place), whole) == [], "write \(last)")
                Tree.remove(place)
            }
            #expect(retries > 3 && questions > 20)
        }
    }

    /// What visitors can read is as before; an empty site may have got its style sheet and first page.
    private func expectNothingVisible(_ base: [String: [UInt8]], _ now: [String: [UInt8]], _ last: Int) {
        func visible(_ tree: [String: [UInt8]]) -> [String: [UInt8]] {
            tree.filter { path, _ in !path.hasPrefix(".smmd/") && !path.hasSuffix("/") }
        }
        if base.isEmpty {
            #expect(visible(now).values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("The first.") })
        } else {
            #expect(visible(now) == visible(base), "kill \(last)")
        }
    }

    private func difference(_ left: [String: [UInt8]], _ right: [String: [UInt8]]) -> [String] {
        Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
    }
}
