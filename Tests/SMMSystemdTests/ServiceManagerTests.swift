import Logging
import SMMSystemd
import Testing

@Suite struct ServiceManagerTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test("each message arrives as one datagram with its assignments")
    func messagesArrive() throws {
        let receiver = try DatagramReceiver()
        let manager = ServiceManager(address: receiver.address, logger: logger)
        manager.ready(status: "Serving 3 accounts")
        #expect(try receiver.receiveText() == "READY=1\nSTATUS=Serving 3 accounts")
        manager.status("40 posts wait")
        #expect(try receiver.receiveText() == "STATUS=40 posts wait")
        manager.reloading(now: .milliseconds(1_234_567))
        #expect(try receiver.receiveText() == "RELOADING=1\nMONOTONIC_USEC=1234567000")
        manager.stopping(status: "Finishing one send")
        #expect(try receiver.receiveText() == "STOPPING=1\nSTATUS=Finishing one send")
        manager.alive()
        #expect(try receiver.receiveText() == "WATCHDOG=1")
        manager.extendTimeout(by: .seconds(30))
        #expect(try receiver.receiveText() == "EXTEND_TIMEOUT_USEC=30000000")
    }

    @Test("a line break in a status cannot forge an assignment")
    func statusCannotForge() throws {
        let receiver = try DatagramReceiver()
        ServiceManager(address: receiver.address, logger: logger).status("posted\nWATCHDOG=1\rMAINPID=1")
        #expect(try receiver.receiveText() == "STATUS=posted WATCHDOG=1 MAINPID=1")
    }

    @Test("an abstract address is reached by its name without a leading at sign")
    func abstractAddress() throws {
        let receiver = try AbstractReceiver()
        ServiceManager(address: receiver.address, logger: logger).alive()
        #expect(try receiver.receiveText() == "WATCHDOG=1")
    }

    @Test("without an address nothing happens")
    func noAddress() {
        let manager = ServiceManager(address: nil, logger: logger)
        #expect(!manager.isPresent)
        manager.ready(status: "nobody listens")
    }

    @Test("a manager that is gone is logged once per message and goes no further")
    func deadManager() {
        let sink = RecordingSink()
        let pipeline = LogPipeline(sink: sink, now: { 0 }, neutralise: { $0 })
        let logger = Logger(label: "test") { pipeline.handler(label: $0) }
        ServiceManager(address: "/nonexistent/smm/socket", logger: logger).alive()
        pipeline.flush()
        #expect(sink.records.map(\.message) == ["A notification did not reach the service manager"])
        #expect(sink.records.first?.fields.contains { $0.key == "notification" && $0.value == "WATCHDOG" } == true)
    }
}
