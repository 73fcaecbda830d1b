import SMMLab
import Testing

@Suite("A harness that waits")
struct WaitTests {
    @Test("looks ten times at least, however late its turn comes", arguments: [(10, true), (11, false)])
    func fewestLooks(_ holdsAt: Int, _ isFound: Bool) async throws {
        var looks = 0
        let found = try await Wait.until(within: .zero, every: .zero) {
            looks += 1
            return looks == holdsAt
        }
        #expect(found == isFound && looks == 10)
    }
}
