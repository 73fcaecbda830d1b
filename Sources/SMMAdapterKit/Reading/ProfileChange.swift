package import SMMModel

/// What is to be different about a profile; nil stays as it is.
package struct ProfileChange: Sendable, Hashable, Codable {
    /// The name shown.
    package var name: String?
    /// The text about it.
    package var about: String?
    /// All name and value pairs.
    package var fields: [RemoteProfile.Field]?
    /// The picture.
    package var avatar: MediaReference?
    /// The wide picture.
    package var header: MediaReference?

    /// A change.
    package init(
        name: String? = nil, about: String? = nil, fields: [RemoteProfile.Field]? = nil, avatar: MediaReference? = nil,
        header: MediaReference? = nil
    ) {
        self.name = name
        self.about = about
        self.fields = fields
        self.avatar = avatar
        self.header = header
    }
}
