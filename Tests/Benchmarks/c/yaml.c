// yaml FILE...: reads each file and takes its events from libyaml, without keeping anything: the floor for whoever reads
// scenario files. Prints how many scalars there were.
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

static long scalars(const char *path) {
    FILE *file = fopen(path, "rb");
    yaml_parser_t parser;
    yaml_event_t event;
    long count = 0;
    if (!file || !yaml_parser_initialize(&parser)) exit(1);
    yaml_parser_set_input_file(&parser, file);
    for (int isOver = 0; !isOver; yaml_event_delete(&event)) {
        if (!yaml_parser_parse(&parser, &event)) exit(1);
        count += event.type == YAML_SCALAR_EVENT;
        isOver = event.type == YAML_STREAM_END_EVENT;
    }
    yaml_parser_delete(&parser);
    fclose(file);
    return count;
}

int main(int count, char **paths) {
    long sum = 0;
    for (int i = 1; i < count; i++) sum += scalars(paths[i]);
    printf("%ld\n", sum);
    return 0;
}
