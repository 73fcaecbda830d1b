/// An account as its platform shows it. All texts are remote text.
package struct RemoteProfile: Sendable, Hashable, Codable {
    /// What people call it.
    package var handle: String
    /// The name shown.
    package var name: String
    /// The text about it, plain.
    package var about: String
    /// Name and value pairs, in order.
    package var fields: [Field]
    /// The address of its picture.
    package var avatar: String?
    /// The address of its wide picture.
    package var header: String?
    /// The address of the profile.
    package var url: String?
    /// How many follow it.
    package var followers: Int?
    /// How many it follows.
    package var following: Int?
    /// How many posts it has.
    package var posts: Int?

    /// One pair.
    package struct Field: Sendable, Hashable, Codable {
        /// The name.
        package var name: String
        /// The value.
        package var value: String

        /// A pair.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A profile.
    package init(
        handle: String, name: String, about: String = "", fields: [Field] = [], avatar: String? = nil,
        header: String? = nil, url: String? = nil, followers: Int? = nil, following: Int? = nil, posts: Int? = nil
    ) {
        self.handle = handle
        self.name = name
        self.about = about
        self.fields = fields
        self.avatar = avatar
        self.header = header
        self.url = url
        self.followers = followers
        self.following = following
        self.posts = posts
    }
}
