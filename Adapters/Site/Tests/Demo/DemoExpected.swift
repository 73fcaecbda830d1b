/// A published post of an example site as a reader must find it.
struct DemoExpected: Codable {
    /// A picture as it must be found.
    struct Picture: Codable {
        var alt: String
        var type: String
        var byteCount: Int
    }

    /// A part of a thread.
    struct Part: Codable {
        var key: String
        var text: String
        var published: Int64
        var updated: Int64?
        var pictures: [Picture]
    }

    var key: String
    var url: String
    var title: String?
    var parts: [Part]
    var published: Int64
    var language: String
    var tags: [String]
}
