import Glibc
import SMMControl
import Testing

@Suite("Overwriting")
struct MediaCleanerTests {
    @Test("a write that fails ends it with what the system said, and nothing is said to be taken out")
    func failing() throws {
        let film = Film().bytes
        let blanks = try MovieTraces(of: film).blanks
        for writes in [0, 1, blanks.count / 2] {
            let bytes = FullBytes(film, writes: writes)
            #expect { try MediaCleaner.overwrite(blanks, in: bytes) } throws: { ($0 as? FileFault)?.code == ENOSPC }
        }
        let bytes = FullBytes(film, writes: blanks.count)
        let traces = try MediaCleaner.overwrite(blanks, in: bytes)
        #expect(traces.contains(.position) && bytes.inner == MovieTracesTests.overwritten(film, blanks))
        // What is empty is not written again.
        #expect(try MediaCleaner.overwrite(blanks, in: FullBytes(bytes.inner, writes: 0)) == [])
    }
}
