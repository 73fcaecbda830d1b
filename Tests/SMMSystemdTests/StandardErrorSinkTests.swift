import Foundation
import Glibc
import Logging
import SMMSystemd
import Synchronization
import Testing

@Suite struct StandardErrorSinkTests {
    @Test("a record is one line, whatever breaks its values hold")
    func oneLine() throws {
        let record = LogRecord(
            level: .warning, message: "Held", label: "smm", metadata: ["post.id": "pst_1", "remote.text": "a\nb\rc"],
            file: "f", line: 1, milliseconds: 1_792_911_600_123, neutralise: { $0 })
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { closeAll(ends) }
        try StandardErrorSink(descriptor: ends[1]).write(record)
        var buffer = [UInt8](repeating: 0, count: 1024)
        let count = read(ends[0], &buffer, buffer.count)
        #expect(
            String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
                == "2026-10-25T07:00:00.123Z warning smm: Held [post.id=pst_1 remote.text=a\\nb\\rc]\n")
    }

    @Test("many records are as many lines, in their order; where none goes out, all are counted")
    func many() throws {
        let records = (1...40).map { number in
            LogRecord(
                level: .info, message: "m", label: "l", metadata: ["count": "\(number)"], file: "f", line: 1,
                milliseconds: 0, neutralise: { $0 })
        }
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { closeAll(ends) }
        #expect(StandardErrorSink(descriptor: ends[1]).write(records) == 0)
        var buffer = [UInt8](repeating: 0, count: 8192)
        let count = read(ends[0], &buffer, buffer.count)
        #expect(
            String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
                == records.map { StandardErrorSink.line($0) }.joined())
        #expect(StandardErrorSink(descriptor: -1).write(records) == 40)
    }

    @Test("a closed descriptor is an error, not a crash")
    func closed() {
        let record = LogRecord(
            level: .info, message: "m", label: "l", metadata: [:], file: "f", line: 1, milliseconds: 0,
            neutralise: { $0 })
        do {
            try StandardErrorSink(descriptor: -1).write(record)
            Issue.record("nothing was written, and nothing said so")
        } catch {
            #expect(error.code == .datagramNotSent)
            #expect(error.errorNumber == EBADF)
        }
    }

    @Test("a pipe that nobody reads loses lines and holds nobody up; once it is read, lines go on")
    func full() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { closeAll(ends) }
        // A new pipe takes 64 KiB at most.
        let records = (1...2000).map { number in
            LogRecord(
                level: .info, message: "One of the lines that nobody reads", label: "l",
                metadata: ["number": "\(number)"],
                file: "f", line: 1, milliseconds: 0, neutralise: { $0 })
        }
        let sink = StandardErrorSink(descriptor: ends[1], patience: 1)
        let lost = sink.write(records)
        #expect(lost > 0 && lost < records.count)
        #expect(sink.write(records) == records.count)
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        let count = read(ends[0], &buffer, buffer.count)
        #expect(
            String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
                == records.prefix(records.count - Int(lost)).map { StandardErrorSink.line($0) }.joined())
        #expect(sink.write([records[0]]) == 0)
    }

    @Test("a line that found room for its beginning only does not run into the next")
    func torn() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { closeAll(ends) }
        // More than a pipe takes.
        let long = (0..<40).map { ("\($0)", Logger.MetadataValue.string(String(repeating: "x", count: 4000))) }
        let records = [Dictionary(uniqueKeysWithValues: long), [:]].map { metadata in
            LogRecord(
                level: .info, message: "m", label: "l", metadata: metadata, file: "f", line: 1, milliseconds: 0,
                neutralise: { $0 })
        }
        let sink = StandardErrorSink(descriptor: ends[1], patience: 1)
        #expect(throws: SystemdError.self) { try sink.write(records[0]) }
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        let beginning = read(ends[0], &buffer, buffer.count)
        try #require(beginning > 0)
        try sink.write(records[1])
        let count = read(ends[0], &buffer, buffer.count)
        #expect(
            String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
                == "\n" + StandardErrorSink.line(records[1]))
    }

    @Test("behind a line that found no room for its end, a piece still goes out whole or not at all")
    func wholeAfterTorn() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { closeAll(ends) }
        // Room for one piece, and for nothing beside whatever is in it.
        let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ
        try #require(fcntl(ends[1], setPipeSize, 4096) == 4096)
        let sink = StandardErrorSink(descriptor: ends[1], patience: 1)
        let record = { (length: Int) in
            LogRecord(
                level: .info, message: "\(String(repeating: "m", count: length))", label: "l", metadata: [:], file: "f",
                line: 1, milliseconds: 0, neutralise: { $0 })
        }
        let piece = record(4096 - StandardErrorSink.line(record(0)).utf8.count)
        try #require(StandardErrorSink.line(piece).utf8.count == 4096)
        #expect(sink.write([record(5000)]) == 1)
        var buffer = [UInt8](repeating: 0, count: 8192)
        #expect(read(ends[0], &buffer, buffer.count) == 4096)
        #expect(sink.write([piece]) == 1)
        #expect(read(ends[0], &buffer, buffer.count) == 1 && buffer[0] == UInt8(ascii: "\n"))
        #expect(sink.write([piece]) == 0)
        let count = read(ends[0], &buffer, buffer.count)
        #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == StandardErrorSink.line(piece))
    }

    @Test("a terminal that nobody reads, or that is stopped, holds nobody up; what it does not show is counted")
    func terminal() throws {
        var (outer, inner): (Int32, Int32) = (0, 0)
        try #require(openpty(&outer, &inner, nil, nil, nil) == 0)
        let records = (1...2000).map { number in
            LogRecord(
                level: .info, message: "One of the lines that nobody reads", label: "l",
                metadata: ["number": "\(number)"], file: "f", line: 1, milliseconds: 0, neutralise: { $0 })
        }
        let sink = StandardErrorSink(descriptor: inner, patience: 1)
        let isDone = DispatchSemaphore(value: 0)
        let lost = Atomic<UInt64>(0)
        Thread.detachNewThread {
            lost.store(sink.write(records), ordering: .sequentiallyConsistent)
            isDone.signal()
        }
        let isInTime = isDone.wait(timeout: .now() + 30) == .success
        #expect(isInTime)
        // Hanging up lets go of a writer that waits.
        defer { closeAll(isInTime ? [outer, inner] : [outer]) }
        guard isInTime else { return }
        let count = lost.load(ordering: .sequentiallyConsistent)
        #expect(count > 0 && count < records.count)
        #expect(fcntl(inner, F_GETFL) & O_NONBLOCK == 0, "others write to the same terminal")
        _ = fcntl(outer, F_SETFL, O_NONBLOCK)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while read(outer, &buffer, buffer.count) > 0 {}
        #expect(sink.write([records[0]]) == 0)
        while read(outer, &buffer, buffer.count) > 0 {}
        #expect(tcflow(inner, TCOOFF) == 0)
        #expect(sink.write(records) == records.count)
        #expect(tcflow(inner, TCOON) == 0)
        #expect(sink.write([records[0]]) == 0)
    }
}
