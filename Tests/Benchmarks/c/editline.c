// The smallest shell on libedit, drawn by libedit itself: what `leadline`'s prompt is measured against. It answers every
// line with a line of its own.
#include <histedit.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

static char *prompt(EditLine *editor) {
    (void)editor;
    return "ready> ";
}

int main(void) {
    setlocale(LC_CTYPE, "C.UTF-8");
    HistEvent event;
    History *entries = history_init();
    history(entries, &event, H_SETSIZE, 1000);
    EditLine *editor = el_init("editline", stdin, stdout, stderr);
    el_set(editor, EL_PROMPT, prompt);
    el_set(editor, EL_EDITOR, "emacs");
    el_set(editor, EL_HIST, history, entries);
    el_source(editor, NULL);

    int count = 0;
    const char *line;
    while ((line = el_gets(editor, &count)) != NULL && count > 0) {
        history(entries, &event, H_ENTER, line);
        printf("answered %zu\n", strlen(line));
        fflush(stdout);
    }
    el_end(editor);
    history_end(entries);
    return 0;
}
