/// Commands that cannot be read. Below each line stands what is said about it, with the caret where the caret is.
enum CommandErrorCases {
    static let text = #"""
        create leads name = x
                          ^ syntax: no blanks around '=' here: write name=…
        create leads name= x
                         ^ syntax: no blanks around '=' here: write name=…
        create leads name =x
                          ^ syntax: no blanks around '=' here: write name=…
        set colour = #fff
                     ^ syntax: value expected; # begins a comment: quote it
        set name=
                 ^ syntax: value expected, found the end
                   help: an empty text is ""
        set name= 
                 ^ syntax: value expected, found the end
                   help: an empty text is ""
        name=Ada
        ^ unknown-command: command expected, found 'name=Ada'
          help: fields stand behind 'set', 'create' and 'new', names behind 'let'
        creat leads a=1
        ^ unknown-command: command expected, found 'creat'
          help: did you mean 'create'?
        Create leads
        ^ unknown-command: command expected, found 'Create'
          help: did you mean 'create'?
        GET /api/leads
        ^ unknown-command: command expected, found 'GET'
          help: write 'request GET …'
        outcome is created
        ^ unknown-command: command expected, found 'outcome'
          help: a sentence stands behind 'expect' or 'check'
        find leads lmit 5
                   ^ syntax: 'where', a clause or the end of the command expected, found 'lmit'
                     help: did you mean 'limit'?
        find leads limit
                        ^ syntax: value behind 'limit' expected, found the end
        find leads limit abc
                         ^ wrong-value: 'limit' takes a whole number, found 'abc'
                           help: a text is sent as it is when it stands in quotes
        find leads page 1.5
                        ^ wrong-value: 'page' takes a whole number, found '1.5'
                          help: a text is sent as it is when it stands in quotes
        get leads/1 depth x
                          ^ wrong-value: 'depth' takes a whole number, found 'x'
                            help: a text is sent as it is when it stands in quotes
        find leads limit 5 limit 6
                           ^ conflicting-parts: 'limit' stands twice in this command
                             help: leave one of them out
        find leads/5
                  ^ syntax: an id cannot stand behind 'find leads'
                    help: write 'get leads/5'
        get leads
            ^ syntax: an id expected behind 'leads'
              help: write 'leads/ID'; 'find leads' lists the documents
        get leads/
                  ^ syntax: id behind '/' expected, found the end
        update leads set a=1
               ^ syntax: an id or 'where' expected behind 'update leads'
                 help: write 'update leads/ID' or '… leads where …'
        update leads/1
        ^ syntax: 'set' with a field expected in 'update'
          help: write 'update … set field=value'
        update leads/1 b=2
                       ^ syntax: fields stand behind 'set', found 'b=2'
                         help: write 'set b=2'
        update leads/1 set b=2 as full c=3
                                       ^ syntax: fields stand behind 'set', found 'c=3'
                                         help: write 'set c=3'
        delete leads
               ^ syntax: an id or 'where' expected behind 'delete leads'
                 help: write 'delete leads/ID' or '… leads where …'
        show body > file
                  ^ syntax: there is no redirection with '>'
                    help: write '| cat > FILE' at the prompt
        show body && draft
                  ^ syntax: '&&' cannot join commands
                    help: ';' or a line end separates them; a failed 'expect' stops a script
        show body || draft
                  ^ syntax: '||' cannot join commands
                    help: ';' or a line end separates them; a failed 'expect' stops a script
        set a=x->y
               ^ syntax: '->' needs a blank before it
                 help: write 'x -> NAME', or quote a text that holds '->'
        send -> 5
                ^ syntax: name behind '->' expected, found '5'
                  help: a name begins with a letter; letters, digits, '_', '-' follow
        send-> x
        ^ unknown-command: command expected, found 'send->'
          help: did you mean 'send'?
        let status=5
            ^ reserved-name: 'status' is a name of the language and cannot be bound
              help: choose another name
        let a = 5
              ^ syntax: no blanks around '=' here: write a=…
        clock advance 3
                      ^ invalid-duration: duration expected, found '3'
                        help: a unit stands right behind each number, as in 500ms, 3s or 2d 23h 59m
        clock advance 3d 1x
                         ^ syntax: the end of the command expected, found '1x'
                           help: the units are ms, s, m, h and d
        clock forward 3d
              ^ syntax: 'advance', 'set' or the end of the command expected, found 'forward'
                help: write for example 'clock'
        fault status x on create leads
                     ^ syntax: status code expected, found 'x'
        fault lost-answer create leads
                          ^ syntax: 'on' expected, found 'create'
        fault lost-answer on make leads
                             ^ syntax: 'create', 'get', 'find', 'update' or 'delete' expected, found 'make'
        fault slow on create leads
              ^ syntax: 'off', 'latency', 'status', 'lost-answer', 'reset', 'malformed' or 'rate-limit' expected, found 'slow'
                help: write for example 'fault lost-answer on create leads'
        target moon
               ^ syntax: 'mock', 'live' or 'replay' expected, found 'moon'
                 help: write for example 'target mock'
        mock create leads times x
                                ^ syntax: number behind 'times' expected, found 'x'
        mock send
             ^ syntax: 'reset', 'create', 'get', 'find', 'update' or 'delete' expected, found 'send'
               help: write for example 'mock create leads times 45'
        explain foo
                ^ syntax: request expected, found 'foo'
                  help: write for example 'explain'
        explain draft
                ^ syntax: request expected, found 'draft'
                  help: write for example 'explain'
        show 3 body x
                    ^ syntax: the end of the command expected, found 'x'
        diff 3
              ^ syntax: the number of an exchange or a bound name expected, found the end
        use
           ^ syntax: API expected, found the end
             help: write for example 'use dealerstudio'
        use {{x}}
            ^ syntax: API expected, found '{{x}}'
              help: a placeholder cannot stand here
        create {{x}} a=1
               ^ syntax: collection expected, found '{{x}}'
                 help: a placeholder cannot stand here
        add tags
                ^ syntax: value expected, found the end
                  help: an empty text is ""
        table a b/c
                 ^ syntax: field expected, found '/c'
        set x[-1]=3
            ^ syntax: '[-1]' is for reading only
              help: write the element's number, from 0; the next number appends
        set x[a]=3
              ^ syntax: a number or a quoted name expected, found 'a]=3'
                help: write x[0], x[-1] or x["name"]
        set a=1 a.b=2
                ^ conflicting-parts: 'a.b' is a part of something that was set to a plain value
                  note: 'a' stands before it
                  help: leave one of them out
        set a=[x, y
              ^ unclosed: '[' is never closed
        set a=[call back]
                    ^ syntax: ',' or ']' expected, found 'back'
                      help: quote a text that holds blanks
        set a=[x,]
                 ^ syntax: value expected, found ']'
        set a=[x,,y]
                 ^ syntax: value expected, found ',y'
        set a={"x": 1,}
                      ^ syntax: a name in double quotes expected, found '}'
                        help: JSON has no ',' before a closing bracket
        set a={'x': 1}
               ^ syntax: a name in double quotes expected, found ''x':'
                 help: JSON has double quotes only
        set a={"x": 1, "x": 2}
                       ^ duplicate-key: the name 'x' stands twice in this object
        set a={x: 1}
               ^ syntax: a name in double quotes expected, found 'x:'
                 help: '{' begins strict JSON: names and texts stand in double quotes
        set a={"a{{b}}": 1}
               ^ syntax: a placeholder cannot stand in a name of a JSON object
                 help: placeholders stand for values and in texts
        set a={{x
              ^ unclosed: '{{' is never closed
        set a={{x + }}
                    ^ syntax: a duration or a name expected, found '}}'
                      help: write for example '3d' or 'row.age'
        set a={{x -3d}}
                  ^ syntax: '+', '-' or '}}' expected, found '-3d'
                    help: blanks stand on both sides of '+' and '-'
        set a="\q"
               ^ syntax: one of \" \\ \/ \b \f \n \r \t \uXXXX expected, found a '\' before 'q'
                 help: write '\\' for a backslash, or use '…'
        set a="\uD800"
               ^ syntax: '\uD800' is half of a surrogate pair without the other half
                 help: write '\\' for a backslash, or use '…'
        set a=b c
                 ^ syntax: '=' behind 'c' expected, found the end
                   help: write 'c=…', or quote a text that holds blanks
        request /api/leads
                ^ syntax: method expected, found '/api/leads'
                  help: write for example 'request GET /api/leads'
        request GET
                   ^ syntax: URL expected, found the end
        request GET /x sort a
                       ^ unknown-clause: 'sort' cannot stand in 'request'
                         help: write it into the URL
        request POST /x json {"a":1} body x
                                      ^ conflicting-parts: a request has one body: 'json', 'body' or 'form'
        curl
            ^ syntax: URL expected, found the end
              help: write for example 'curl https://dashboard.dealerstudio.com.au/api/v1/apikeys/apikey_details.json'
        curl 'x
             ^ unclosed: "'" is never closed
        curl http://x > y
                      ^ syntax: there is no redirection with '>'
                        help: write '| cat > FILE' at the prompt
        header
        ^ unknown-command: command expected, found 'header'
          help: 'header' is a clause: it stands behind a request
        create leads header X-Y = 1
                                ^ syntax: no blanks around '=' here: write X-Y=…
        fill me
             ^ syntax: the end of the command expected, found 'me'
        save x last
                   ^ syntax: number expected, found the end
        run f a=1 -> x y
                       ^ syntax: the end of the command expected, found 'y'
        run f a = 1
                ^ syntax: no blanks around '=' here: write a=…
        new
           ^ syntax: collection expected, found the end
             help: a collection is written as in the URL, for example 'leads'
        exit now
             ^ syntax: the end of the command expected, found 'now'
        a
        ^ unknown-command: command expected, found 'a'
          help: 'help' lists the commands
        set a, b
             ^ syntax: '=' behind 'a' expected, found ','
               help: fields are separated by blanks
        set "a"=1
            ^ syntax: field expected, found '"a"=1'
              help: a quoted name stands in brackets behind another: x["a.b"]
        set a="x" b='y
                    ^ unclosed: "'" is never closed
        set a={{x}} b={{y} c
                      ^ unclosed: '{{' is never closed
        set a="x"b
                 ^ syntax: a blank after the closing '"' expected, found 'b'
        create leads a=1 fill
                         ^ syntax: a field, a clause or the end of the command expected, found 'fill'
                           help: write 'fill=…' for a field; quote a text that holds blanks
        new leads a=1 as full
                         ^ syntax: '=' behind 'as' expected, found 'full'
                           help: write 'as=…' for a field; as a clause 'as' stands behind a request or 'send'
        set limit 5
                  ^ syntax: '=' behind 'limit' expected, found '5'
                    help: write 'limit=…' for a field; as a clause 'limit' stands behind a request or 'send'
        set a
             ^ syntax: '=' behind 'a' expected, found the end
               help: write 'a=…', or quote a text that holds blanks
        set a=1 b
                 ^ syntax: '=' behind 'b' expected, found the end
                   help: write 'b=…', or quote a text that holds blanks
        unset
             ^ syntax: field expected, found the end
               help: write for example 'unset phone tags[0]'
        add x
             ^ syntax: value expected, found the end
               help: an empty text is ""
        find leads sort
                       ^ syntax: value behind 'sort' expected, found the end
        find leads as
                     ^ syntax: value behind 'as' expected, found the end
        find leads -> 
                     ^ syntax: name behind '->' expected, found the end
        find leads header
                         ^ syntax: header name expected, found the end
                           help: write 'header NAME=VALUE'
        find leads header X
                           ^ syntax: '=' behind 'X' expected, found the end
                             help: write 'X=…', or quote a text that holds blanks
        update leads/1 set
                          ^ syntax: a field behind 'set' expected, found the end
                            help: write 'set field=value'
        update leads/1 set a
                           ^ syntax: a field, a clause or the end of the command expected, found 'a'
                             help: write 'a=…' for a field; quote a text that holds blanks
        update leads/1 set set=1 sort
                                     ^ syntax: value behind 'sort' expected, found the end
        update /1 set a=1
               ^ syntax: collection expected, found '/1'
                 help: a collection is written as in the URL, for example 'leads'
        get leads /1
            ^ syntax: an id expected behind 'leads'
              help: write 'leads/ID'; 'find leads' lists the documents
        get leads/ 1
                  ^ syntax: id behind '/' expected, found a blank
        create leads/1 a=1
                    ^ syntax: an id cannot stand behind 'create leads'
                      help: leave out '/1'
        create "leads" a=1
               ^ syntax: collection expected, found '"leads"'
                 help: a collection is written as in the URL, for example 'leads'
        create leads a=1 b =2
                           ^ syntax: no blanks around '=' here: write b=…
        create leads a=1, b=2 , c=3
                              ^ syntax: field expected, found ','
                                help: fields are separated by blanks
        create leads {"a": 1}
                     ^ syntax: field expected, found '{"a":'
                       help: a whole object stands behind 'from'
        create leads from
                         ^ syntax: file, object or {{name}} behind 'from' expected, found the end
        run
           ^ syntax: file expected, found the end
             help: write for example 'run make-lead.leadline.yaml name=Ada -> made'
        run x a
               ^ syntax: '=' behind 'a' expected, found the end
                 help: write 'a=…', or quote a text that holds blanks
        run x -> row
                 ^ reserved-name: 'row' is a name of the language and cannot be bound
                   help: choose another name
        let
           ^ syntax: name expected, found the end
             help: write for example 'let start={{now}} size=20'
        let a
             ^ syntax: '=' behind 'a' expected, found the end
               help: write 'a=…', or quote a text that holds blanks
        let 5=a
            ^ syntax: name expected, found '5=a'
              help: a name begins with a letter; letters, digits, '_', '-' follow
        let a.b=5
             ^ syntax: '=' behind 'a' expected, found '.b=5'
               help: write 'a=…', or quote a text that holds blanks
        use a b
              ^ syntax: the end of the command expected, found 'b'
        target
              ^ syntax: 'mock', 'live' or 'replay' expected, found the end
                help: write for example 'target mock'
        target live
                   ^ syntax: profile expected, found the end
        target mock now
                    ^ syntax: the end of the command expected, found 'now'
        clock advance
                     ^ syntax: duration expected, found the end
                       help: write for example 500ms, 3s or 2d 23h 59m
        clock set
                 ^ syntax: time expected, found the end
        clock 3d
              ^ syntax: 'advance', 'set' or the end of the command expected, found '3d'
                help: write for example 'clock'
        fault
             ^ syntax: 'off', 'latency', 'status', 'lost-answer', 'reset', 'malformed' or 'rate-limit' expected, found the end
               help: write for example 'fault lost-answer on create leads'
        fault latency on create leads
                      ^ invalid-duration: duration expected, found 'on'
                        help: write for example 500ms, 3s or 2d 23h 59m
        fault latency 2s
                        ^ syntax: 'on' expected, found the end
        fault latency 2s on
                           ^ syntax: 'create', 'get', 'find', 'update' or 'delete' expected, found the end
        fault latency 2s on create
                                  ^ syntax: collection expected, found the end
                                    help: a collection is written as in the URL, for example 'leads'
        fault latency 2s on create leads times
                                              ^ syntax: number expected, found the end
        fault latency 2s on create leads twice
                                         ^ syntax: 'times', 'always' or the end of the command expected, found 'twice'
        fault off on
                  ^ syntax: the end of the command expected, found 'on'
        mock
            ^ syntax: 'reset', 'create', 'get', 'find', 'update' or 'delete' expected, found the end
              help: write for example 'mock create leads times 45'
        mock rest
             ^ syntax: 'reset', 'create', 'get', 'find', 'update' or 'delete' expected, found 'rest'
               help: did you mean 'reset'?
        mock create
                   ^ syntax: collection expected, found the end
                     help: a collection is written as in the URL, for example 'leads'
        mock find leads times 3
                        ^ unknown-clause: 'times' cannot stand in 'find'
                          help: 'times' stands in 'mock create' and 'fault'
        explain find
                    ^ syntax: collection expected, found the end
                      help: a collection is written as in the URL, for example 'leads'
        history 2
                ^ syntax: 'where' or the end of the command expected, found '2'
                  help: write 'history where …'
        diff lead
                 ^ syntax: the number of an exchange or a bound name expected, found the end
        diff 3 4 5
                 ^ syntax: the end of the command expected, found '5'
        save
            ^ syntax: file expected, found the end
              help: write for example 'save three-day.leadline.yaml last 6'
        save x last y
                    ^ syntax: number expected, found 'y'
        table a,b
               ^ syntax: field expected, found ',b'
                 help: fields are separated by blanks
        curl "x
             ^ unclosed: '"' is never closed
        curl $'x
             ^ unclosed: '$'' is never closed
        curl http://x && ls
                      ^ syntax: '&&' cannot join commands
                        help: ';' or a line end separates them; a failed 'expect' stops a script
        request get
                   ^ syntax: URL expected, found the end
        request GET /x body
                           ^ syntax: value behind 'body' expected, found the end
        request GET /x form
                           ^ syntax: field expected, found the end
        request GET /x form a
                             ^ syntax: '=' behind 'a' expected, found the end
                               help: write 'a=…', or quote a text that holds blanks
        request GET /x jsn {}
                       ^ syntax: a clause or the end of the command expected, found 'jsn'
                         help: did you mean 'json'?
        undo it
             ^ syntax: the end of the command expected, found 'it'
        exit 3
             ^ syntax: the end of the command expected, found '3'
        quit
        ^ unknown-command: command expected, found 'quit'
          help: did you mean 'exit'?
        ?
        ^ unknown-command: command expected, found '?'
          help: did you mean 'help'?
        > x
        ^ unknown-command: command expected, found '>'
          help: write '| cat > FILE' behind a command
        | cat
        ^ unknown-command: command expected, found '|'
          help: a pipe stands behind a command
        -> x
        ^ unknown-command: command expected, found '->'
          help: '->' is a clause: it stands behind a request
        set a=1 | 
                  ^ syntax: program behind '|' expected, found the end
        set a = 1; undo; creat; set b="x" c
              ^ syntax: no blanks around '=' here: write a=…
                         ^ unknown-command: command expected, found 'creat'
                           help: did you mean 'create'?
                                           ^ syntax: '=' behind 'c' expected, found the end
                                             help: write 'c=…', or quote a text that holds blanks
        undo; expect a is "x
                          ^ unclosed: '"' is never closed
        set a=[1; undo
              ^ syntax: '[' is never closed
        """#
}
