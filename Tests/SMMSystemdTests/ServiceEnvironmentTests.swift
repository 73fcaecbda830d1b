import Glibc
import SMMSystemd
import Testing

@Suite struct ServiceEnvironmentTests {
    @Test("everything that systemd hands over is read")
    func whole() {
        let environment = ServiceEnvironment(
            variables: [
                "NOTIFY_SOCKET": "/run/systemd/notify", "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "77",
                "LISTEN_PID": "77", "LISTEN_FDS": "3", "LISTEN_FDNAMES": "control:admin", "JOURNAL_STREAM": "8:4711",
                "CREDENTIALS_DIRECTORY": "/run/credentials/smmd.service",
            ], processID: 77)
        #expect(environment.notifyAddress == "/run/systemd/notify")
        #expect(environment.watchdogInterval == .seconds(30))
        #expect(environment.sockets.map(\.descriptor) == [3, 4, 5])
        #expect(environment.sockets.map(\.name) == ["control", "admin", "unknown"])
        #expect(environment.journalStream == FileIdentity("8:4711"))
        #expect(environment.credentialsFolder == "/run/credentials/smmd.service")
    }

    @Test("what is meant for another process is not taken")
    func foreign() {
        let environment = ServiceEnvironment(
            variables: [
                "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1", "LISTEN_PID": "1", "LISTEN_FDS": "1",
            ], processID: 77)
        #expect(environment.watchdogInterval == nil)
        #expect(environment.sockets.isEmpty)
    }

    @Test(
        "malformed values count as absent",
        arguments: [
            ["NOTIFY_SOCKET": "relative"], ["WATCHDOG_USEC": "soon"], ["WATCHDOG_USEC": "-1"], ["WATCHDOG_USEC": "0"],
            ["LISTEN_PID": "77", "LISTEN_FDS": "9999999999"], ["LISTEN_PID": "77", "LISTEN_FDS": "-3"],
            ["LISTEN_FDS": "1"], ["JOURNAL_STREAM": "8"], ["JOURNAL_STREAM": "8:x"], ["CREDENTIALS_DIRECTORY": ""],
        ])
    func malformed(variables: [String: String]) {
        let absent = ServiceEnvironment(variables: [:], processID: 77)
        #expect(ServiceEnvironment(variables: variables, processID: 77) == absent)
    }

    @Test("the journal is chosen only when standard error is its stream")
    func destination() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { closeAll(ends) }
        let stream = try #require(FileIdentity(descriptor: ends[0]))
        let inside = ServiceEnvironment(
            variables: ["JOURNAL_STREAM": "\(stream.device):\(stream.inode)"], processID: 1)
        let outside = ServiceEnvironment(variables: [:], processID: 1)
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
