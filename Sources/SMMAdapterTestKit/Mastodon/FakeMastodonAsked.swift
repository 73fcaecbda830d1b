import SMMAdapterKit

/// What an application asks a person for.
struct FakeMastodonAsked {
    let client: String
    let redirect: String
    let scopes: [String]
    let challenge: String?
    let state: String?

    /// Where the browser is sent, with these values and the state.
    func address(_ values: [String: String]) -> String {
        var pairs = values.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
        if let state { pairs.append(("state", state)) }
        return redirect + (redirect.contains("?") ? "&" : "?") + FormText.encode(pairs)
    }
}
