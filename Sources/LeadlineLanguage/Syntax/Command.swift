package import LeadlineCore

/// One command: at the prompt, in a script, in a `do` of a scenario.
package struct Command: Sendable {
    package var action: Action
    /// The command's whole text, without the blanks around it.
    package var location: SourceLocation
    /// The place of the first word.
    package var name: Located<String>
    /// Behind `|`, at the prompt: what the system's shell runs, as written.
    package var pipe: Located<String>?

    package init(action: Action, location: SourceLocation, name: Located<String>, pipe: Located<String>? = nil) {
        self.action = action
        self.location = location
        self.name = name
        self.pipe = pipe
    }

    package indirect enum Action: Sendable {
        case request(Request)
        /// `request METHOD value …`: sent as written.
        case raw(RawRequest)
        /// A pasted `curl`: its words after the shell's quoting.
        case curl([Located<String>])
        /// `send`: the draft.
        case send([Clause])
        /// `next`, `prev`: pages.
        case page(PageDirection, [Clause])
        /// `resend 3`: an exchange again; nil: the last that failed.
        case resend(Int?, [Clause])
        // Drafts
        case new(Located<String>, [Part])
        case set([Part])
        case add(Path, [Value])
        case unset([Path])
        case undo, redo, edit, fill, draft
        // Names and files
        case bind([Assignment])
        case run(file: Value, parameters: [Assignment], result: Located<String>?)
        case use(Located<String>)
        // The target
        case target(TargetChoice)
        case clock(ClockChange?)
        case fault(FaultPlan)
        case faultOff
        case mockReset
        /// `mock create …`: on the mock's store. `times` only with create.
        case mock(Request, times: Value?)
        // Judging
        case judge(JudgeKind, Predicate)
        // Looking
        case explain(Command?)
        /// `show 3 body.docs`: an exchange by number (nil: the last) and a part of it (nil: all of it).
        case show(Int?, ShowPart?)
        case table([Path])
        case diff(ExchangeReference, ExchangeReference)
        case history(Predicate?)
        case save(Value, last: Value?)
        /// `open last`, `open FILE:LINE`: a failing step, in the universe as it was before it.
        case open(Value)
        case help([String])
        case tour
        case exit
    }

    package enum PageDirection: String, Sendable { case next, prev }
    package enum JudgeKind: String, Sendable { case expect, check }
}

/// `NAME=value`.
package struct Assignment: Sendable {
    package var name: Located<String>
    package var value: Value

    package init(name: Located<String>, value: Value) {
        self.name = name
        self.value = value
    }
}

/// `create`, `get`, `find`, `update`, `delete` on a collection.
package struct Request: Sendable {
    package enum Verb: String, Sendable, CaseIterable { case create, get, find, update, delete }

    package enum Selector: Sendable {
        /// The whole collection: create, find.
        case none
        /// `COLL/id`; the id is percent-encoded when it is sent.
        case id(Word)
        case filter(Where)
    }

    package var verb: Verb
    package var collection: Located<String>
    package var selector: Selector
    package var parts: [Part]
    package var clauses: [Clause]

    package init(verb: Verb, collection: Located<String>, selector: Selector, parts: [Part], clauses: [Clause]) {
        self.verb = verb
        self.collection = collection
        self.selector = selector
        self.parts = parts
        self.clauses = clauses
    }
}

/// What stands behind `where`.
package enum Where: Sendable {
    case predicate(Predicate)
    /// JSON as Payload documents it; read into the same tree when its placeholders are resolved.
    case json(JSONTemplate, SourceLocation)

    package var location: SourceLocation {
        switch self {
        case .predicate(let predicate): predicate.location
        case .json(_, let location): location
        }
    }
}

/// `path=value` or `from value`, applied from left to right.
package enum Part: Sendable {
    case assign(Path, Value)
    case from(Value)

    package var location: SourceLocation {
        switch self {
        case .assign(let path, let value): path.location.through(value.location)
        case .from(let value): value.location
        }
    }
}

package struct Clause: Sendable {
    package enum Kind: Sendable {
        case sort(Value), limit(Value), page(Value), depth(Value), locale(Value), fallbackLocale(Value)
        /// `as KEY`
        case key(Value)
        /// `header N=V`
        case header(Located<String>, Value)
        /// `-> NAME`
        case bind(Located<String>)
    }

    package var kind: Kind
    package var location: SourceLocation

    package init(kind: Kind, location: SourceLocation) {
        self.kind = kind
        self.location = location
    }
}

package struct RawRequest: Sendable {
    package enum Body: Sendable {
        case json(Value)
        case text(Value)
        case form([Part])
    }

    package var method: Located<String>
    /// A path of the target, or a URL.
    package var url: Value
    package var clauses: [Clause]
    package var body: Body?

    package init(method: Located<String>, url: Value, clauses: [Clause], body: Body?) {
        self.method = method
        self.url = url
        self.clauses = clauses
        self.body = body
    }
}

package enum TargetChoice: Sendable {
    case mock
    case live(Value)
    case replay(Value)
}

package enum ClockChange: Sendable {
    case advance(DurationValue)
    case set(Value)
}

/// `fault latency 2s on create leads times 3`.
package struct FaultPlan: Sendable {
    package enum Kind: Sendable {
        case latency(DurationValue)
        case status(Value)
        case lostAnswer, reset, malformed, rateLimit
    }

    package enum Repetition: Sendable {
        case once
        case times(Value)
        case always
    }

    package var kind: Kind
    package var verb: Located<Request.Verb>
    package var collection: Located<String>
    package var repetition: Repetition

    package init(kind: Kind, verb: Located<Request.Verb>, collection: Located<String>, repetition: Repetition) {
        self.kind = kind
        self.verb = verb
        self.collection = collection
        self.repetition = repetition
    }
}

package enum ShowPart: Sendable {
    case subject(Subject)
    case curl, timing
}

package enum ExchangeReference: Sendable {
    case number(Int)
    case name(Located<String>)
}
