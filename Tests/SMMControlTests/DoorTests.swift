import Dispatch
import SMMAPI
import SMMAPIServer
import SMMAccounts
import SMMAdapterKit
import SMMAdapterTestKit
import SMMControl
import SMMDatabase
import SMMDoorWire
import SMMModel
import SMMStore
import Synchronization
import Testing

@Suite("What the door is answered")
struct DoorTests {
    private static let facts = DoorFacts(host: "door.example.org", language: "de", proxies: ["127.0.0.1"])

    private func desk(
        _ bureau: Bureau, database: (any Database)? = nil, clock: (any TimeSource)? = nil,
        troubled: @escaping @Sendable (any Error) -> Void = { _ in }
    ) -> DoorDesk {
        DoorDesk(
            DoorSetup(url: "https://door.example.org", socket: "/run/none", facts: Self.facts),
            database: database ?? bureau.database, media: bureau.media, clock: clock ?? bureau.clock,
            troubled: troubled, random: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } })
    }

    private static func reception(_ bureau: Bureau) -> DoorReception {
        DoorReception(
            bureau.controls.invites,
            hooks: HookIntake(
                bureau.controls.hooks, posts: bureau.controls.posts, nearest: { _, _ in nil },
                troubled: { Issue.record("\($0)") }))
    }

    private func photo(_ bureau: Bureau, _ bytes: [UInt8] = Picture.png(3, 4)) async throws -> AssetView {
        try await bureau.done("POST", "/v1/media?brand=acme", bytes: bytes, giving: AssetView.self)
    }

    private func place(_ asset: AssetView, _ bureau: Bureau) -> String {
        "\(bureau.folder)/media/\(asset.sha256.prefix(2))/\(asset.sha256.dropFirst(2).prefix(2))/\(asset.sha256)"
    }

    private func token(_ url: String) throws -> String {
        String(try #require(url.split(separator: "/").last))
    }

    @Test("a good address gives the open file once; a look gives it and uses nothing up")
    func medium() async throws {
        try await Bureau.open { bureau in
            let (desk, asset) = (desk(bureau), try await photo(bureau))
            let (url, expires) = try desk.address(of: asset.id, for: "threads", life: .minutes(5))
            #expect(url.hasPrefix("https://door.example.org/media/") && expires == bureau.clock.now + .minutes(5))
            let token = try token(url)
            for isLook in [true, true, false] {
                let reply = await desk.answer(.media(token, isLook: isLook))
                #expect(reply.answer == .media(type: "image/png", count: asset.byteCount))
                #expect(reply.file?.bytes(at: 0, 100_000) == Picture.png(3, 4))
            }
            #expect(await desk.answer(.media(token, isLook: false)).answer == .refused)
            #expect(await desk.answer(.media(token, isLook: true)).answer == .refused)
            #expect(desk.tally.media == 1 && desk.tally.refused == 2)
        }
    }

    @Test("an address that is over, of another daemon, or of a medium that is gone, is refused alike")
    func refused() async throws {
        try await Bureau.open { bureau in
            let (desk, asset) = (desk(bureau), try await photo(bureau))
            let late = try token(desk.address(of: asset.id, for: "threads", life: .minutes(5)).url)
            let foreign = try token(self.desk(bureau).address(of: asset.id, for: "threads", life: .minutes(5)).url)
            let gone = try token(desk.address(of: AssetID(rawValue: 77), for: "threads", life: .hours(1)).url)
            bureau.clock.advance(by: .minutes(5))
            for text in [late, foreign, gone, "", "x", late + "A"] {
                let reply = await desk.answer(.media(text, isLook: false))
                #expect(reply.answer == .refused && reply.file == nil)
            }
        }
    }

    @Test("a file that is not what was uploaded is not handed out, and costs the address nothing")
    func changed() async throws {
        try await Bureau.open { bureau in
            let (desk, asset) = (desk(bureau), try await photo(bureau))
            let token = try token(desk.address(of: asset.id, for: "threads", life: .minutes(5)).url)
            let path = place(asset, bureau)
            try Disk.cut(path, to: 3)
            #expect(await desk.answer(.media(token, isLook: false)).answer == .refused)
            try Disk.write(Picture.png(3, 4), to: path)
            #expect(await desk.answer(.media(token, isLook: false)).answer != .refused)
        }
    }

    @Test("a file that cannot be opened now is gone for nobody: one is told to come again, and the log once")
    func unopened() async throws {
        try await Bureau.open { bureau in
            let told = Mutex<[any Error]>([])
            let (desk, asset) = (
                desk(bureau, troubled: { error in told.withLock { $0.append(error) } }), try await photo(bureau)
            )
            let token = try token(desk.address(of: asset.id, for: "threads", life: .minutes(5)).url)
            let path = place(asset, bureau)
            func answer() async -> DoorAnswer { await desk.answer(.media(token, isLook: true)).answer }
            for round in 1...2 {
                // A link to itself is neither a file nor the lack of one.
                try Disk.move(path, to: path + ".away")
                try Disk.link(path, to: path)
                for _ in 0..<3 { #expect(await answer() == .later) }
                #expect(told.withLock { $0.count } == round)
                try Disk.move(path + ".away", to: path)
                #expect(await answer() == .media(type: "image/png", count: asset.byteCount))
            }
            #expect(desk.tally.refused == 0)
            try Disk.move(path, to: path + ".away")
            #expect(await answer() == .refused)
        }
    }

    @Test("a database that does not answer is told, and costs nobody an address")
    func noDatabase() async throws {
        try await Bureau.open { bureau in
            let told = Mutex<[any Error]>([])
            let database = MutedDatabase(bureau.database)
            let desk = desk(bureau, database: database, troubled: { error in told.withLock { $0.append(error) } })
            let asset = try await photo(bureau)
            let token = try token(desk.address(of: asset.id, for: "threads", life: .minutes(5)).url)
            database.set(isMute: true)
            for _ in 0..<3 { #expect(await desk.answer(.media(token, isLook: false)).answer == .later) }
            #expect(told.withLock { $0.map { "\($0)" } }.count == 1)
            database.set(isMute: false)
            #expect(await desk.answer(.media(token, isLook: false)).answer != .later)
        }
    }

    @Test("who is held up between looking at the clock and making an address voids none that was made meanwhile")
    func clock() async throws {
        try await Bureau.open { bureau in
            let clock = HeldClock(bureau.clock.now)
            let (desk, asset) = (desk(bureau, clock: clock), try await photo(bureau))
            async let slow = Self.onThread { try desk.address(of: asset.id, for: "threads", life: .hours(1)).url }
            async let swift = Self.onThread {
                #expect(clock.waitForFirst())
                let url = try desk.address(of: asset.id, for: "threads", life: .hours(1)).url
                clock.letGo()
                return url
            }
            for url in try await [slow.get(), swift.get()] {
                let answer = await desk.answer(.media(try token(url), isLook: true)).answer
                #expect(answer == .media(type: "image/png", count: asset.byteCount))
            }
        }
    }

    /// Does what may block.
    private static func onThread(_ work: @escaping @Sendable () throws -> String) async -> Result<String, any Error> {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: Result { try work() }) }
        }
    }

    @Test("a riddle is answered once, and within a minute")
    func riddles() async throws {
        try await Bureau.open { bureau in
            let desk = desk(bureau)
            let (riddle, answer) = desk.pose()
            #expect(await desk.answer(.proof(riddle)).answer == .proof(answer))
            #expect(await desk.answer(.proof(riddle)).answer == .refused)
            let (late, _) = desk.pose()
            bureau.clock.advance(by: .minutes(1))
            #expect(await desk.answer(.proof(late)).answer == .refused)
            // Whoever poses many keeps the newest.
            let many = (0..<40).map { _ in desk.pose() }
            #expect(await desk.answer(.proof(many[0].riddle)).answer == .refused)
            #expect(await desk.answer(.proof(many[39].riddle)).answer == .proof(many[39].answer))
        }
    }

    @Test("it is told the facts, and taken nothing from that nobody waits for")
    func rest() async throws {
        try await Bureau.open { bureau in
            let desk = desk(bureau)
            #expect(await desk.answer(.facts).answer == .facts(Self.facts))
            let callback = DoorCallback(state: "s", code: "c")
            // While the daemon starts nobody receives yet.
            #expect(await desk.answer(.callback(callback)).answer == .later)
            desk.receive(by: Self.reception(bureau))
            #expect(await desk.answer(.callback(callback)).answer == .refused)
            #expect(await desk.answer(.awaited("s")).answer == .refused)
            for secret in ["", "x", String(repeating: "0", count: 64)] {
                #expect(await desk.answer(.invite(secret)).answer == .refused)
                #expect(await desk.answer(.accept(secret)).answer == .refused)
            }
            #expect(desk.tally.lastAsked == bureau.clock.now)
        }
    }

    @Test("a client is led from an invite to a connected account, in the words of the brand")
    func invite() async throws {
        try await Bureau.open { bureau in
            let desk = desk(bureau)
            desk.receive(by: Self.reception(bureau))
            try await bureau.done("PATCH", "/v1/brands/acme", #"{"title":"Miller","language":"fr"}"#)
            let invite = try await bureau.done(
                "POST", "/v1/invites", #"{"brand":"acme","platform":"sign","name":"client"}"#, giving: InviteView.self)
            let secret = try token(try #require(invite.url))
            let names = DoorInvitation(language: "fr", brand: "Miller", network: "Sign")
            #expect(await desk.answer(.invite(secret)).answer == .invitation(names))
            guard case .visit(let url, names) = await desk.answer(.accept(secret)).answer else {
                Issue.record("not sent on")
                return
            }
            let state = String(try #require(url.split(separator: "=").last))
            #expect(await desk.answer(.awaited(state)).answer == .taken(language: "fr"))
            let back = await desk.answer(.callback(DoorCallback(state: state, code: "ann")))
            #expect(back.answer == .news(.connected, names))
            #expect(await desk.answer(.invite(secret)).answer == .news(.used, names))
            #expect(await desk.answer(.accept(secret)).answer == .news(.used, names))
            let account = try await bureau.done("GET", "/v1/accounts/client", giving: AccountView.self)
            #expect(account.handle == "@ann")
            let other = try await bureau.done(
                "POST", "/v1/invites", #"{"brand":"acme","platform":"sign","name":"other"}"#, giving: InviteView.self)
            try await bureau.done("DELETE", "/v1/invites/\(other.id)")
            #expect(
                await desk.answer(.invite(try token(try #require(other.url)))).answer == .news(.withdrawn, names))
        }
    }

    @Test("an address made by a person is good, and in the record without the address itself")
    func linked() async throws {
        try await Bureau.open { bureau in
            let asset = try await photo(bureau, Picture.drawn(3, 4))
            let before = try await bureau.eventCount()
            let link = try await bureau.done(
                "POST", "/v1/door/media/\(asset.id)", #"{"uses":2}"#, giving: MediaLinkView.self)
            #expect(link.uses == 2 && link.url?.hasPrefix("https://door.example.org/media/") == true)
            let event = try #require(try await bureau.events(after: before).first)
            #expect(event.verb == "asset.linked")
            for bad in [#"{"uses":9}"#, #"{"uses":0}"#, #"{"minutes":0}"#, #"{"minutes":1441}"#] {
                let problem = try await bureau.refused("POST", "/v1/door/media/\(asset.id)", bad)
                #expect(problem.status == 422 && problem.allowed != nil)
            }
        }
    }

    @Test("a picture whose file tells more than it shows gets no address, and what is to be done is said")
    func unclean() async throws {
        try await Bureau.open { bureau in
            let photo = try await photo(bureau, Picture.photo(30, 20, orientation: 1, isLittle: true))
            let before = try await bureau.eventCount()
            let problem = try await bureau.refused("POST", "/v1/door/media/\(photo.id)", "{}")
            #expect(problem.code == "media-not-cleaned" && problem.status == 422)
            #expect(problem.given?.contains("EXIF") == true && problem.given?.contains("trailing") == true)
            #expect(problem.allowed != nil && problem.next?.contains("smmctl media preview") == true)
            let rehearsed = try await bureau.refused("POST", "/v1/door/media/\(photo.id)?dryRun=true", "{}")
            #expect(rehearsed.code == "media-not-cleaned")
            #expect(try await bureau.eventCount() == before)
            // Nobody can say what stands in what only begins like a picture.
            let asset = try await self.photo(bureau, Picture.png(3, 4))
            #expect(try await bureau.refused("POST", "/v1/door/media/\(asset.id)", "{}").code == "media-not-cleaned")
            // Of what is none, this says nothing.
            let film = try await self.photo(bureau, Film(brand: "mp42").bytes)
            let link = try await bureau.done(
                "POST", "/v1/door/media/\(film.id)", "{}", giving: MediaLinkView.self)
            #expect(link.url != nil)
        }
    }

    @Test(
        "what answers at the public address is told apart",
        arguments: [
            (301, "sends on"), (404, "is not this daemon's"), (421, "does not pass on the name"), (429, "too many"),
            (502, "cannot reach the door"), (503, "does not answer it"), (200, "is not this daemon's"),
        ])
    func probes(status: Int, words: String) async throws {
        try await Bureau.open { bureau in
            let answer = HTTPResponse(status: status, body: Array("else".utf8))
            let finding = try await look(bureau, DoorAnswers { _, _ in .success(answer) })
            #expect(finding.level == "error" && finding.message.contains(words) && finding.next != nil)
        }
    }

    @Test(
        "so is what keeps one from coming there",
        arguments: [
            ("name-not-found", "name"), ("tls", "certificate"), ("connection-refused", "Nobody listens"),
            ("time-out", "in time"), ("other", "cannot be reached"),
        ])
    func unreachable(code: String, words: String) async throws {
        try await Bureau.open { bureau in
            let error = HTTPTransportError(progress: .notConnected, failure: Failure(code, "Why."))
            let finding = try await look(bureau, DoorAnswers { _, _ in .failure(error) })
            #expect(finding.level == "error" && finding.message.contains(words))
        }
    }

    @Test("whoever brings the right answer is this daemon's door; a clock that is off is told")
    func found() async throws {
        try await Bureau.open { bureau in
            let finding = try await look(
                bureau,
                DoorAnswers { desk, url in
                    guard case .proof(let answer) = await desk.answer(.proof(url)).answer else {
                        return .success(HTTPResponse(status: 404))
                    }
                    return .success(
                        HTTPResponse(
                            status: 200, headers: [HTTPField("Date", "Thu, 01 Jan 2026 00:00:00 GMT")],
                            body: Array(answer.utf8)))
                })
            #expect(finding.level == "ok")
        }
    }

    /// What `door status` finds first.
    private func look(_ bureau: Bureau, _ answers: DoorAnswers) async throws -> Finding {
        let door = desk(bureau)
        door.set(isListening: true)
        var answers = answers
        answers.desk = door
        let parts = DaemonParts(
            release: "0.0.1", since: bureau.clock.now, stateFolder: bureau.folder, built: Instant(milliseconds: 0),
            door: DaemonParts.Door(
                desk: door, probe: DoorProbe(door, transport: answers, clock: bureau.clock)))
        let desk = DaemonDesk(bureau.context, signal: bureau.signal, parts: parts)
        let root = Principal(kind: .user, name: "root", uid: 0, via: "socket", everywhere: .admin)
        let view = try await desk.door(Call(principal: root))
        let isOff = view.findings.contains { $0.code == "door-clock" }
        #expect(isOff == (view.findings.first?.level == "ok"))
        return try #require(view.findings.first)
    }
}

/// A network on which somebody answers as a test says.
private struct DoorAnswers: HTTPTransport {
    var desk: DoorDesk?
    let answer: @Sendable (DoorDesk, String) async -> Result<HTTPResponse, HTTPTransportError>

    init(_ answer: @escaping @Sendable (DoorDesk, String) async -> Result<HTTPResponse, HTTPTransportError>) {
        self.answer = answer
    }

    func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
        guard let desk else { return HTTPResponse(status: 500) }
        return try await answer(desk, String(request.url.split(separator: "/").last ?? "")).get()
    }
}
