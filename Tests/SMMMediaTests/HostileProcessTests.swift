import Glibc
import SMMAdapterKit
import SMMLab
import SMMMedia
import SMMModel
import SMMTestSupport
import Testing

@Suite("Media: a process that does not do what it should")
struct HostileProcessTests {
    private static let wish = PictureWish(maximumBytes: 1000, types: ["image/jpeg"])

    /// What becomes of a picture when the process is this shell script, and how often it ran.
    private func failure(
        _ script: String, patience: Milliseconds = .seconds(20), bytes: Int = 3
    ) async throws -> (code: String?, runs: Int) {
        try await withTemporaryFolder { folder in
            let path = folder + "/media"
            // Its environment is empty, and so is the search path: the shell's own words and whole paths.
            let text = "#!/bin/sh\necho run >>\(folder)/runs\n\(script)\n"
            try Self.write(text, to: path)
            let process = MediaProcess(.program(path), patience: patience)
            var code: String?
            do throws(Failure) {
                _ = try await process.fit([UInt8](repeating: 7, count: bytes), to: Self.wish)
            } catch {
                code = error.code
            }
            return (code, Self.lines(folder + "/runs"))
        }
    }

    /// By another process: where this one starts a program while the script is open for writing, that keeps it open for a
    /// moment, and a file that is open for writing cannot be run.
    private static func write(_ text: String, to path: String) throws {
        let run = try ProgramRun(["/bin/sh", "-c", "cat >\(path) && chmod 755 \(path)"], input: Array(text.utf8))
        try #require(run.status == 0)
    }

    private static func lines(_ path: String) -> Int { (LabFile.read(path) ?? []).count { $0 == 0x0A } }

    @Test("one that crashes is started once more, and then the picture is called unreadable")
    func crash() async throws {
        let (code, runs) = try await failure("kill -SEGV $$")
        #expect(code == "picture-unreadable")
        #expect(runs == 2)
    }

    @Test(
        "one that ends without an answer counts the same, whether or not it takes the picture",
        arguments: [3, 4_000_000])
    func ends(bytes: Int) async throws {
        let (code, runs) = try await failure("exit 0", bytes: bytes)
        #expect(code == "picture-unreadable")
        #expect(runs == 2)
    }

    @Test("one that hangs is killed, whether or not it takes the picture", arguments: [3, 4_000_000])
    func hangs(bytes: Int) async throws {
        let (code, runs) = try await failure(
            "while :; do :; done", patience: .milliseconds(300), bytes: bytes)
        // The machine may be what is slow.
        #expect(code == "media-process-busy")
        #expect(runs == 1)
    }

    @Test(
        "an end that is not the picture's fault is not laid at its door, and is not tried again at once",
        arguments: [
            ("exit 70", "media-process-missing"), ("exit 71", "media-process-missing"),
            ("kill -KILL $$", "media-process-busy"), ("kill -XCPU $$", "picture-too-slow"),
        ])
    func otherEnds(script: String, wanted: String) async throws {
        let (code, runs) = try await failure(script)
        #expect(code == wanted)
        #expect(runs == 1)
    }

    @Test("one that floods is ended, and its flood is not kept")
    func floods() async throws {
        let (code, runs) = try await failure("while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done")
        #expect(code == "media-process-answer")
        #expect(runs == 1)
    }

    @Test(
        "one that lies is not believed",
        arguments: [
            // A head that is none; a version of its own; a PNG that is text; a refusal in words of its own.
            #"\000\000\000\001x\000\000\000\000"#, #"\000\000\000\003\011\001\001\000\000\000\000"#,
            #"\000\000\000\021\003\001\001\001\002\000\000\000\001\000\000\000\001\000\000\000\004\000\000\000\004text"#,
            #"\000\000\000\010\003\000<html>\000\000\000\000"#, #"\000\000\000\007\003\000other\000\000\000\000"#,
        ])
    func lies(answer: String) async throws {
        let (code, runs) = try await failure("printf '\(answer)'; while :; do :; done")
        #expect(code == "media-process-answer")
        #expect(runs == 1)
    }

    @Test(
        "one that does not answer for several limits answers for none of them",
        arguments: [
            ("kill -SEGV $$", "picture-unreadable", 2), ("while :; do :; done", "media-process-busy", 1),
            ("kill -XCPU $$", "picture-too-slow", 1), ("exit 71", "media-process-missing", 1),
        ])
    func several(script: String, wanted: String, times: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/media"
            try Self.write("#!/bin/sh\necho run >>\(folder)/runs\n\(script)\n", to: path)
            let patience: Milliseconds = wanted == "media-process-busy" ? .milliseconds(300) : .seconds(20)
            let wishes = (1...5).map { PictureWish(maximumBytes: $0, types: ["image/jpeg"]) }
            let found = await MediaProcess(.program(path), patience: patience).measure([7], to: wishes)
            let codes = found.map { result in
                if case .failure(let failure) = result { failure.code } else { nil as String? }
            }
            #expect(codes == [String?](repeating: wanted, count: wishes.count))
            #expect(Self.lines(folder + "/runs") == times)
        }
    }

    @Test("one whose libraries are not there, or that is not there itself, says what to install")
    func missing() async throws {
        let (code, runs) = try await failure("exit 127")
        #expect(code == "media-process-missing")
        #expect(runs == 1)
        let failure = await #expect(throws: Failure.self) {
            _ = try await MediaProcess(.program("/nowhere/smmd-media")).fit([1], to: Self.wish)
        }
        #expect(failure?.code == "media-process-missing")
        #expect(failure?.message.contains("/nowhere/smmd-media") == true)
        #expect(failure?.message.contains("libvips42") == true)
        #expect(failure?.isOfMedium == false)
    }

    @Test("it gets three descriptors, a setting of its memory alone, and no signal that is blocked or ignored")
    func inheritance() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/media"
            let text = """
                #!/bin/sh
                cd /proc/$$/fd
                echo * >\(folder)/descriptors
                /usr/bin/env >\(folder)/environment
                /bin/grep -E '^Sig(Blk|Ign):' /proc/self/status >\(folder)/signals
                """
            try Self.write(text, to: path)
            let leak = open("/dev/null", O_RDONLY)
            defer { close(leak) }
            _ = try? await MediaProcess(.program(path)).fit([1], to: Self.wish)
            let seen = try Self.text(folder + "/descriptors").split(whereSeparator: \.isWhitespace)
            // The shell has its own: on the folder it lists, and on the script.
            #expect(Set(seen.compactMap { Int32($0) }).isSubset(of: [0, 1, 2, 3, 10, 255]) && seen.count >= 3)
            #expect(leak > 3 && !seen.contains("\(leak)"))
            let names = try Self.text(folder + "/environment").split(separator: "\n").compactMap {
                $0.split(separator: "=").first
            }
            // What the shell itself sets.
            #expect(Set(names).isSubset(of: ["PWD", "OLDPWD", "_", "SHLVL", "GLIBC_TUNABLES"]))
            let signals = try Self.text(folder + "/signals").split(separator: "\n")
            let masks = signals.compactMap { UInt64($0.drop { $0 != "\t" }.dropFirst(), radix: 16) }
            // The C library ignores its own two, 32 and 33, in every program it starts so.
            #expect(masks.count == 2 && masks.allSatisfy { $0 & ~0x1_8000_0000 == 0 })
        }
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try #require(LabFile.read(path)), as: UTF8.self)
    }

    @Test("whether one hangs is found out at once, though a picture waits for it")
    func looksWhileItHangs() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/media"
            try Self.write("#!/bin/sh\necho run >>\(folder)/runs\nwhile :; do :; done\n", to: path)
            let process = MediaProcess(.program(path), patience: .seconds(60), lookPatience: .milliseconds(300))
            let upload = Task {
                do throws(Failure) {
                    _ = try await process.probe { [1] }
                    return ""
                } catch {
                    return error.code
                }
            }
            let isRunning = try await Wait.until(within: .seconds(20), every: .milliseconds(5)) {
                Self.lines(folder + "/runs") == 1
            }
            #expect(isRunning)
            #expect(await process.fault()?.code == "media-process-busy")
            #expect(Self.lines(folder + "/runs") == 2)
            // It had not ended by then.
            upload.cancel()
            #expect(await upload.value == "picture-interrupted")
        }
    }

    @Test("many who ask while one hangs are told after one look")
    func looksOnce() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/media"
            try Self.write("#!/bin/sh\necho run >>\(folder)/runs\nwhile :; do :; done\n", to: path)
            let process = MediaProcess(.program(path), lookPatience: .seconds(3))
            let codes = await withTaskGroup(of: String?.self) { group in
                for _ in 0..<8 { group.addTask { await process.fault()?.code } }
                return await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(codes == [String?](repeating: "media-process-busy", count: 8))
            #expect(Self.lines(folder + "/runs") == 1)
            // Who asks later is not told what was found before.
            #expect(await process.fault()?.code == "media-process-busy")
            #expect(Self.lines(folder + "/runs") == 2)
        }
    }

    @Test("pictures are read and fitted one after the other, and one that fails lets the next one in")
    func order() async throws {
        let media = CountingMedia()
        let process = MediaProcess(.program("/nowhere/smmd-media"))
        let codes = await withTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do throws(Failure) {
                        _ = try await process.fit(CountingMedia.medium, of: media, to: Self.wish)
                        return ""
                    } catch {
                        return error.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes == [String](repeating: "media-missing", count: 8))
        #expect(media.most == 1)
    }

    @Test("one that nobody waits for any more is ended at once")
    func cancelled() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/media"
            try Self.write("#!/bin/sh\necho run >>\(folder)/runs\nwhile :; do :; done\n", to: path)
            let task = Task {
                do throws(Failure) {
                    _ = try await MediaProcess(.program(path)).fit([1], to: Self.wish)
                    return ""
                } catch {
                    return error.code
                }
            }
            // It runs: what ends it then is that nobody waits. Its time would end it with another word.
            let isRunning = try await Wait.until(within: .seconds(20), every: .milliseconds(5)) {
                Self.lines(folder + "/runs") == 1
            }
            #expect(isRunning)
            task.cancel()
            #expect(await task.value == "picture-interrupted")
        }
    }
}
