package import SMMAdapterKit
package import SMMAdapterTestKit
import SMMControl

/// Takes every picture for what its header says, as if it had been read to its end.
extension PassingPictures: PictureProber {
    package func probe(
        _ read: @Sendable () async throws(Failure) -> [UInt8]
    ) async throws(Failure) -> ProbedPicture {
        guard let header = MediaHeader(of: try await read()) else { throw Failure("picture-type", "No picture.") }
        return ProbedPicture(type: header.type, width: header.width ?? 1, height: header.height ?? 1)
    }

    package func fault() async -> Failure? { nil }
}
