import Dispatch
import Logging
import SMMSystemd
import Testing

@Suite struct LogPipelineTests {
    private func logger(_ pipeline: LogPipeline) -> Logger {
        Logger(label: "test") { pipeline.handler(label: $0) }
    }

    @Test("records arrive in order with the call's metadata over the logger's")
    func order() {
        let sink = RecordingSink()
        let pipeline = LogPipeline(sink: sink, now: { 7 }, neutralise: { $0 })
        var logger = logger(pipeline)
        logger[metadataKey: LogKey.brand.rawValue] = "brd_1"
        logger[metadataKey: LogKey.post.rawValue] = "pst_0"
        for number in 1...1000 {
            logger.info("Published", metadata: LogKey.metadata([.post: "pst_\(number)"]))
        }
        pipeline.flush()
        let posts = sink.records.map { record in record.fields.first { $0.key == "post.id" }?.value }
        #expect(posts == (1...1000).map { "pst_\($0)" })
        #expect(sink.records.allSatisfy { $0.fields.contains(.init(key: "brand.id", value: "brd_1")) })
        #expect(sink.records.allSatisfy { $0.milliseconds == 7 })
    }

    @Test("a journal that stands still delays no caller; what did not fit is counted and told")
    func overflow() {
        let sink = BlockingSink()
        let pipeline = LogPipeline(sink: sink, limits: .init(records: 10), now: { 0 }, neutralise: { $0 })
        let logger = logger(pipeline)
        logger.info("first")
        #expect(sink.waitUntilEntered())
        // The drain stands in the first write with an empty backlog behind it: ten fit, five do not.
        for number in 1...15 { logger.info("waiting", metadata: ["number": "\(number)"]) }
        #expect(pipeline.dropped == 5)
        sink.letGo()
        pipeline.flush()
        #expect(sink.records.count == 12)
        #expect(sink.records.filter { $0.message == "waiting" }.count == 10)
        #expect(sink.records.last?.fields == [.init(key: "dropped", value: "5")])
        logger.info("after")
        pipeline.flush()
        #expect(sink.records.last?.message == "after")
    }

    @Test("the last flush does not wait for a sink that stands still")
    func stuck() {
        let sink = BlockingSink()
        let pipeline = LogPipeline(sink: sink, now: { 0 }, neutralise: { $0 })
        logger(pipeline).info("first")
        #expect(sink.waitUntilEntered())
        pipeline.flush(within: .milliseconds(1))
        #expect(sink.records.isEmpty)
        sink.letGo()
        pipeline.flush()
        #expect(sink.records.map(\.message) == ["first"])
    }

    @Test("the backlog is bounded in bytes as well")
    func bytes() {
        let sink = BlockingSink()
        let pipeline = LogPipeline(sink: sink, limits: .init(bytes: 10_000), now: { 0 }, neutralise: { $0 })
        let logger = logger(pipeline)
        logger.info("first")
        #expect(sink.waitUntilEntered())
        for _ in 1...5 { logger.info("waiting", metadata: ["text": "\(String(repeating: "x", count: 4000))"]) }
        #expect(pipeline.dropped == 3)
        sink.letGo()
        pipeline.flush()
    }

    @Test("records that the sink refused are counted and told with the next batch")
    func refusal() {
        let sink = RecordingSink()
        let pipeline = LogPipeline(sink: sink, now: { 0 }, neutralise: { $0 })
        let logger = logger(pipeline)
        sink.refuse(true)
        logger.info("lost")
        pipeline.flush()
        #expect(pipeline.dropped == 1)
        sink.refuse(false)
        logger.info("kept")
        pipeline.flush()
        #expect(sink.records.map(\.message).first == "kept")
        #expect(sink.records.last?.fields == [.init(key: "dropped", value: "1")])
    }

    @Test("many threads at once lose nothing")
    func concurrency() async {
        let sink = RecordingSink()
        let pipeline = LogPipeline(sink: sink, now: { 0 }, neutralise: { $0 })
        let logger = logger(pipeline)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<16 {
                group.addTask { for _ in 0..<500 { logger.info("one of many") } }
            }
        }
        pipeline.flush()
        #expect(sink.records.count == 8000)
        #expect(pipeline.dropped == 0)
    }

    @Test("text is neutralised before it is kept, and a platform's text is cut")
    func neutralised() {
        let sink = RecordingSink()
        let pipeline = LogPipeline(sink: sink, now: { 0 }, neutralise: { $0.replacing("\u{1b}", with: "␛") })
        logger(pipeline).warning(
            "Refused \u{1b}[2J",
            metadata: LogKey.metadata([.remoteText: "\u{1b}\(String(repeating: "é", count: 600))"]))
        pipeline.flush()
        #expect(sink.records.first?.message == "Refused ␛[2J")
        #expect(sink.records.first?.fields.first?.value == "␛" + String(repeating: "é", count: 511))
    }

    @Test("a thrown error becomes a field")
    func errorField() {
        let sink = RecordingSink()
        let pipeline = LogPipeline(sink: sink, now: { 0 }, neutralise: { $0 })
        logger(pipeline).error("It failed", error: TestFailure("disk full"))
        pipeline.flush()
        #expect(sink.records.first?.fields == [.init(key: "error", value: "disk full")])
    }
}
