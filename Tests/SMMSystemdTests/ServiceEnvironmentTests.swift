import Glibc
import SMMModel
import SMMSystemd
import SMMTestSupport
import Testing

@Suite struct ServiceEnvironmentTests {
    /// Sets the variables of this process, an exit test's; nil takes one away.
    private static func set(_ variables: [String: String?]) {
        for (name, value) in variables {
            if let value { setenv(name, value, 1) } else { unsetenv(name) }
        }
    }

    /// Opens what is not open of `descriptors`: libsystemd marks the sockets close-on-exec, so that they must be.
    private static func occupy(_ descriptors: ClosedRange<Int32>) {
        let source = open("/dev/null", O_RDONLY)
        for descriptor in descriptors where fcntl(descriptor, F_GETFD) < 0 { dup2(source, descriptor) }
    }

    /// Reads with three sockets open: what the test runner has there on its own behalf may be closed at any time.
    private static func currentWithSockets() -> ServiceEnvironment {
        var environment = ServiceEnvironment.current()
        for _ in 0..<1000 where environment.sockets.count < 3 {
            occupy(3...5)
            environment = ServiceEnvironment.current()
        }
        return environment
    }

    @Test("everything that systemd hands over is read")
    func whole() async {
        await #expect(processExitsWith: .success) {
            Self.occupy(3...5)
            Self.set([
                "NOTIFY_SOCKET": "/run/systemd/notify", "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "\(getpid())",
                "LISTEN_PID": "\(getpid())", "LISTEN_FDS": "3", "LISTEN_FDNAMES": "control:admin:third",
                "JOURNAL_STREAM": "8:4711", "CREDENTIALS_DIRECTORY": "/run/credentials/smmd.service",
            ])
            let environment = Self.currentWithSockets()
            #expect(environment.notifyAddress == "/run/systemd/notify")
            #expect(environment.watchdogInterval == .seconds(30))
            #expect(environment.sockets.map(\.descriptor) == [3, 4, 5])
            #expect(environment.sockets.map(\.name) == ["control", "admin", "third"])
            #expect(environment.journalStream == FileIdentity("8:4711"))
            #expect(environment.credentialsFolder == "/run/credentials/smmd.service")
            #expect(fcntl(4, F_GETFD) & FD_CLOEXEC != 0)
            #expect(Self.currentWithSockets() == environment, "reading takes nothing away")
            Self.set(["LISTEN_FDNAMES": nil, "WATCHDOG_PID": nil])
            #expect(Self.currentWithSockets().sockets.map(\.name) == ["unknown", "unknown", "unknown"])
            #expect(ServiceEnvironment.current().watchdogInterval == .seconds(30))
        }
    }

    @Test("what is meant for another process is not taken")
    func foreign() async {
        await #expect(processExitsWith: .success) {
            Self.set(["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1", "LISTEN_PID": "1", "LISTEN_FDS": "1"])
            #expect(ServiceEnvironment.current().watchdogInterval == nil)
            #expect(ServiceEnvironment.current().sockets.isEmpty)
        }
    }

    @Test("malformed values count as absent")
    func malformed() async {
        await #expect(processExitsWith: .success) {
            let me = "\(getpid())"
            let broken: [[String: String]] = [
                ["NOTIFY_SOCKET": "relative"], ["WATCHDOG_USEC": "soon"], ["WATCHDOG_USEC": "-1"],
                ["WATCHDOG_USEC": "0"], ["LISTEN_PID": me, "LISTEN_FDS": "9999999999"],
                ["LISTEN_PID": me, "LISTEN_FDS": "-3"], ["LISTEN_PID": me, "LISTEN_FDS": "1000000"],
                ["LISTEN_PID": me, "LISTEN_FDS": "2", "LISTEN_FDNAMES": "one"], ["LISTEN_FDS": "1"],
                ["JOURNAL_STREAM": "8"], ["JOURNAL_STREAM": "8:x"], ["CREDENTIALS_DIRECTORY": ""],
            ]
            let names = [
                "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES",
                "JOURNAL_STREAM", "CREDENTIALS_DIRECTORY",
            ]
            for variables in broken {
                for name in names { Self.set([name: variables[name]]) }
                #expect(ServiceEnvironment.current() == ServiceEnvironment(), "\(variables)")
            }
        }
    }

    @Test("the journal is chosen only when standard error is its stream")
    func destination() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { closeAll(ends) }
        let stream = try #require(FileIdentity(descriptor: ends[0]))
        let inside = ServiceEnvironment(journalStream: FileIdentity("\(stream.device):\(stream.inode)"))
        let outside = ServiceEnvironment()
        #expect(LogDestination.choose(environment: inside, standardError: stream) == .journal)
        #expect(LogDestination.choose(environment: inside, standardError: FileIdentity("1:1")) == .standardError)
        #expect(LogDestination.choose(environment: inside, standardError: nil) == .standardError)
        #expect(LogDestination.choose(environment: outside, standardError: stream) == .standardError)
    }

    @Test("only a listening Unix stream socket is served")
    func listener() throws {
        let stream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let datagram = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        let network = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { closeAll([stream, datagram, network]) }
        func isServed(_ descriptor: Int32) -> Bool {
            ActivatedSocket(descriptor: descriptor, name: "x").isUnixStreamListener
        }
        #expect(!isServed(stream))
        #expect(listen(stream, 1) == -1, "an unbound socket cannot listen")
        let folder = try TemporaryFolder()
        try UnixAddress(folder.path + "/s").bind(stream)
        #expect(listen(stream, 1) == 0)
        #expect(isServed(stream))
        #expect(!isServed(datagram))
        #expect(!isServed(network))
        #expect(!isServed(-1))
    }
}
