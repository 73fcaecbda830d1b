/// The parts of a film in which samples lie, in the order of the file.
struct MoviePlaces {
    /// `mdat` boxes, none of which overlaps another.
    let boxes: [MovieBox]

    /// Whether all of a stretch lies in one of them.
    func hold(_ stretch: Range<Int64>) -> Bool {
        var (low, high) = (0, boxes.endIndex)
        while low < high {
            let middle = (low + high) / 2
            if boxes[middle].end <= stretch.lowerBound { low = middle + 1 } else { high = middle }
        }
        guard low < boxes.endIndex else { return false }
        return boxes[low].start <= stretch.lowerBound && stretch.upperBound <= boxes[low].end
    }
}
