/// Makes many posts of one brand, all or none.
package struct CreatePosts: Sendable, Hashable, Codable {
    /// The brand of all of them; the only one in sight when left out.
    package var brand: String?
    /// At most 10,000, and 50,000 parts times accounts; a `brand` inside must be the same.
    package var posts: [CreatePost]

    /// A value of its parts.
    package init(brand: String? = nil, posts: [CreatePost]) {
        self.brand = brand
        self.posts = posts
    }
}

extension CreatePosts: Described {
    /// The shape on the wire.
    package static let schema = Schema.object(
        "Makes many posts of one brand, all or none.",
        [
            .optional("brand", .string, "The brand of all of them; the only one in sight when left out."),
            .required(
                "posts", .array(.reference("CreatePost")),
                "At most 10,000, and 50,000 parts times accounts; a `brand` inside must be the same."),
        ])
}

extension CreatePosts: WireReadable {
    init(_ members: WireMembers) throws(WireMismatch) {
        brand = try members.string("brand")
        posts = try members.list("posts", CreatePost.self).required("posts")
    }
}
