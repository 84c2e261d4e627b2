import CLibedit
import Glibc
import LeadlineCore

/// libedit's editor: buffer, key bindings, vi and emacs modes. Texts are Swift's, places are UTF-8 bytes. Belongs to one
/// thread; there is one per process.
final class Libedit {
    /// How the editor goes on after a command.
    typealias Step = leadline_editor_step

    private let handle: OpaquePointer
    /// The line when it was last asked for: a long one is not decoded again for each key.
    private var scalars: [UInt32] = []
    private var text = ""

    /// `isPainting`: libedit draws the line itself.
    init?(terminal: Int32, isPainting: Bool) {
        guard let handle = leadline_editor_new("leadline", terminal, isPainting) else { return nil }
        self.handle = handle
    }

    deinit { leadline_editor_free(handle) }

    // MARK: - Keys

    var isVi: Bool { leadline_editor_is_vi(handle) }

    /// Makes a command known by a name; `slot` is what `LineReading.command` is told.
    func add(command name: String, slot: Int) { leadline_editor_add_command(handle, Int32(slot), name) }

    /// Carries out a command of editrc(5).
    func configure(_ words: [String]) {
        leadline_editor_configure(handle, words.map { $0.filter { $0 != "\n" } + "\n" }.joined())
    }

    /// The words of a line of editrc(5).
    static func words(of line: String) -> [String] {
        var words: [String] = []
        withUnsafeMutablePointer(to: &words) { words in
            leadline_editor_split(line, words) { context, word in
                guard let context, let word else { return }
                context.assumingMemoryBound(to: [String].self).pointee.append(String(cString: word))
            }
        }
        return words
    }

    // MARK: - Reading

    /// Reads a line; false: `LineReading.nextKey` had none.
    func read(prompt: String, _ reading: LineReading) -> Bool {
        var callbacks = leadline_editor_callbacks()
        callbacks.context = Unmanaged.passUnretained(reading).toOpaque()
        callbacks.next_key = { context in LineReading.at(context)?.nextKey().map(Int32.init(bitPattern:)) ?? -1 }
        callbacks.command = { context, slot in LineReading.at(context)?.command(Int(slot)) ?? leadline_editor_ends_line
        }
        callbacks.history_entry = { context, index in
            LineReading.at(context)?.frontEnd.historyEntry(Int(index)).flatMap { strdup($0) }
        }
        return withExtendedLifetime(reading) { leadline_editor_read(handle, prompt, &callbacks) }
    }

    func resize() { leadline_editor_resize(handle) }
    /// Draws prompt and line where the cursor is; only where libedit paints.
    func draw() { leadline_editor_draw(handle) }
    func setRaw(_ isRaw: Bool) { leadline_editor_set_raw(handle, isRaw) }

    // MARK: - The line

    /// The line and its cursor.
    var buffer: EditBuffer {
        withLine { line, cursor in
            remember(line)
            let isAtEnd = cursor == line.count
            return EditBuffer(text: text, cursor: isAtEnd ? text.utf8.count : Self.size(of: line[..<cursor]))
        }
    }

    /// Puts another text in the place of the line. What both have in common stays, so that undo and marks fit longer.
    func replace(with buffer: EditBuffer) {
        let new = buffer.text.unicodeScalars.map { $0.value == 0 ? 0xFFFD : $0.value }
        let (prefix, oldEnd, newEnd, cursor) = withLine { line, cursor in
            let prefix = zip(line, new).prefix { $0 == $1 }.count
            let suffix = zip(line[prefix...].reversed(), new[prefix...].reversed()).prefix { $0 == $1 }.count
            return (prefix, line.count - suffix, new.count - suffix, cursor)
        }
        leadline_editor_move(handle, Int32(clamping: oldEnd - cursor))
        leadline_editor_delete_before(handle, Int32(clamping: oldEnd - prefix))
        if newEnd > prefix { leadline_editor_insert(handle, new[prefix..<newEnd] + [0]) }
        leadline_editor_move(handle, Int32(clamping: Self.index(of: buffer.cursor, in: new) - newEnd))
    }

    /// Puts a text before the cursor.
    func insert(_ text: String) {
        leadline_editor_insert(handle, text.unicodeScalars.filter { $0.value != 0 }.map(\.value) + [0])
    }

    private func withLine<Result>(_ body: (UnsafeBufferPointer<UInt32>, Int) -> Result) -> Result {
        var (length, cursor) = (0, 0)
        let start = leadline_editor_line(handle, &length, &cursor)
        return body(UnsafeBufferPointer(start: start, count: length), cursor)
    }

    /// Brings `text` up to date; what was only added to is not decoded anew.
    private func remember(_ line: UnsafeBufferPointer<UInt32>) {
        let isLonger = scalars.withUnsafeBufferPointer { known in
            guard known.count <= line.count, let old = known.baseAddress, let new = line.baseAddress else {
                return false
            }
            return memcmp(old, new, known.count * MemoryLayout<UInt32>.stride) == 0
        }
        if !isLonger { (scalars, text) = ([], "") }
        let added = line[scalars.count...]
        guard !added.isEmpty else { return }
        scalars.append(contentsOf: added)
        text.unicodeScalars.append(contentsOf: added.lazy.map { Unicode.Scalar($0) ?? "\u{FFFD}" })
    }

    private static func size(of scalars: some Sequence<UInt32>) -> Int {
        scalars.reduce(0) { $0 + width(of: $1) }
    }

    /// The bytes of a scalar in UTF-8.
    private static func width(of scalar: UInt32) -> Int {
        switch scalar {
        case ..<0x80: 1
        case ..<0x800: 2
        case ..<0x10000: 3
        default: 4
        }
    }

    /// The index of the scalar at an offset in UTF-8 bytes.
    private static func index(of offset: Int, in scalars: [UInt32]) -> Int {
        var place = 0
        for (index, scalar) in scalars.enumerated() {
            if place >= offset { return index }
            place += width(of: scalar)
        }
        return scalars.count
    }
}
