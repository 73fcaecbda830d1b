/// A post as it stands in the arguments and files of the person who types, before anything is sent.
struct LocalPost {
    /// A picture or video.
    struct Medium: Equatable {
        /// The file.
        var path: String
        /// What it shows.
        var alt: String?
    }

    /// One part of a thread.
    struct Part: Equatable {
        /// The text.
        var text: String
        /// The media in order.
        var media: [Medium] = []
    }

    /// The parts in order; empty when neither text nor media were given.
    var parts: [Part]
}
