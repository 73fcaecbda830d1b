import Glibc
import SMMModel
import SMMSystemd
import SMMTestSupport
import Testing

@Suite struct PeerCredentialsTests {
    private func ownGroups() -> Set<UInt32> {
        var groups = [gid_t](repeating: 0, count: 65_536)
        let count = getgroups(Int32(groups.count), &groups)
        return Set(groups.prefix(max(0, Int(count))))
    }

    @Test("both ends of a socket pair are this process")
    func pair() throws {
        var ends: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        defer { closeAll(ends) }
        let peer = try PeerCredentials.of(descriptor: ends[0])
        #expect(peer.processID == getpid())
        #expect(peer.userID == getuid())
        #expect(peer.groupID == getgid())
        #expect(Set(peer.supplementaryGroups) == ownGroups())
    }

    @Test("an accepted connection names the client")
    func accepted() throws {
        let folder = try TemporaryFolder()
        let address = try UnixAddress(folder.path + "/s")
        let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let client = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { closeAll([server, client]) }
        try address.bind(server)
        try #require(listen(server, 1) == 0)
        try address.connect(client)
        let connection = accept(server, nil, nil)
        try #require(connection >= 0)
        defer { close(connection) }
        let peer = try PeerCredentials.of(descriptor: connection)
        #expect(peer.processID == getpid())
        #expect(peer.isMember(ofGroup: getgid()))
    }

    @Test("something that is no Unix socket has no peer")
    func noPeer() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { closeAll(ends) }
        do {
            _ = try PeerCredentials.of(descriptor: ends[0])
            Issue.record("a pipe has no peer")
        } catch {
            #expect(error.code == .peerUnknown)
            #expect(error.errorNumber == ENOTSOCK)
        }
    }

    @Test("membership counts the primary group and the supplementary ones")
    func membership() {
        let peer = PeerCredentials(processID: 1, userID: 1000, groupID: 1000, supplementaryGroups: [27, 990])
        #expect(peer.isMember(ofGroup: 1000))
        #expect(peer.isMember(ofGroup: 990))
        #expect(!peer.isMember(ofGroup: 0))
    }
}
