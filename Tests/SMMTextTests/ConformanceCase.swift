/// One case of twitter-text's conformance tests.
struct ConformanceCase<Expected: Decodable>: Decodable {
    var description: String
    var text: String
    var expected: Expected?
    /// Where hit highlighting is to mark, in code points.
    var hits: [[Int]]?
    /// What the service said of a post, as JSON in a string.
    var json: String?
}
