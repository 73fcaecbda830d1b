import SMMAdapterKit

/// The fields of a request's body, whatever form they came in.
struct FakeBody {
    /// In which form.
    enum Form: Hashable {
        /// There is no body.
        case none
        /// JSON: values have types.
        case json
        /// URL-encoded: all values are texts.
        case form
        /// Multipart: texts and files.
        case multipart
    }

    /// The form.
    let form: Form
    /// The fields; files appear as their names.
    let value: FakeJSON
    /// The files by field.
    let files: [String: MultipartPart]

    /// Reads a body by its type; nil when it is none of these forms or broken.
    init?(_ request: HTTPRequest) {
        let types = request.headers.filter { $0.name.lowercased() == "content-type" }.map(\.value)
        guard types.count <= 1 else { return nil }
        guard !request.body.isEmpty else {
            self.init(.none, .object([:]))
            return
        }
        guard let type = types.first else { return nil }
        switch MultipartReader.essence(type) {
        case "application/json":
            guard let value = FakeJSON.reading(request.body) else { return nil }
            self.init(.json, value)
        case "application/x-www-form-urlencoded":
            guard let text = String(validating: request.body, as: UTF8.self), let pairs = FormPairs.read(text),
                let value = FormTree.read(pairs)
            else { return nil }
            self.init(.form, value)
        case "multipart/form-data":
            guard let parts = MultipartReader.read(request.body, contentType: type), let read = Self.read(parts)
            else { return nil }
            self = read
        default: return nil
        }
    }

    private init(_ form: Form, _ value: FakeJSON, files: [String: MultipartPart] = [:]) {
        self.form = form
        self.value = value
        self.files = files
    }

    private static func read(_ parts: [MultipartPart]) -> FakeBody? {
        var files: [String: MultipartPart] = [:]
        for part in parts where part.file != nil {
            guard files.updateValue(part, forKey: part.name) == nil else { return nil }
        }
        // A name is a file's or a text's, and a text is UTF-8.
        guard parts.allSatisfy({ $0.file != nil || ($0.text != nil && files[$0.name] == nil) }) else { return nil }
        let pairs = parts.map { (name: $0.name, value: $0) }
        guard let value = FormTree.read(pairs, leaf: { .string($0.text ?? $0.file ?? "") }) else { return nil }
        return FakeBody(.multipart, value, files: files)
    }
}
