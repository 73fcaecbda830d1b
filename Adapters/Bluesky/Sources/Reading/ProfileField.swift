/// The fields of a profile beside its name and text (lexicon `app.bsky.actor.profile`).
enum ProfileField: String, CaseIterable {
    /// An address.
    case website
    /// Free text.
    case pronouns
}
