import Glibc
import SMMAdapterKit

/// The side that parses: one request on one descriptor, one answer on another.
package struct MediaService<Codec: PictureCodec> {
    private let codec: Codec
    private let input: Int32
    private let output: Int32

    /// A service between these descriptors, which stay open.
    package init(_ codec: Codec, input: Int32 = 0, output: Int32 = 1) {
        self.codec = codec
        self.input = input
        self.output = output
    }

    /// Serves one request. False when there was none, or nobody takes the answer.
    ///
    /// - Parameter longest: the most bytes of a picture that is read.
    package func serve(longest: Int = Int(PictureFit.maximumBytes)) -> Bool {
        guard let head = piece(longest: MediaRequest.longestHead), let bytes = piece(longest: longest) else {
            return false
        }
        let answer = answer(to: MediaRequest(head: head), of: bytes)
        return [answer.head, answer.body].allSatisfy { give(WireFrame.length($0.count)) && give($0) }
    }

    private func answer(to request: MediaRequest?, of bytes: [UInt8]) -> MediaAnswer {
        do throws(PictureRefusal) {
            switch request {
            case .fit(let request): return .fitted(try PictureFitting(codec).fit(bytes, request))
            case .probe(let request): return .probed(try PictureProbing(codec).probe(bytes, request))
            case nil: return .refused(PictureRefusal(.request))
            }
        } catch {
            return .refused(error)
        }
    }

    private func piece(longest: Int) -> [UInt8]? {
        guard let length = take(4) else { return nil }
        let count = WireFrame.count(length)
        return count <= longest ? take(count) : nil
    }

    private func take(_ count: Int) -> [UInt8]? {
        var isWhole = true
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = read(input, buffer.baseAddress.map { $0 + filled }, count - filled)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { break }
                filled += got
            }
            isWhole = filled == count
        }
        return isWhole ? bytes : nil
    }

    private func give(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(output, buffer.baseAddress.map { $0 + sent }, buffer.count - sent)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}
