import Glibc
import SMMDoorWire
import Testing

@Suite("Who may be at the other end")
struct DeskPeerTests {
    @Test("the user of the name and the process's own; of a name that nobody has, its own alone")
    func users() {
        #expect(DeskPeer.users("root") == [0, geteuid()])
        for name in ["", "nobody-has-this-name", "a:b", String(repeating: "a", count: 5000)] {
            #expect(DeskPeer.users(name) == [geteuid()])
        }
    }
}
