import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension ScenarioChecker {
    /// Checks the parts of a document: what they set, and as far as it is written down what the document will be.
    ///
    /// `isWhole`: the parts make a whole document, so that missing fields are worth a warning.
    mutating func check(
        _ parts: [Part], schema: Schema?, envelope: String?, isWhole: Bool, _ command: Command, in step: Step
    ) {
        var sketch = Sketch()
        for part in parts {
            switch part {
            case .assign(let path, let value): check(path, value, schema, &sketch, in: step)
            case .from(let value): check(from: value, schema, envelope, &sketch)
            }
        }
        guard let schema, !sketch.isOpen, !parts.isEmpty else { return }
        warn(about: sketch, schema, isWhole: isWhole, command)
    }

    /// What is known of a document before the run.
    private struct Sketch {
        var document = JSON.object(JSONObject())
        /// Places whose value only the run can tell.
        var unknown: [[PathKey]] = []
        var places: [(keys: [PathKey], location: SourceLocation)] = []
        /// Set when whole objects come from elsewhere: nothing can be said of what is missing.
        var isOpen = false
        var fromLocation: SourceLocation?
    }

    private mutating func check(_ path: Path, _ value: Value, _ schema: Schema?, _ sketch: inout Sketch, in step: Step)
    {
        guard let keys = path.literalKeys else {
            sketch.isOpen = true
            return
        }
        let type = schema?.schema(at: keys)?.valueType ?? .any
        if type == .file {
            checkFile(value, in: step)
        } else {
            checkNotAName(value)
            checkReadable(value, as: type, of: keys, in: step)
        }
        let isLiteral = !value.hasPlaceholders
        // What cannot be read was reported; what it would have been is not known.
        let json = isLiteral && type != .file ? try? Evaluator(Names([:])).json(of: value, as: type) : nil
        if json == nil { sketch.unknown.append(keys) }
        if !isLiteral {
            warn(aboutEach: candidates.values(of: value, in: step) ?? [], keys, schema?.schema(at: keys), type, value)
        }
        let context = PathContext(whole: keys, location: path.location)
        _ = collect { () throws(Diagnostic) in try sketch.document.set(json ?? .null, at: keys[...], context) }
        sketch.places.append((keys, path.location.through(value.location)))
    }

    private mutating func checkFile(_ value: Value, in step: Step) {
        for candidate in candidates.values(of: value, in: step) ?? [] {
            guard case .word(let word) = candidate, let name = word.text.literal else { continue }
            let path = Paths.join(scenario.folder, name)
            if let failure = unreadable(path) {
                report(
                    failure.isMissing ? .unknownFile : .unreadableFile, "cannot read '\(path)': \(failure.reason)",
                    at: candidate.location, help: resources.files.help(nearestTo: path))
            }
        }
    }

    private func unreadable(_ path: String) -> FileFailure? {
        do {
            if try resources.files.kind(of: path) == .folder {
                return FileFailure(path: path, reason: "it is a folder", isMissing: false)
            }
            return nil
        } catch { return error }
    }

    private mutating func check(from value: Value, _ schema: Schema?, _ envelope: String?, _ sketch: inout Sketch) {
        var json: JSON?
        switch value {
        case .object(let template, _) where !value.hasPlaceholders:
            json = try? Evaluator(Names([:])).json(of: template)
        case .word(let word):
            if let name = word.text.literal {
                let path = Paths.join(scenario.folder, name)
                json = collect { [resources] () throws(Diagnostic) in try resources.document(path, at: value.location) }
            }
        default: break
        }
        guard let json else {
            sketch.isOpen = true
            return
        }
        guard var object = json.object else {
            report(.wrongValue, "'from' takes a JSON object, found \(json.typePhrase)", at: value.location)
            sketch.isOpen = true
            return
        }
        if let envelope, object.count == 1, let inner = object[envelope]?.object { object = inner }
        var document = sketch.document.object ?? JSONObject()
        for member in object.members { document[member.name] = member.value }
        sketch.document = .object(document)
        sketch.fromLocation = value.location
    }

    // MARK: Warnings

    private mutating func warn(about sketch: Sketch, _ schema: Schema, isWhole: Bool, _ command: Command) {
        var undescribed: [String] = []
        for violation in SchemaValidator.violations(of: sketch.document, against: schema, .sent) {
            if violation.isAboutWholeDocuments, !isWhole { continue }
            let keys = PathKey.parse(violation.path)
            if sketch.unknown.contains(where: { $0.starts(with: keys) || keys.starts(with: $0) }) { continue }
            // The last part that set the place, or a place inside it.
            let place = sketch.places.last { keys.starts(with: $0.keys) || $0.keys.starts(with: keys) }?.location
            let location = place ?? sketch.fromLocation ?? command.location
            if violation.keyword == "unknown", location == sketch.fromLocation {
                undescribed.append(violation.path)
            } else {
                diagnostics.append(violation.warning(at: location))
            }
        }
        warn(aboutUndescribed: undescribed, at: sketch.fromLocation)
    }

    /// The unknown fields of a file, in one warning.
    private mutating func warn(aboutUndescribed names: [String], at location: SourceLocation?) {
        guard let location, !names.isEmpty else { return }
        let list = names.map { "'\($0)'" }.joined(separator: ", ")
        diagnostics.append(
            Diagnostic(
                .warning, .unknownField, "\(list) \(names.count == 1 ? "is" : "are") not in the API description",
                at: location))
    }

    private mutating func warn(
        aboutEach values: [Value], _ keys: [PathKey], _ schema: Schema?, _ type: ValueType, _ used: Value
    ) {
        guard let schema else { return }
        for value in values {
            guard let json = try? Evaluator(Names([:])).json(of: value, as: type) else { continue }
            for violation in SchemaValidator.violations(of: json, against: schema)
            where !violation.isAboutWholeDocuments {
                var named = violation
                named.path = PathKey.description(keys) + (violation.path.isEmpty ? "" : ".\(violation.path)")
                var warning = named.warning(at: value.location)
                warning.notes = value.location == used.location ? [] : ["it is used at \(used.location.description)"]
                diagnostics.append(warning)
            }
        }
    }
}

extension PathKey {
    /// The keys of a violation's path: `charges[0].amount`.
    static func parse(_ path: String) -> [PathKey] {
        var keys: [PathKey] = []
        for part in path.split(separator: ".") {
            let name = part.prefix { $0 != "[" }
            if !name.isEmpty { keys.append(.name(String(name))) }
            for index in part.dropFirst(name.count).split(separator: "[") {
                if let number = Int(index.dropLast()) { keys.append(.index(number)) }
            }
        }
        return keys
    }
}
