import Glibc
import SMMAdapterKit
import SMMLab
import SMMMedia
import SMMModel
import SMMTestSupport
import Testing

@Suite("Media: the process behind a socket")
struct SocketProcessTests {
    private static let wish = PictureWish(maximumBytes: 1000, types: ["image/jpeg"])

    /// What becomes of a picture when `serve` is behind the socket, and how many connections there were.
    ///
    /// - Parameter comesIn: whether it is looked at as it comes in, and not fitted.
    private func failure(
        patience: Milliseconds = .seconds(20), bytes: Int = 3, comesIn: Bool = false,
        _ serve: @escaping @Sendable (_ connection: Int32, _ number: Int) -> Void
    ) async throws -> (code: String?, connections: Int) {
        try await withTemporaryFolder { folder in
            let listener = try MediaListener(folder, serve)
            defer { listener.end() }
            let process = MediaProcess(.socket(listener.path), patience: patience)
            var code: String?
            do throws(Failure) {
                let picture = [UInt8](repeating: 7, count: bytes)
                if comesIn {
                    _ = try await process.probe { picture }
                } else {
                    _ = try await process.fit(picture, to: Self.wish)
                }
            } catch {
                code = error.code
            }
            return (code, listener.connections)
        }
    }

    private static func say(_ bytes: [UInt8], on connection: Int32) {
        _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    @Test(
        "a picture that comes in and over which it falls twice is called unreadable when one that is well is read",
        arguments: [3, 4_000_000])
    func crash(bytes: Int) async throws {
        let (code, connections) = try await failure(bytes: bytes, comesIn: true, Self.readsTheThird)
        #expect(code == "picture-unreadable")
        #expect(connections == 3)
    }

    @Test("one that goes out was read before, so that it is tried again later: memory may have been short")
    func wasWell() async throws {
        let (code, connections) = try await failure(Self.readsTheThird)
        #expect(code == "media-process-busy")
        #expect(connections == 3)
    }

    private static let readsTheThird: @Sendable (_ connection: Int32, _ number: Int) -> Void = { connection, number in
        guard number == 3 else { return }
        let well = PictureProbe(kind: .gif, header: PictureHeader(width: 1, height: 1), traces: [])
        say(MediaAnswer.probed(well).framed, on: connection)
        MediaListener.drain(connection)
    }

    @Test("where one that is well is not read either, the picture is not blamed")
    func unwell() async throws {
        let (code, connections) = try await failure { _, _ in }
        #expect(code == "media-process-missing")
        #expect(connections == 3)
    }

    @Test("one that hangs is left, whether or not it takes the picture", arguments: [3, 4_000_000])
    func hangs(bytes: Int) async throws {
        let (code, connections) = try await failure(patience: .milliseconds(300), bytes: bytes) { connection, _ in
            // Until the other side has gone; what it sends is left where it is.
            var watched = pollfd(fd: connection, events: 0, revents: 0)
            _ = poll(&watched, 1, 20_000)
        }
        #expect(code == "media-process-busy")
        #expect(connections == 1)
    }

    @Test("one that floods is cut off")
    func floods() async throws {
        let (code, _) = try await failure { connection, _ in
            let flood = [UInt8](repeating: 0x79, count: 1 << 16)
            while send(connection, flood, flood.count, Int32(MSG_NOSIGNAL)) > 0 {}
        }
        #expect(code == "media-process-answer")
    }

    @Test(
        "one that lies is not believed",
        arguments: [
            lie(.jpeg, [0xFF, 0xD8, 0xFF, 0xD9]),
            lie(.jpeg, Pictures.withExif(PaperPicture.file(.jpeg, 100), orientation: 1, words: "GPS")),
            lie(.png, PaperPicture.file(.png, 100)), lie(.jpeg, PaperPicture.file(.jpeg, 1001)),
            MediaAnswer.fitted([.made(.init(kind: .jpeg, width: 1, height: 1, byteCount: 100))]),
            MediaAnswer.fitted([.refused(PictureRefusal(.animated)), .refused(PictureRefusal(.animated))]),
            MediaAnswer.refused(PictureRefusal(.animated)), MediaAnswer.refused(PictureRefusal(.doesNotFit)),
            MediaAnswer.probed(PictureProbe(kind: .gif, header: PictureHeader(width: 1, height: 1), traces: [])),
            MediaAnswer.refused(PictureRefusal(.request)),
        ])
    func lies(answer: MediaAnswer) async throws {
        let (code, connections) = try await failure { connection, _ in
            Self.say(answer.framed, on: connection)
            MediaListener.drain(connection)
        }
        #expect(code == "media-process-answer")
        #expect(connections == 1)
    }

    private static func lie(_ kind: PictureKind, _ bytes: [UInt8]) -> MediaAnswer {
        .fitted([.made(.init(kind: kind, width: 1, height: 1, bytes: bytes))])
    }

    private static let wishes = [1000, 2000, 1000, 500].map { PictureWish(maximumBytes: $0, types: ["image/jpeg"]) }

    /// What is measured for ``wishes`` when `answers` are behind the socket, one for each connection.
    private func measured(
        _ answers: [[UInt8]], wishes: [PictureWish] = wishes
    ) async throws -> (found: [Result<PictureMeasure, Failure>], connections: Int) {
        try await withTemporaryFolder { folder in
            let listener = try MediaListener(folder) { connection, number in
                guard number <= answers.count else { return }
                Self.say(answers[number - 1], on: connection)
                MediaListener.drain(connection)
            }
            defer { listener.end() }
            let found = await MediaProcess(.socket(listener.path)).measure([7], to: wishes)
            return (found, listener.connections)
        }
    }

    private static func made(_ count: Int) -> FitOutcome {
        .made(.init(kind: .jpeg, width: 3, height: 2, byteCount: count))
    }

    @Test("several limits are asked in one visit, each once, and answered each for itself")
    func several() async throws {
        let answer = MediaAnswer.fitted([Self.made(900), Self.made(1900), .refused(PictureRefusal(.doesNotFit))])
        let (found, connections) = try await measured([answer.framed])
        #expect(connections == 1)
        #expect(found.map { try? $0.get().byteCount } == [900, 1900, 900, nil])
        guard case .failure(let failure) = found[3] else { return }
        #expect(failure.code == "picture-does-not-fit" && failure.message.contains("500"))
    }

    @Test("more than sixteen limits are asked in several visits, of which one that lies costs its own alone")
    func many() async throws {
        let wishes = (1...20).map { PictureWish(maximumBytes: $0, types: ["image/jpeg"]) }
        let first = MediaAnswer.fitted((1...16).map { Self.made($0) })
        let (found, connections) = try await measured([first.framed, first.framed], wishes: wishes)
        #expect(connections == 2)
        #expect(found.prefix(16).map { try? $0.get().byteCount } == (1...16).map { Int64($0) })
        #expect(found.suffix(4).allSatisfy { Self.code($0) == "media-process-answer" })
    }

    private static func code(_ result: Result<PictureMeasure, Failure>) -> String? {
        if case .failure(let failure) = result { failure.code } else { nil }
    }

    @Test(
        "one that lies about one of several limits is believed about none",
        arguments: [
            // Too few, too many, in another order, and bytes that nobody wanted.
            MediaAnswer.fitted([made(900), made(1900)]), .fitted([made(900), made(1900), made(400), made(400)]),
            .fitted([made(1900), made(900), made(400)]), .fitted([made(900), made(1900), made(501)]),
            .fitted([made(900), made(0), made(400)]),
            .fitted([
                made(900), .made(.init(kind: .jpeg, width: 1, height: 1, bytes: PaperPicture.file(.jpeg, 900))),
                made(400),
            ]),
            .fitted([made(900), .made(.init(kind: .webp, width: 1, height: 1, byteCount: 10)), made(400)]),
            .fitted([made(900), .refused(PictureRefusal(.notStarted)), made(400)]),
            .probed(PictureProbe(kind: .gif, header: PictureHeader(width: 1, height: 1), traces: [])),
            .refused(PictureRefusal(.doesNotFit)), .refused(PictureRefusal(.request)),
        ])
    func liesOfSeveral(answer: MediaAnswer) async throws {
        let (found, connections) = try await measured([answer.framed])
        #expect(connections == 1)
        #expect(found.map(Self.code) == [String?](repeating: "media-process-answer", count: Self.wishes.count))
    }

    @Test("several limits for which it does not end in time are all refused, as one is")
    func lateForSeveral() async throws {
        let (found, connections) = try await measured([MediaAnswer.refused(PictureRefusal(.tooSlow)).framed])
        #expect(connections == 1)
        #expect(found.map(Self.code) == [String?](repeating: "picture-too-slow", count: Self.wishes.count))
    }

    @Test(
        "what it says of itself is told as that",
        arguments: [
            (PictureRefusal.Code.notStarted, "media-process-missing"), (.tooSlow, "picture-too-slow"),
            (.unreadable, "picture-unreadable"),
        ])
    func refusals(code: PictureRefusal.Code, wanted: String) async throws {
        let (found, _) = try await failure { connection, _ in
            Self.say(MediaAnswer.refused(PictureRefusal(code)).framed, on: connection)
            MediaListener.drain(connection)
        }
        #expect(found == wanted)
    }

    @Test("one that cannot confine itself is sent to the journal, since it has nowhere for words of its own")
    func whereToLook() async throws {
        try await withTemporaryFolder { folder in
            let listener = try MediaListener(folder) { connection, _ in
                Self.say(MediaAnswer.refused(PictureRefusal(.notStarted)).framed, on: connection)
                MediaListener.drain(connection)
            }
            defer { listener.end() }
            let failure = await MediaProcess(.socket(listener.path)).fault()
            #expect(failure?.code == "media-process-missing")
            #expect(failure?.message.contains("journalctl -u 'smmd-media*': 70 says") == true)
            #expect(failure?.message.contains("--check") == false)
            #expect(listener.connections == 1)
        }
    }

    @Test("a socket behind which all ends at once may have too many behind it, or one without its library")
    func crowded() async throws {
        try await withTemporaryFolder { folder in
            let listener = try MediaListener(folder) { _, _ in }
            defer { listener.end() }
            let failure = await MediaProcess(.socket(listener.path)).fault()
            #expect(failure?.code == "media-process-missing")
            for words in ["too many of it are running", "libvips42", "journalctl -u 'smmd-media*'"] {
                #expect(failure?.message.contains(words) == true, "\(words)")
            }
            #expect(listener.connections == 1)
        }
    }

    @Test("a socket that is not there, or whose name is too long, says what to start")
    func missing() async throws {
        for path in ["/nowhere/media.sock", "/" + String(repeating: "a", count: 200)] {
            let failure = await MediaProcess(.socket(path)).fault()
            #expect(failure?.code == "media-process-missing")
            #expect(failure?.message.contains("systemctl start smmd-media.socket") == true)
        }
    }

    @Test("the program as built answers over the socket as it does as a child")
    func real() async throws {
        let program = try LabPrograms().media
        try await withTemporaryFolder { folder in
            let listener = try MediaListener(folder) { connection, _ in MediaListener.run(program, on: connection) }
            defer { listener.end() }
            let (behind, child) = (MediaProcess(.socket(listener.path)), MediaProcess(.program(program)))
            let noise = LabPicture.noise(width: 700, height: 500)
            let wish = PictureWish(maximumBytes: 300_000, types: ["image/jpeg"])
            let picture = try await behind.fit(noise, to: wish)
            let same = try await child.fit(noise, to: wish)
            #expect(picture == same)
            let wishes = [wish, PictureWish(maximumBytes: 100_000, types: ["image/png", "image/webp"]), wish]
            let measures = await behind.measure(noise, to: wishes)
            let other = try await child.fit(noise, to: wishes[1])
            #expect(measures == [picture, other, picture].map { .success(PictureMeasure($0)) })
            #expect(await behind.fault() == nil)
            let cut = await #expect(throws: Failure.self) {
                _ = try await behind.probe { Array(noise.prefix(100_000)) }
            }
            #expect(cut?.code == "picture-unreadable")
            #expect(listener.connections == 4)
        }
    }

    @Test("one that nobody waits for any more is left at once")
    func cancelled() async throws {
        try await withTemporaryFolder { folder in
            let (came, told) = AsyncStream.makeStream(of: Void.self)
            let listener = try MediaListener(folder) { connection, _ in
                told.yield()
                MediaListener.drain(connection)
            }
            defer { listener.end() }
            let task = Task {
                do throws(Failure) {
                    _ = try await MediaProcess(.socket(listener.path)).fit([1], to: Self.wish)
                    return ""
                } catch {
                    return error.code
                }
            }
            var arrivals = came.makeAsyncIterator()
            await arrivals.next()
            task.cancel()
            #expect(await task.value == "picture-interrupted")
        }
    }
}
