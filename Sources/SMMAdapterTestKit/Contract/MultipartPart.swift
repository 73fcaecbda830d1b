/// One part of a multipart form.
struct MultipartPart: Hashable {
    /// The field's name.
    var name: String
    /// The file's name, for a part that is a file.
    var file: String?
    /// The part's own type, where given.
    var type: String?
    /// The content.
    var bytes: [UInt8]

    /// The content as text; nil for a file and for what is not UTF-8.
    var text: String? { file == nil ? String(validating: bytes, as: UTF8.self) : nil }
}
