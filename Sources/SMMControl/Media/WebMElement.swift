/// An element of a WebM film (RFC 8794): its name, and where it lies.
struct WebMElement {
    /// The name with its length mark, as it is written in the documents.
    var id: Int
    /// Where its name stands.
    var head: Int64
    /// Where its content begins.
    var start: Int64
    /// Where it ends; of one whose length is not known, where what holds it ends.
    var end: Int64
    /// Whether it says how long it is: a film that is written while it is taken does not.
    var isKnown: Bool
}
