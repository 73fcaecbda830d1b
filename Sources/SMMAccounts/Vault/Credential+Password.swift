import SMMAdapterKit

extension Credential {
    /// What the platform gave, without the password it was given for: that one is a person's to take back.
    var withoutPassword: Credential {
        var rest = self
        rest.secrets["password"] = nil
        return rest
    }
}
