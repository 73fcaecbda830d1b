/// Sets pictures in rows of equal height, so that each keeps its own shape.
package enum PhotoRows {
    /// The step in which shapes are told apart, and the narrowest and widest shape that is shown whole.
    package static let step = 0.05
    /// The narrowest shape, width by height.
    package static let narrowest = 0.4
    /// The widest shape, width by height.
    package static let widest = 4.0

    /// The number of a shape's style class: its ratio in hundredths, rounded to the step and held within the limits.
    package static func shape(_ ratio: Double?) -> Int {
        let held = max(narrowest, min(widest, ratio ?? 1))
        return Int((held / step).rounded()) * 5
    }

    /// All shapes there are.
    package static var shapes: [Int] {
        Array(stride(from: shape(narrowest), through: shape(widest), by: 5))
    }

    /// How many pictures stand in each row: up to three, fewer where they are wide, and none left alone at the end
    /// where it can be helped.
    package static func rows(_ ratios: [Double]) -> [Int] {
        var rows: [Int] = []
        var position = 0
        while position < ratios.count {
            let left = ratios.count - position
            var count = 1
            var width = ratios[position]
            while count < min(3, left), width + ratios[position + count] <= 4.2 {
                width += ratios[position + count]
                count += 1
            }
            // Three and one look broken where two and two are whole.
            if count == 3 && left == 4 { count = 2 }
            rows.append(count)
            position += count
        }
        return rows
    }
}
