// curlloop BASE THREADS FILE...: what libcurl alone takes for the requests of scenario files. Every FILE is read and not
// understood; then its two requests are sent: GET /items/1, and POST /orders with the token of the answer. One handle a
// thread, kept for all files. Prints how many files went as they should.
#include <curl/curl.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *base;
static char **files;
static int count;
static atomic_int next, right;
struct answer { size_t used; char text[4096]; };

static size_t take(char *data, size_t size, size_t n, void *user) {
    struct answer *a = user;
    size_t length = size * n, room = sizeof a->text - 1 - a->used;
    memcpy(a->text + a->used, data, length < room ? length : room);
    a->used += length < room ? length : room;
    return length;
}

static long ask(CURL *easy, struct answer *a) {
    long status = 0;
    a->used = 0;
    if (curl_easy_perform(easy) == CURLE_OK) curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    a->text[a->used] = 0;
    return status;
}

static void *work(void *unused) {
    char page[8192], url[256], body[128], token[64];
    struct answer answer;
    struct curl_slist *json = curl_slist_append(NULL, "Content-Type: application/json");
    CURL *easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &answer);
    for (int file; (file = atomic_fetch_add(&next, 1)) < count;) {
        int fd = open(files[file], O_RDONLY | O_CLOEXEC);
        while (read(fd, page, sizeof page) > 0) {}
        close(fd);
        snprintf(url, sizeof url, "%s/items/1", base);
        curl_easy_setopt(easy, CURLOPT_URL, url);
        curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, NULL);
        char *at = ask(easy, &answer) == 200 ? strstr(answer.text, "\"token\":\"") : NULL;
        if (!at || sscanf(at + 9, "%63[^\"]", token) != 1) continue;
        snprintf(url, sizeof url, "%s/orders", base);
        snprintf(body, sizeof body, "{\"token\":\"%s\",\"qty\":2}", token);
        curl_easy_setopt(easy, CURLOPT_URL, url);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, json);
        if (ask(easy, &answer) == 201) atomic_fetch_add(&right, 1);
    }
    curl_easy_cleanup(easy);
    curl_slist_free_all(json);
    return unused;
}

int main(int argc, char **argv) {
    if (argc < 4) return 2;
    base = argv[1];
    int threads = atoi(argv[2]);
    files = argv + 3;
    count = argc - 3;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    pthread_t ids[16];
    for (int i = 0; i < threads && i < 16; i++) pthread_create(&ids[i], NULL, work, NULL);
    for (int i = 0; i < threads && i < 16; i++) pthread_join(ids[i], NULL);
    printf("%d of %d files\n", atomic_load(&right), count);
    return atomic_load(&right) == count ? 0 : 1;
}
