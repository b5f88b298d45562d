#include "uri.h"

#include <string.h>

void uri_path(struct writer *writer, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    for (; *path; path++)
        if (strchr(plain, *path))
            writer_char(writer, *path);
        else
            writer_format(writer, "%%%02X", (unsigned)(unsigned char)*path);
}

/* The next segment of a path, and how long it is; false at the end. */
static bool next_segment(const char **path, const char **segment, size_t *length)
{
    *path += strspn(*path, "/");
    *segment = *path;
    *length = strcspn(*path, "/");
    *path += *length;
    return *length > 0;
}

bool uri_is_within(const char *path)
{
    const char *at = path, *segment;
    bool within = *path != '/';
    for (size_t length; next_segment(&at, &segment, &length);)
        within &= !(length == 2 && memcmp(segment, "..", 2) == 0);
    return within;
}

/* An absolute path without `.` and `..`. */
static void write_resolved(struct writer *resolved, const char *path)
{
    const char *segment;
    for (size_t length; next_segment(&path, &segment, &length);) {
        if (length == 1 && *segment == '.')
            continue;
        if (length == 2 && memcmp(segment, "..", 2) == 0) {
            while (resolved->count && resolved->data[--resolved->count] != '/')
                ;
            continue;
        }
        writer_char(resolved, '/');
        writer_put(resolved, segment, length);
    }
}

const char *uri_of_file(struct arena *arena, const char *path, const char *here)
{
    struct writer resolved = {0}, uri = {0};
    if (uri_is_within(path)) {
        uri_path(&uri, path);
    } else {
        if (*path != '/')
            write_resolved(&resolved, here);
        write_resolved(&resolved, path);
        writer_text(&uri, "file://");
        uri_path(&uri, writer_string(&resolved));
    }
    const char *text = arena_copy(arena, writer_string(&uri), uri.count);
    writer_free(&resolved);
    writer_free(&uri);
    return text;
}
