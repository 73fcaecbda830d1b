import Glibc

/// A folder for one test, removed with all that is in it when the body is done.
func withTemporaryFolder<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: (String) async throws -> Value
) async throws -> Value {
    // In memory where there is such a place: these tests wait for the disk thousands of times.
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(place)/smmd-site-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw TestProblem("no temporary folder") }
    let folder = String(cString: made)
    defer { Tree.remove(folder) }
    return try await body(folder)
}

/// Something a test needs is not there.
struct TestProblem: Error {
    var text: String
    init(_ text: String) { self.text = text }
}
