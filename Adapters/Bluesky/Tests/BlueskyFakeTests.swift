import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMAtproto
import SMMModel
import SMMTestSupport
import Testing

@Suite("Bluesky on the fake network")
struct BlueskyFakeTests {
    @Test(
        "keeps the rules of every adapter in each server's behaviour", arguments: FakePlace.profiles,
        AdapterConformance.checks)
    func conforms(profile: String, check: ConformanceCheck) async throws {
        let findings = try await AdapterConformance.findings(check) { try await FakePlace(profile).world }
        #expect(findings == [])
    }

    @Test("keeps them behind a JSON border too", arguments: FakePlace.profiles, AdapterConformance.checks)
    func border(profile: String, check: ConformanceCheck) async throws {
        // The border adds nothing to what a broken answer means, and takes long.
        guard profile == "reference" || !check.description.hasPrefix("mutated") else { return }
        var world = try await FakePlace(profile).world
        let codec = CodecAdapter(world.adapter)
        world.adapter = codec
        let made = world
        #expect(await AdapterConformance.findings(check) { made } == [])
        #expect(codec.findings == [])
    }

    @Test(
        "sends nothing that breaks a lexicon while it keeps the rules", .enabled(if: SharedFolder.isWanted),
        arguments: FakePlace.profiles)
    func lexicons(profile: String) async throws {
        var checked = 0
        for check in AdapterConformance.checks where !check.description.hasPrefix("mutated") {
            let place = try await FakePlace(profile)
            let network = try #require(place.network as? LexiconNetwork)
            #expect(await AdapterConformance.findings(check) { place.world } == [])
            #expect(network.violations == [], "\(check.description)")
            checked += network.checked
        }
        #expect(checked > 100)
    }

    @Test("a session is renewed after its end, in each server's behaviour", arguments: FakePlace.profiles)
    func renewed(profile: String) async throws {
        let place = try await FakePlace(profile)
        place.clock.advance(by: .minutes(121))
        guard case .needsReauth(let failure) = await place.adapter.profile(of: place.account, in: place.context) else {
            Issue.record("an ended session was accepted")
            return
        }
        #expect(failure.code == "credential-expired")
        let context = ConnectContext(
            clock: place.clock, transport: place.network, manifest: place.adapter.describe(), random: { _ in [] })
        for _ in 0..<2 {
            // The second time with the token that the first has used up: the grace, or the password.
            guard
                case .renewed(let credential) = await place.adapter.refresh(
                    place.connected.credential, of: place.account, in: context)
            else {
                Issue.record("not renewed")
                return
            }
            #expect(credential.expiresAt.map { $0 > place.clock.now } == true)
        }
    }

    @Test("likes, the profile and messages work in each server's behaviour", arguments: FakePlace.profiles)
    func people(profile: String) async throws {
        let place = try await FakePlace(profile)
        let post = place.host.change { $0.perform(FakeBlueskyAct(.post, by: "bob.example", text: "Hi"), now: $1) }
        let receipt = Receipt(remoteID: try #require(post))
        for isLiked in [true, true, false, false] {
            let result = await place.adapter.favourite(receipt, isLiked, of: place.account, in: place.context)
            #expect(result.outcome == .published(receipt))
            #expect(place.host.report().keys(of: place.did, in: "app.bsky.feed.like").count == (isLiked ? 1 : 0))
        }
        for _ in 0..<2 {
            let change = ProfileChange(name: "Ann", about: "Bread and more")
            let outcome = await place.adapter.update(change, of: place.account, in: place.context).outcome
            guard case .published = outcome else {
                Issue.record("\(outcome)")
                return
            }
        }
        guard case .read(let shown, _) = await place.adapter.profile(of: place.account, in: place.context) else {
            Issue.record("no profile")
            return
        }
        #expect(shown.name == "Ann")
        #expect(shown.about == "Bread and more")
        _ = place.host.change {
            $0.perform(FakeBlueskyAct(.message, by: "bob.example", text: "Are you open?", to: "ann.example"), now: $1)
        }
        let query = MessageQuery(account: place.account)
        guard case .read(let page, _) = await place.adapter.directMessages(query, in: place.context),
            let message = page.messages.first
        else {
            Issue.record("no message")
            return
        }
        #expect(message.text == "Are you open?")
        var reply = Place().request("Until six", parent: message.receipt)
        reply.account = place.account
        guard case .published = await place.adapter.message(reply, in: place.context).outcome else {
            Issue.record("not sent")
            return
        }
        #expect(place.host.report().messages.map(\.text) == ["Are you open?", "Until six"])
    }

    @Test("a change of the profile arrives with its pictures, and is read back", arguments: FakePlace.profiles)
    func profile(profile: String) async throws {
        let place = try await FakePlace(profile)
        let bytes: [[UInt8]] = [[0xFF, 0xD8, 0xFF, 1], [0x89, 0x50, 0x4E, 0x47, 2, 3]]
        let pictures = [
            Place.picture("b", bytes: 4), Place.picture("c", bytes: 6, type: "image/png"),
        ]
        let context = AdapterContext(
            clock: place.clock, transport: place.network,
            media: MemoryMedia([pictures[0].sha256: bytes[0], pictures[1].sha256: bytes[1]]),
            pictures: PassingPictures(),
            steps: place.steps,
            manifest: place.adapter.describe(), credential: place.connected.credential)
        let fields = [
            RemoteProfile.Field("website", "https://bread.example"), RemoteProfile.Field("pronouns", "she/her"),
        ]
        let change = ProfileChange(
            name: "Ann’s bread 🥖", about: "Bread.\nDaily.", fields: fields, avatar: pictures[0], header: pictures[1])
        let uri = "at://\(place.did)/app.bsky.actor.profile/self"
        let outcome = await place.adapter.update(change, of: place.account, in: context).outcome
        guard case .published(let receipt) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        let record = try #require(place.host.snapshot.record(uri))
        #expect(receipt.remoteID == uri && receipt.version == record.cid)
        let texts = ["displayName", "description", "website", "pronouns"].map { record.value[$0]?.string }
        #expect(texts == [change.name, change.about, "https://bread.example", "she/her"])
        let cids = bytes.map { CID(.raw, hashing: $0) }
        #expect(ATBlob(record.value["avatar"]) == ATBlob(ref: cids[0], mimeType: "image/jpeg", size: 4))
        #expect(ATBlob(record.value["banner"]) == ATBlob(ref: cids[1], mimeType: "image/png", size: 6))

        // What is not named stays; a field that is not given any more goes.
        let second = ProfileChange(about: "Closed.", fields: [fields[0]])
        _ = await place.adapter.update(second, of: place.account, in: context)
        let changed = try #require(place.host.snapshot.record(uri)).value
        #expect(changed["displayName"]?.string == change.name && changed["description"]?.string == "Closed.")
        #expect(changed["website"]?.string == "https://bread.example" && changed["pronouns"] == nil)
        #expect(changed["avatar"] == record.value["avatar"] && changed["banner"] == record.value["banner"])

        guard case .read(let shown, _) = await place.adapter.profile(of: place.account, in: context) else {
            Issue.record("not read")
            return
        }
        #expect(shown.name == change.name && shown.about == "Closed." && shown.fields == [fields[0]])
        #expect(shown.avatar?.contains(cids[0].text) == true && shown.header?.contains(cids[1].text) == true)
    }

    @Test("notifications that come hours late, below pages of known ones, are all given, each once")
    func late() async throws {
        let place = try await FakePlace("reference") {
            $0.notificationDelay = .minutes(40)
            $0.scramblesNotifications = true
            $0.accessLife = .days(2)
        }
        let given = try await heard(in: place, .post, limit: 5) { await place.adapter.mentions($0, in: place.context) }
        #expect(given.count == 30)
        #expect(Set(given).count == 30)
    }

    @Test("direct messages that come late, behind later ones, are all given", arguments: [5, 40])
    func lateMessages(minutes: Int64) async throws {
        let place = try await FakePlace("reference") {
            $0.messageDelay = .minutes(minutes)
            $0.accessLife = .days(2)
        }
        let given = try await heard(in: place, .message) { await place.adapter.directMessages($0, in: place.context) }
        let counts = Dictionary(grouping: given) { $0 }.mapValues(\.count)
        #expect(counts.count == 30)
        // Again a little at every read, and all of it twice in those fifteen hours; not over and over.
        #expect(counts.values.allSatisfy { $0 <= 8 })
    }

    /// Everything that is given in fifteen hours, read to the end every ten minutes, in the first five of which Bob does
    /// something each time.
    private func heard(
        in place: FakePlace, _ deed: FakeBlueskyAct.Deed, limit: Int = 40,
        _ read: (MessageQuery) async -> ReadResult<MessagePage>
    ) async throws -> [String] {
        var (cursor, given) = (String?.none, [String]())
        for turn in 0..<90 {
            if turn < 30 {
                _ = place.host.change {
                    $0.perform(FakeBlueskyAct(deed, by: "bob.example", text: "Hey \(turn)", to: "ann.example"), now: $1)
                }
            }
            place.clock.advance(by: .minutes(10))
            var hasMore = true
            while hasMore {
                let query = MessageQuery(account: place.account, cursor: cursor, limit: limit)
                guard case .read(let page, _) = await read(query) else { throw Failure("not-read", "Turn \(turn).") }
                given += page.messages.map(\.text)
                (cursor, hasMore) = (page.cursor, page.hasMore)
            }
        }
        return given
    }

    @Test("late and unordered notifications are all given, each once", arguments: FakePlace.profiles)
    func notifications(profile: String) async throws {
        let place = try await FakePlace(profile) {
            $0.notificationDelay = .seconds(10)
            $0.scramblesNotifications = true
        }
        var cursor: String?
        var given: [String] = []
        for number in 0..<20 {
            _ = place.host.change {
                $0.perform(FakeBlueskyAct(.post, by: "bob.example", text: "Hey \(number)", to: "ann.example"), now: $1)
            }
            place.clock.advance(by: .seconds(7))
            if number == 19 { place.clock.advance(by: .minutes(1)) }
            repeat {
                let query = MessageQuery(account: place.account, cursor: cursor, limit: 5)
                guard case .read(let page, _) = await place.adapter.mentions(query, in: place.context) else {
                    Issue.record("not read")
                    return
                }
                given += page.messages.map(\.text)
                cursor = page.cursor
                if !page.hasMore { break }
            } while true
        }
        #expect(given.count == 20)
        #expect(Set(given).count == 20)
    }

    @Test("a video goes its whole way", arguments: [true, false])
    func video(takesParts: Bool) async throws {
        let place = try await FakePlace("reference") {
            $0.video.takesParts = takesParts
            $0.video.partSize = 4
        }
        var video = Place.picture("v", bytes: 10)
        video.type = "video/mp4"
        var request = Place().request("Look", media: [video])
        request.account = place.account
        let context = AdapterContext(
            clock: place.clock, transport: place.network, media: MemoryMedia([video.sha256: Array(0..<10)]),
            steps: place.steps, manifest: place.adapter.describe(), credential: place.connected.credential)
        for _ in 0..<20 {
            request.steps = place.steps.steps
            if await place.adapter.prepare(request, in: context) == .prepared { break }
            place.clock.advance(by: .seconds(5))
        }
        request.steps = place.steps.steps
        guard case .published = await place.adapter.publish(request, in: context).outcome else {
            Issue.record("not published")
            return
        }
        #expect(place.host.report().keys(of: place.did) == [request.recordKey])
    }
}
