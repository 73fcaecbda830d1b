import SMMAdapterKit
import SMMModel

extension CredentialAnswer {
    /// The access token that is handed out; nil where none is.
    var access: String? {
        guard case .ready(let credential) = self else { return nil }
        return credential.secrets["access"]?.reveal()
    }
}
