/// Why a picture is not made to fit: a code that crosses between processes, never a library's words.
package struct PictureRefusal: Error, Sendable, Hashable {
    /// An open set of codes.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package var rawValue: String

        /// The code of this name.
        package init(rawValue: String) { self.rawValue = rawValue }

        /// It moves, and the movement would be lost.
        package static let animated = Code(rawValue: "picture-animated")
        /// It has more pixels than are decoded.
        package static let tooLarge = Code(rawValue: "picture-too-large")
        /// It is of no kind that is read.
        package static let type = Code(rawValue: "picture-type")
        /// It is cut short or damaged.
        package static let unreadable = Code(rawValue: "picture-unreadable")
        /// However small it is made, it does not keep the limits.
        package static let doesNotFit = Code(rawValue: "picture-does-not-fit")
        /// Its time was used up.
        package static let tooSlow = Code(rawValue: "picture-too-slow")
        /// The process could not confine itself, or its library does not start; it has not looked at the picture.
        package static let notStarted = Code(rawValue: "media-process-start")
        /// The request was not understood.
        package static let request = Code(rawValue: "media-process-request")
    }

    /// The code.
    package var code: Code

    /// A refusal.
    package init(_ code: Code) { self.code = code }
}
