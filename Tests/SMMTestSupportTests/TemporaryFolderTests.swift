import SMMTestSupport
import Testing

@Suite("Temporary folders")
struct TemporaryFolderTests {
    @Test("they lie where TMPDIR says")
    func named() {
        #expect(temporaryPlace(environment: "/var/tmp/mine", name: "smm-test") == "/var/tmp/mine")
    }

    @Test("without TMPDIR, or with one that is no full path, they lie below /tmp", arguments: [nil, "", "here"])
    func unnamed(environment: String?) {
        #expect(temporaryPlace(environment: environment, name: "smm-test") == "/tmp")
    }

    @Test("a TMPDIR that leaves no room for the address of a socket is passed over")
    func tooLong() {
        for length in 1...200 {
            let environment = "/" + String(repeating: "x", count: length)
            let place = temporaryPlace(environment: environment, name: "smm-postgres")
            let socket = place + "/smm-postgres-XXXXXX/" + String(repeating: "s", count: 39)
            #expect(place == environment || place == "/tmp")
            #expect(socket.utf8.count <= 107, "\(length)")
        }
        #expect(temporaryPlace(environment: "/" + String(repeating: "x", count: 30), name: "smm-postgres") != "/tmp")
    }
}
