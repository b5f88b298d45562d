#include "findings.h"

#include <string.h>

static const struct findings_format FORMATS[] = {
    {"full", findings_full, false},    {"short", findings_short, false}, {"json", findings_json, true},
    {"sarif", findings_sarif, true},   {"junit", findings_junit, false}, {"github", findings_github, false},
    {"gitlab", findings_gitlab, true},
};

const struct findings_format *findings_find(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (strlen(FORMATS[i].name) == length && memcmp(FORMATS[i].name, name, length) == 0)
            return &FORMATS[i];
    return NULL;
}

const char *findings_names(struct arena *arena)
{
    const char *names = FORMATS[0].name;
    for (size_t i = 1; i < sizeof FORMATS / sizeof *FORMATS; i++)
        names = arena_format(arena, "%s, %s", names, FORMATS[i].name);
    return names;
}

uint32_t findings_shown(const struct findings *findings)
{
    return findings->most && findings->most < findings->count ? findings->most : findings->count;
}

bool findings_fails(const struct findings *findings, const struct diagnostic *diagnostic)
{
    return findings->fail_level != SEVERITY_OFF && diagnostic->severity >= findings->fail_level;
}

struct findings_count findings_counted(const struct findings *findings)
{
    struct findings_count count = {0};
    for (uint32_t i = 0; i < findings->count; i++) {
        enum severity severity = (enum severity)findings->data[i].severity;
        count.errors += severity == SEVERITY_ERROR;
        count.warnings += severity == SEVERITY_WARNING;
        count.notes += severity == SEVERITY_NOTE;
    }
    for (uint32_t f = 0; f < findings->model->file_count; f++) {
        const struct file *file = &findings->model->files[f];
        count.files += !file->builtin && !file->data;
        count.declarations += file->builtin ? 0 : file->entity_count;
    }
    return count;
}

/* `from`, which stands at `offset`, moved on to `to` on the same line; or looked up when that is not so. */
static struct position moved_on(struct source *source, struct position from, uint32_t offset, uint32_t to)
{
    bool same_line = source->lines && to >= offset &&
                     (from.line >= source->line_count || to < source->lines[from.line]);
    if (!same_line)
        return source_position(source, to);
    for (uint32_t i = offset; i < to && i < source->length; i++)
        if (((unsigned char)source->bytes[i] & 0xC0) != 0x80)
            from.column++;
    return from;
}

void places_find(struct places *places, struct span span, struct position *start, struct position *end)
{
    struct source *source = &places->model->files[span.file].source;
    if (places->file == span.file && places->position.line)
        *start = moved_on(source, places->position, places->offset, span.start);
    else
        *start = source_position(source, span.start);
    *end = moved_on(source, *start, span.start, span.end);
    places->file = span.file;
    places->offset = span.start;
    places->position = *start;
}
