import SMMAdapterKit
import SMMModel

extension MediaReader {
    /// A medium as it is sent; refused where it is not what was stored.
    func sent(_ medium: MediaReference) async throws(Refusal) -> HTTPBody {
        do throws(Failure) {
            return try await body(of: medium)
        } catch {
            throw .never(error)
        }
    }
}
