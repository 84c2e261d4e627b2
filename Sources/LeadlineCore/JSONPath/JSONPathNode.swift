extension JSONPath {
    /// A value inside another one and, where paths are wanted, its place.
    struct Node {
        var value: JSON
        var place: Place?

        func member(_ member: JSONObject.Member) -> Node {
            Node(value: member.value, place: place.map { .member(of: $0, member.name) })
        }

        func element(_ index: Int, _ value: JSON) -> Node {
            Node(value: value, place: place.map { .element(of: $0, index) })
        }

        var childCount: Int {
            switch value {
            case .array(let elements): elements.count
            case .object(let object): object.count
            case .null, .bool, .number, .string: 0
            }
        }

        /// Gives each member's or element's node to `visit`, in order; a value of another type has none.
        func forEachChild(_ visit: (Node) -> Void) {
            switch value {
            case .array(let elements): for (index, value) in elements.enumerated() { visit(element(index, value)) }
            case .object(let object): for each in object.members { visit(member(each)) }
            case .null, .bool, .number, .string: break
            }
        }
    }

    /// The way from the root to a node.
    indirect enum Place {
        case root
        case member(of: Place, String)
        case element(of: Place, Int)

        /// The normalized path, as RFC 9535 defines it.
        var text: String {
            switch self {
            case .root: "$"
            case .member(let parent, let name): "\(parent.text)['\(Self.escaped(name))']"
            case .element(let parent, let index): "\(parent.text)[\(index)]"
            }
        }

        private static func escaped(_ name: String) -> String {
            var text = String.UnicodeScalarView()
            for scalar in name.unicodeScalars {
                switch scalar {
                case "'", "\\": text += ["\\", scalar]
                case "\u{8}": text += ["\\", "b"]
                case "\u{C}": text += ["\\", "f"]
                case "\n": text += ["\\", "n"]
                case "\r": text += ["\\", "r"]
                case "\t": text += ["\\", "t"]
                case "\0"..<" ":
                    let digits = String(scalar.value, radix: 16)
                    text += "\\u00\(digits.count < 2 ? "0" : "")\(digits)".unicodeScalars
                default: text.append(scalar)
                }
            }
            return String(text)
        }
    }
}
