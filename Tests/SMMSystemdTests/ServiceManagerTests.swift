import Glibc
import Logging
import SMMSystemd
import Testing

/// Each case is a process of its own, since libsystemd reads the address from the environment.
@Suite struct ServiceManagerTests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// A manager that speaks to `address`, which the whole process then names.
    private static func manager(_ address: String, logger: Logger = ServiceManagerTests.logger) -> ServiceManager {
        setenv("NOTIFY_SOCKET", address, 1)
        return ServiceManager(address: ServiceEnvironment.current().notifyAddress, logger: logger)
    }

    @Test("each message arrives as one datagram with its assignments")
    func messagesArrive() async {
        await #expect(processExitsWith: .success) {
            let receiver = try DatagramReceiver()
            let manager = Self.manager(receiver.address)
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
            #expect(throws: TestFailure.self) { try receiver.receive() }
        }
    }

    @Test("a line break in a status cannot forge an assignment, and a NUL does not cut it")
    func statusCannotForge() async {
        await #expect(processExitsWith: .success) {
            let receiver = try DatagramReceiver()
            Self.manager(receiver.address).status("posted\nWATCHDOG=1\rMAINPID=1\0end")
            #expect(try receiver.receiveText() == "STATUS=posted WATCHDOG=1 MAINPID=1 end")
        }
    }

    @Test("an abstract address is reached by its name without a leading at sign")
    func abstractAddress() async {
        await #expect(processExitsWith: .success) {
            let receiver = try AbstractReceiver()
            Self.manager(receiver.address).alive()
            #expect(try receiver.receiveText() == "WATCHDOG=1")
        }
    }

    @Test("without an address nothing is sent, even where one is named")
    func noAddress() async {
        await #expect(processExitsWith: .success) {
            let receiver = try DatagramReceiver()
            setenv("NOTIFY_SOCKET", receiver.address, 1)
            let manager = ServiceManager(address: nil, logger: Self.logger)
            #expect(!manager.isPresent)
            manager.ready(status: "nobody listens")
            #expect(throws: TestFailure.self) { try receiver.receive() }
        }
    }

    @Test("a manager that is gone is logged once per message and goes no further")
    func deadManager() async {
        await #expect(processExitsWith: .success) {
            let sink = RecordingSink()
            let pipeline = LogPipeline(sink: sink, now: { 0 }, neutralise: { $0 })
            let logger = Logger(label: "test") { pipeline.handler(label: $0) }
            let manager = Self.manager("/nonexistent/smm/socket", logger: logger)
            manager.alive()
            unsetenv("NOTIFY_SOCKET")
            manager.stopping(status: "over")
            await pipeline.flushed()
            let message = "A notification did not reach the service manager"
            #expect(sink.records.map(\.message) == [message, message])
            let names = sink.records.map { record in record.fields.first { $0.key == "notification" }?.value }
            #expect(names == ["WATCHDOG", "STOPPING"])
        }
    }
}
