/// The functions by which browsers quote what they copy, one for one as they stand in their sources, so that each trap is
/// met as it is met outside.
enum BrowserCopies {
    /// Chrome's `escapeString` for Posix shells, in NetworkLogView.
    static func chromePosix(_ text: String) -> String {
        let traps = text.unicodeScalars.contains {
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0 == "!" || $0 == "'"
        }
        guard traps else { return "'\(text)'" }
        var quoted = "$'"
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": quoted += "\\\\"
            case "'": quoted += "\\'"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "!":
                quoted += "\\u" + hex(scalar.value, 4)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "'"
    }

    /// Chrome's `escapeString` for Windows: all for the runtime first, then a caret before what cmd.exe might take.
    static func chromeWindows(_ text: String) -> String {
        let kept = Set("_-:=+~'/.',?;()*` \t".unicodeScalars)
        var quoted = ""
        let units = Array(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").unicodeScalars)
        for (index, scalar) in units.enumerated() {
            let next = index + 1 < units.count ? units[index + 1] : " "
            if scalar == "\r", next == "\n" { continue }
            if scalar == "\n" {
                quoted += "^\n\n"
            } else if isWord(scalar) || kept.contains(scalar) {
                quoted.unicodeScalars.append(scalar)
            } else {
                quoted += "^\(scalar)"
                // What follows could be the name of a variable.
                if scalar == "%", isWord(next) || next == "_" { quoted += "^" }
            }
        }
        return "^\"\(quoted)^\""
    }

    /// Chrome's `escapeString` for PowerShell.
    static func chromePowerShell(_ text: String) -> String {
        var quoted = ""
        for unit in text.utf16 {
            guard (0x20...0x7E).contains(unit), let scalar = Unicode.Scalar(unit) else {
                quoted += "$([char]\(unit))"
                continue
            }
            if "`$\"".unicodeScalars.contains(scalar) { quoted += "`" }
            quoted.unicodeScalars.append(scalar)
        }
        return "\"\(quoted)\""
    }

    /// Firefox's `escapeStringPosix`; it writes characters below U+0100 as single bytes, which is a mistake of its own.
    static func firefoxPosix(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value > 0x7E || $0 == "'" }) else {
            return "'\(text)'"
        }
        var quoted = "$'"
        for unit in text.utf16 {
            switch unit {
            case 0x5C: quoted += "\\\\"
            case 0x27: quoted += "\\'"
            case 0x0A: quoted += "\\n"
            case 0x0D: quoted += "\\r"
            case 0x21: quoted += "\\041"
            case 0x20...0x7E: quoted += String(decoding: [unit], as: UTF16.self)
            case 0..<0x100: quoted += "\\x" + hex(UInt32(unit), 2)
            default: quoted += "\\u" + hex(UInt32(unit), 4)
            }
        }
        return quoted + "'"
    }

    /// Safari's `escapeStringPosix`.
    static func safariPosix(_ text: String) -> String {
        let traps = text.unicodeScalars.contains {
            !(0x20...0x7E).contains($0.value) || $0 == "'" || $0 == "!"
        }
        guard traps else { return "'\(text)'" }
        var quoted = "$'"
        for unit in text.utf16 {
            switch unit {
            case 0x5C: quoted += "\\\\"
            case 0x27: quoted += "\\'"
            case 0x0A: quoted += "\\n"
            case 0x0D: quoted += "\\r"
            case 0x20...0x7E where unit != 0x21: quoted += String(decoding: [unit], as: UTF16.self)
            default: quoted += "\\u" + hex(UInt32(unit), 4)
            }
        }
        return quoted + "'"
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    }

    private static func hex(_ value: UInt32, _ width: Int) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
