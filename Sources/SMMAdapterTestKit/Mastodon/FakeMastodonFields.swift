/// Named values of a request, read strictly: a value of another type is refused with 400.
struct FakeMastodonFields {
    private let value: FakeJSON
    /// Whether values have types (JSON), or are texts.
    private let isTyped: Bool
    private let isStrict: Bool
    /// The files among them.
    let files: [String: MultipartPart]

    init(
        _ value: FakeJSON, isTyped: Bool, files: [String: MultipartPart] = [:], _ rules: FakeMastodonRules
    ) {
        self.init(value, isTyped: isTyped, isStrict: rules.strictBooleans, files: files)
    }

    private init(_ value: FakeJSON, isTyped: Bool, isStrict: Bool, files: [String: MultipartPart]) {
        self.value = value
        self.isTyped = isTyped
        self.isStrict = isStrict
        self.files = files
    }

    /// The names there are.
    var names: [String] { (value.members ?? [:]).keys.sorted() }

    func found(_ name: String) -> FakeJSON? {
        guard let value = value[name], value != .null else { return nil }
        return value
    }

    /// Whether there is such a field, null or not.
    func has(_ name: String) -> Bool { value[name] != nil }

    /// A text.
    func text(_ name: String) throws(FakeMastodonRefusal) -> String? {
        guard let value = found(name) else { return nil }
        guard files[name] == nil, let text = value.string else { throw .badField(name) }
        return text
    }

    /// A text that must be there.
    func needed(_ name: String) throws(FakeMastodonRefusal) -> String {
        guard let text = try text(name), !text.isEmpty else { throw .badField(name) }
        return text
    }

    /// A truth value.
    func flag(_ name: String) throws(FakeMastodonRefusal) -> Bool? {
        guard let value = found(name) else { return nil }
        if let flag = value.bool { return flag }
        guard !(isTyped && isStrict), let text = value.string else { throw .badField(name) }
        switch text {
        case "true", "1", "on": return true
        case "false", "0", "off": return false
        default: throw .badField(name)
        }
    }

    /// A whole number.
    func whole(_ name: String) throws(FakeMastodonRefusal) -> Int? {
        guard let value = found(name) else { return nil }
        if let number = value.integer { return Int(clamping: number) }
        guard let text = value.string, let number = Int(text) else { throw .badField(name) }
        return number
    }

    /// Several texts; numbers are refused like everything else.
    func texts(_ name: String) throws(FakeMastodonRefusal) -> [String]? {
        guard let value = found(name) else { return nil }
        guard let elements = value.elements else { throw .badField(name) }
        let texts = elements.compactMap(\.string)
        guard texts.count == elements.count else { throw .badField(name) }
        return texts
    }

    /// Fields within a field.
    func inside(_ name: String) throws(FakeMastodonRefusal) -> FakeMastodonFields? {
        guard let value = found(name) else { return nil }
        guard case .object = value else { throw .badField(name) }
        return FakeMastodonFields(value, isTyped: isTyped, isStrict: isStrict, files: [:])
    }

    /// Several groups of fields: an array of objects, or an object whose names are numbers.
    func groups(_ name: String) throws(FakeMastodonRefusal) -> [FakeMastodonFields]? {
        guard let value = found(name) else { return nil }
        let elements: [FakeJSON]
        switch value {
        case .array(let all): elements = all
        case .object(let members):
            let numbered = members.compactMap { name, value in Int(name).map { ($0, value) } }
            guard numbered.count == members.count else { throw .badField(name) }
            elements = numbered.sorted { $0.0 < $1.0 }.map(\.1)
        default: throw .badField(name)
        }
        guard elements.allSatisfy({ $0.members != nil }) else { throw .badField(name) }
        return elements.map { FakeMastodonFields($0, isTyped: isTyped, isStrict: isStrict, files: [:]) }
    }
}

extension FakeMastodonFields {
    /// Whole numbers, as numbers or as texts; none when the field is not there.
    func choices(_ name: String) throws(FakeMastodonRefusal) -> [Int] {
        guard let value = found(name) else { return [] }
        guard let elements = value.elements else { throw .badField(name) }
        let numbers = elements.compactMap { element in
            element.integer.map { Int(clamping: $0) } ?? element.string.flatMap { Int($0) }
        }
        guard numbers.count == elements.count else { throw .badField(name) }
        return numbers
    }
}
