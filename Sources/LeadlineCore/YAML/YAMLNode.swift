/// A piece of a YAML document with its place. Scalars have no types here: what reads the tree knows what each must be.
package struct YAMLNode: Sendable {
    package enum Content: Sendable {
        case scalar(YAMLScalar)
        case list([YAMLNode])
        case mapping([YAMLEntry])
    }

    package var content: Content
    /// From its first character to its last, quotes and brackets included; empty for a value that is not there.
    package var location: SourceLocation

    package init(_ content: Content, _ location: SourceLocation) {
        self.content = content
        self.location = location
    }

    /// The word for messages: "a text", "a list", "a mapping".
    package var kindName: String {
        switch content {
        case .scalar: "a text"
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }

    package var scalar: YAMLScalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
    package var list: [YAMLNode]? { if case .list(let nodes) = content { nodes } else { nil } }
    package var mapping: [YAMLEntry]? { if case .mapping(let entries) = content { entries } else { nil } }
}

/// A key of a mapping with its value; keys are unique in their mapping.
package struct YAMLEntry: Sendable {
    package var key: Located<String>
    package var value: YAMLNode

    package init(key: Located<String>, value: YAMLNode) {
        self.key = key
        self.value = value
    }
}

/// A text in a YAML document.
package struct YAMLScalar: Sendable {
    package enum Style: Sendable {
        case plain, singleQuoted, doubleQuoted, literal, folded
    }

    package var style: Style
    /// The text without quotes, escapes, folds and indentation, with the way back to their places.
    package var excerpt: Excerpt

    package var text: String { excerpt.text }

    package init(style: Style, excerpt: Excerpt) {
        self.style = style
        self.excerpt = excerpt
    }
}
