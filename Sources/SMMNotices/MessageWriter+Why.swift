extension MessageWriter {
    /// Why a notice of this kind matters; nil for a kind whose body says all there is.
    func why(_ kind: String) -> String? {
        switch kind {
        case "missed": "It has not been published, and smmd does nothing more about it until you say so."
        case "failed": "It is not published, and smmd does not try it again by itself."
        case "unknown": "The post may stand there or may not. smmd does not send it again on a guess."
        case "expired": "It has not been published, and its time is over."
        case "reauth": "Until then nothing can be published through this account."
        case "fuse": "The fuse keeps a mistake from becoming a flood that everybody sees."
        case "poison": "It is kept back so that the other posts can go out."
        default: nil
        }
    }
}
