/// Makes one value of the flat names of a form, by the convention of Rails and PHP: `name[]` appends to an array,
/// `name[key]` names a member, `name[][key]` a member of an array's element.
enum FormTree {
    /// The deepest nesting of names that is read.
    static let maximumDepth = 8

    /// The tree of the pairs, its leaves what `value` makes of them; nil when names contradict each other.
    static func read<Value>(_ pairs: [(name: String, value: Value)], leaf: (Value) -> FakeJSON) -> FakeJSON? {
        var root = FakeJSON.object([:])
        for pair in pairs {
            guard let steps = steps(pair.name), let grown = insert(leaf(pair.value), steps[...], into: root) else {
                return nil
            }
            root = grown
        }
        return root
    }

    /// The tree of pairs of text.
    static func read(_ pairs: [(name: String, value: String)]) -> FakeJSON? {
        read(pairs) { .string($0) }
    }

    /// `a[b][]` as `a`, `b`, and an empty step.
    static func steps(_ name: String) -> [String]? {
        guard let open = name.firstIndex(of: "["), open != name.startIndex else {
            return name.isEmpty || name.hasPrefix("[") ? nil : [name]
        }
        var steps = [String(name[..<open])]
        var rest = name[open...]
        while !rest.isEmpty {
            guard rest.first == "[", let close = rest.firstIndex(of: "]"), steps.count < maximumDepth else {
                return nil
            }
            steps.append(String(rest[..<close].dropFirst()))
            rest = rest[close...].dropFirst()
        }
        return steps
    }

    private static func insert(_ leaf: FakeJSON, _ steps: ArraySlice<String>, into tree: FakeJSON?) -> FakeJSON? {
        guard let step = steps.first else {
            // Of two values for one name the last counts, as Rails has it; a value and a member contradict each other.
            if case .object? = tree { return nil }
            if case .array? = tree { return nil }
            return leaf
        }
        let rest = steps.dropFirst()
        if step.isEmpty {
            var elements: [FakeJSON]
            switch tree {
            case nil: elements = []
            case .array(let known)?: elements = known
            default: return nil
            }
            // `a[][x]=1&a[][y]=2` is one element, until a member repeats.
            if let next = rest.first, !next.isEmpty, let last = elements.last, case .object(let members) = last,
                members[next] == nil || rest.count > 1
            {
                guard let grown = insert(leaf, rest, into: last) else { return nil }
                elements[elements.count - 1] = grown
            } else {
                guard let grown = insert(leaf, rest, into: nil) else { return nil }
                elements.append(grown)
            }
            return .array(elements)
        }
        var members: [String: FakeJSON]
        switch tree {
        case nil: members = [:]
        case .object(let known)?: members = known
        default: return nil
        }
        guard let grown = insert(leaf, rest, into: members[step]) else { return nil }
        members[step] = grown
        return .object(members)
    }
}
