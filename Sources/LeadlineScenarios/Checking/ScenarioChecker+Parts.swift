import LeadlineAPI
import LeadlineCore
import LeadlineLanguage
import LeadlineSession

extension ScenarioChecker {
    /// What becomes of the parts of a command.
    enum PartsUse {
        /// A whole document: missing fields are worth a warning.
        case whole
        /// A part of one.
        case change
        /// What stands in the mock's store, the API's own fields included.
        case stored
    }

    /// Checks the parts of a document: what they set, and as far as it is written down what the document will be.
    func check(
        _ parts: [Part], for use: PartsUse, schema: Schema?, envelope: String?, _ command: Command, in step: Step
    ) {
        var sketch = Sketch()
        for part in parts {
            switch part {
            case .assign(let path, let value): check(path, value, schema, &sketch, in: step)
            case .from(let value): check(from: value, schema, envelope, &sketch, in: step)
            }
        }
        guard let schema, !sketch.isOpen, !parts.isEmpty else { return }
        warn(about: sketch, schema, use, command)
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

    private func check(_ path: Path, _ value: Value, _ schema: Schema?, _ sketch: inout Sketch, in step: Step) {
        guard let keys = path.literalKeys else {
            sketch.isOpen = true
            return
        }
        let type = schema?.schema(at: keys[...])?.valueType ?? .any
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
            warn(
                aboutEach: candidates.values(of: value, in: step) ?? [], keys, schema?.schema(at: keys[...]), type,
                value)
        }
        let context = PathContext(whole: keys, location: path.location)
        _ = collect { () throws(Diagnostic) in try sketch.document.set(json ?? .null, at: keys[...], context) }
        sketch.places.append((keys, path.location.through(value.location)))
    }

    private func checkFile(_ value: Value, in step: Step) {
        for candidate in candidates.values(of: value, in: step) ?? [] {
            guard case .word(let word) = candidate, let name = word.text.literal else { continue }
            let path = Paths.join(scenario.folder, name)
            if let failure = unreadable(path) {
                report(
                    failure.isMissing ? .unknownFile : .unreadableFile, "cannot read '\(path)': \(failure.reason)",
                    at: candidate.location, help: resources.files.help(for: failure))
            }
        }
    }

    private func unreadable(_ path: String) -> FileFailure? {
        do {
            return switch try resources.files.kind(of: path) {
            case .file: nil
            case .folder: FileFailure(path: path, reason: "it is a folder", isMissing: false)
            case .other: FileFailure(path: path, reason: "is not a regular file", isMissing: false)
            }
        } catch { return error }
    }

    private func document(_ name: String, at location: SourceLocation) -> JSON? {
        if Batch.isTable(name) {
            diagnostics.append(Batch.misplaced(name, at: location))
            return nil
        }
        let path = Paths.join(scenario.folder, name)
        return collect { () throws(Diagnostic) in try resources.document(path, at: location) }
    }

    private func check(
        from value: Value, _ schema: Schema?, _ envelope: String?, _ sketch: inout Sketch, in step: Step
    ) {
        var json: JSON?
        switch value {
        case .object(let template, _) where !value.hasPlaceholders:
            json = try? Evaluator(Names([:])).json(of: template)
        case .word(let word):
            if let name = word.text.literal {
                json = document(name, at: value.location)
            } else {
                for candidate in candidates.values(of: value, in: step) ?? [] {
                    guard case .word(let word) = candidate, let name = word.text.literal else { continue }
                    _ = document(name, at: candidate.location)
                }
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
        document.merge(object)
        sketch.document = .object(document)
        sketch.fromLocation = value.location
    }

    // MARK: Warnings

    private func warn(about sketch: Sketch, _ schema: Schema, _ use: PartsUse, _ command: Command) {
        var undescribed: [String] = []
        var missing: [String] = []
        for violation in SchemaValidator.violations(of: sketch.document, against: schema, .sent) {
            if violation.isAboutWholeDocuments, use != .whole { continue }
            if violation.keyword == "readOnly", use == .stored { continue }
            let keys = violation.keys
            if sketch.unknown.contains(where: { $0.starts(with: keys) || keys.starts(with: $0) }) { continue }
            // The last part that set the place, or a place inside it.
            let place = sketch.places.last { keys.starts(with: $0.keys) || $0.keys.starts(with: keys) }?.location
            let location = place ?? sketch.fromLocation ?? command.name.location
            if violation.keyword == "unknown", location == sketch.fromLocation {
                undescribed.append(violation.path)
            } else if violation.keyword == "required", place == nil {
                missing.append(violation.path)
            } else {
                diagnostics.append(violation.warning(at: location))
            }
        }
        warn(.unknownField, undescribed, "not in the API description", at: sketch.fromLocation)
        warn(.missingField, missing, "required", at: sketch.fromLocation ?? command.name.location)
    }

    /// Several fields of which the same is to be said, in one warning.
    private func warn(
        _ code: DiagnosticCode, _ names: [String], _ what: String, at location: SourceLocation?
    ) {
        guard let location, !names.isEmpty else { return }
        let list = names.map { "'\($0)'" }.joined(separator: ", ")
        diagnostics.append(
            Diagnostic(.warning, code, "\(list) \(names.count == 1 ? "is" : "are") \(what)", at: location))
    }

    private func warn(
        aboutEach values: [Value], _ keys: [PathKey], _ schema: Schema?, _ type: ValueType, _ used: Value
    ) {
        guard let schema else { return }
        for value in values {
            guard let json = try? Evaluator(Names([:])).json(of: value, as: type) else { continue }
            for violation in SchemaValidator.violations(of: json, against: schema)
            where !violation.isAboutWholeDocuments {
                var named = violation
                named.keys = keys + violation.keys
                var warning = named.warning(at: value.location)
                warning.notes = value.location == used.location ? [] : ["it is used at \(used.location.description)"]
                diagnostics.append(warning)
            }
        }
    }
}
