// What SQLite needs for the same work. Each question is asked TIMES times; prints the last answer and the CPU time of one,
// in microseconds, without that of the preparations.
//   sqlite where FILE TIMES text|typed CONDITION   how many documents of the JSON array in FILE satisfy the condition: on
//                                                  d, the document's text, or on the columns city, year and email
//   sqlite value FILE TIMES EXPRESSION             an expression on ?1, the text of FILE
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static sqlite3 *db;

static void check(int code) {
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    exit(1);
}

static sqlite3_stmt *prepared(const char *sql, const char *text) {
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v2(db, sql, -1, &statement, NULL));
    if (sqlite3_bind_parameter_count(statement)) check(sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC));
    return statement;
}

static void run(const char *sql, const char *text) {
    sqlite3_stmt *statement = prepared(sql, text);
    check(sqlite3_step(statement));
    check(sqlite3_finalize(statement));
}

static char *contents(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) exit(1);
    long size = ftell(file);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    if (!text || fread(text, 1, (size_t)size, file) != (size_t)size) exit(1);
    text[size] = 0;
    fclose(file);
    return text;
}

static void load(const char *text, int isTyped) {
    if (isTyped) {
        run("create table docs(city text, year integer, email text)", NULL);
        run("insert into docs select value->>'city', value->>'year', value->>'email' from json_each(?1)", text);
    } else {
        run("create table docs(d text)", NULL);
        run("insert into docs select value from json_each(?1)", text);
    }
}

int main(int count, char **words) {
    if (count < 5) return 2;
    char *text = contents(words[2]), sql[2000];
    int times = atoi(words[3]), isWhere = !strcmp(words[1], "where");
    struct timespec start, end;
    check(sqlite3_open(":memory:", &db));
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1 << 30);
    if (isWhere) load(text, !strcmp(words[4], "typed"));
    snprintf(sql, sizeof sql, isWhere ? "select count(*) from docs where %s" : "select %s", words[isWhere ? 5 : 4]);
    sqlite3_stmt *statement = prepared(sql, text);
    char answer[200] = "";
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    for (int i = 0; i < times; i++) {
        check(sqlite3_step(statement));
        snprintf(answer, sizeof answer, "%s", (const char *)sqlite3_column_text(statement, 0));
        check(sqlite3_reset(statement));
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    printf("%s %.3f\n", answer,
           ((double)(end.tv_sec - start.tv_sec) * 1e6 + (double)(end.tv_nsec - start.tv_nsec) / 1e3) / times);
    return 0;
}
