/// Sentences and conditions that cannot be read. Below each line stands what is said about it, with the caret where the caret is.
enum SentenceErrorCases {
    static let text = #"""
        update leads/1 where a = 1 set b=2
                       ^ conflicting-parts: 'update' takes an id or a 'where', not both
                         note: the id '1' stands behind 'leads/'
                         help: leave one of them out
        expect outcome not is x
                       ^ unknown-operator: operator expected, found 'not'
                         help: write 'is not'
        expect outcome isnt x
                       ^ unknown-operator: operator expected, found 'isnt'
                         help: write 'is not'
        expect outcome == x
                       ^ unknown-operator: operator expected, found '=='
                         help: write '='
        expect a is "x
                    ^ unclosed: '"' is never closed
        expect a is "x"y
                       ^ syntax: a blank after the closing '"' expected, found 'y'
        expect (a is 1
               ^ unclosed: '(' is never closed
        expect (a is 1 b
                       ^ syntax: 'and', 'or' or ')' expected, found 'b'
                         help: quote a text that holds blanks
        expect a is 1 b is 2
                      ^ syntax: 'and', 'or' or the end of the command expected, found 'b'
                        help: quote a text that holds blanks
        expect a is a lst
                      ^ syntax: 'and', 'or' or the end of the command expected, found 'lst'
                        help: did you mean 'list'?
        expect a is in [1,2]
                       ^ syntax: 'and', 'or' or the end of the command expected, found '[1,2]'
                         help: write 'in' without 'is'
        expect a in 5
                    ^ syntax: a list expected, found '5'
                      help: write 'in [A, B]' or 'in {{name}}'
        expect a like x
                 ^ unknown-operator: 'like' stands in 'where' only, where the server judges
                   help: write 'contains' or 'matches'
        find leads where a matches /x/
                           ^ unknown-operator: 'matches' cannot stand in 'where', which the server judges
                             help: write 'like' or 'contains'
        find leads where a is a text
                           ^ unknown-operator: 'is a text' cannot stand in 'where', which the server judges
                             help: write 'exists', or quote the "a" as a value
        find leads where a has 2 items
                           ^ unknown-operator: 'has' cannot stand in 'where', which the server judges
                             help: find the documents, then 'expect docs has …'
        find leads where $.a is 1
                         ^ syntax: a JSONPath cannot stand in 'where'
                           help: write a field's path
        find leads where a = 1 except b
                               ^ unknown-operator: 'except' cannot stand in 'where', which the server judges
        expect url is https://x/?a=b
                                  ^ syntax: 'and', 'or' or the end of the command expected, found '=b'
                                    help: quote a value that holds '='
        expect a is =
                    ^ syntax: value expected, found '='
                      help: quote a value that holds '='
        expect a
                ^ syntax: operator expected, found the end
                  help: write for example 'is VALUE' or 'exists'
        expect
              ^ syntax: subject expected, found the end
                help: write for example 'expect outcome is created and took < 500ms'
        expect not a is 1
                   ^ unknown-operator: operator expected, found 'a'
                     help: 'not' stands behind the subject: write 'a is not …' or 'a not exists'
        expect docs has two items
                        ^ syntax: a count behind 'has' expected, found 'two'
                          help: write for example 'has 2 items'
        expect docs has 2 lines
                          ^ syntax: 'items' expected, found 'lines'
        expect a matches /(/
                           ^ invalid-regex: invalid regular expression: missing closing parenthesis
        expect a matches /x/q
                            ^ invalid-regex: flag i, m, s or x expected, found 'q'
                              help: write '\/' for a slash in the expression
        expect a matches /x
                         ^ syntax: '/' is never closed
        create leads sort a where b = 1
                            ^ unknown-clause: 'where' cannot stand in 'create'
                              help: 'where' stands in 'find', 'update', 'delete'
        history when x
                ^ syntax: 'where' or the end of the command expected, found 'when'
                  help: write 'history where …'
        expect a is not
                       ^ syntax: value expected, found the end
                         help: an empty text is ""
        expect a exists false and b exists maybe
                                           ^ syntax: 'and', 'or' or the end of the command expected, found 'maybe'
        find leads where
                        ^ syntax: subject expected, found the end
        find leads where {"a": 
                         ^ unclosed: '{' is never closed
        find leads where (a is 1 or b is 2
                         ^ unclosed: '(' is never closed
        find leads where a is 1 or
                                  ^ syntax: subject expected, found the end
        find leads where a is 1 and and b is 2
                                        ^ unknown-operator: operator expected, found 'b'
                                          help: 'and' stands where a subject is due: leave it out
        find leads where a
                          ^ syntax: operator expected, found the end
                            help: write for example 'is VALUE' or 'exists'
        find leads where a is
                             ^ syntax: value expected, found the end
                               help: an empty text is ""
        find leads where a > 
                            ^ syntax: value expected, found the end
                              help: an empty text is ""
        find leads where is 5
                            ^ unknown-operator: operator expected, found '5'
                              help: a subject stands before 'is'
        find leads where a is b c
                                ^ syntax: a clause or the end of the command expected, found 'c'
                                  help: quote a text that holds blanks
        find leads where a contain b
                           ^ unknown-operator: operator expected, found 'contain'
                             help: did you mean 'contains'?
        find leads where a startswith b
                           ^ unknown-operator: operator expected, found 'startswith'
                             help: write 'matches /^…/'
        find leads where a near [1,2] within
                                      ^ syntax: a clause or the end of the command expected, found 'within'
                                        help: quote a text that holds blanks
        expect a within {"x": 1}
                 ^ unknown-operator: 'within' stands in 'where' only, where the server judges
                   help: compare the coordinates
        expect a conform
                 ^ unknown-operator: operator expected, found 'conform'
                   help: did you mean 'conforms'?
        expect a is not a thing
                          ^ syntax: 'and', 'or' or the end of the command expected, found 'thing'
                            help: a type is one of text, number, integer, boolean, list, object, time
        expect docs has items
                        ^ syntax: a count behind 'has' expected, found 'items'
                          help: write for example 'has 2 items'
        expect docs has 2
                         ^ syntax: 'items' expected, found the end
        expect doc contains
                           ^ syntax: value expected, found the end
                             help: an empty text is ""
        expect doc.message contains "ticket
                                    ^ unclosed: '"' is never closed
        expect a matches
                        ^ syntax: value expected, found the end
                          help: an empty text is ""
        expect status == 200 && b is 1
                      ^ unknown-operator: operator expected, found '=='
                        help: write '='
        expect status is 200 && b is 1
                             ^ syntax: '&&' cannot join commands
                               help: ';' or a line end separates them; a failed 'expect' stops a script
        expect status is 200, b is 1
                              ^ syntax: 'and', 'or' or the end of the command expected, found 'b'
                                help: quote a text that holds blanks
        expect $.a=5
                  ^ syntax: in the JSONPath: '.', '[' or the end of the query expected, found '='
                    help: a JSONPath ends at the first blank: write one before the operator
        expect $.a[?@.b is 5
                  ^ unclosed: '[' is never closed
        expect {{x}}
                    ^ syntax: operator expected, found the end
                      help: write for example 'is VALUE' or 'exists'
        expect (
                ^ syntax: subject expected, found the end
        expect )
               ^ syntax: subject expected, found ')'
                 help: write for example 'expect outcome is created and took < 500ms'
        expect a is 1)
                     ^ syntax: 'and', 'or' or the end of the command expected, found ')'
                       help: quote a value that holds ')'
        expect a..b is 1
                 ^ syntax: a name after '.' expected, found '.b'
        expect a.b. is 1
                   ^ syntax: a name after '.' expected, found a blank
        expect a[x] is 1
                 ^ syntax: a number or a quoted name expected, found 'x]'
                   help: write x[0], x[-1] or x["name"]
        expect a[1 is 1
                  ^ syntax: ']' expected, found a blank
        expect a["x is 1
                 ^ unclosed: '"' is never closed
        expect a is {{b
                    ^ unclosed: '{{' is never closed
        expect a is [b, {"c": d}]
                              ^ syntax: a JSON value expected, found 'd'
                                help: '{' begins strict JSON: names and texts stand in double quotes
        expect took < 2 seconds
                        ^ syntax: 'and', 'or' or the end of the command expected, found 'seconds'
                          help: quote a text that holds blanks
        delete leads where
                          ^ syntax: subject expected, found the end
        create leads where a is 1
                     ^ unknown-clause: 'where' cannot stand in 'create'
                       help: 'where' stands in 'find', 'update', 'delete'
        history where
                     ^ syntax: subject expected, found the end
        history status is 5
                ^ syntax: 'where' or the end of the command expected, found 'status'
                  help: write 'history where …'
        find leads where (a is 1; undo
                         ^ syntax: '(' is never closed
        """#
}
