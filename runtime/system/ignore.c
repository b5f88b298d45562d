#include "ignore.h"

#include <string.h>

/* The bytes of the character at `at`: so that `?` matches an å. */
static size_t character(const char *at, const char *end)
{
    size_t size = 1;
    while (at + size < end && ((unsigned char)at[size] & 0xC0) == 0x80)
        size++;
    return size;
}

/* Matches the class at *pattern ("[a-z]", "[!x]"; bytes) and steps over it. An unclosed bracket is itself. */
static bool matches_class(const char **pattern, const char *end, char byte)
{
    const char *at = *pattern + 1;
    bool negated = at < end && (*at == '!' || *at == '^'), found = false;
    at += negated;
    for (const char *first = at; at < end && (*at != ']' || at == first); at++) {
        if (end - at > 2 && at[1] == '-' && at[2] != ']') {
            found |= at[0] <= byte && byte <= at[2];
            at += 2;
        } else {
            found |= *at == byte;
        }
    }
    if (at >= end) {
        ++*pattern;
        return byte == '[';
    }
    *pattern = at + 1;
    return found != negated && byte != '/';
}

/* One step of a pattern that is no star against one character: steps over both, or returns false. */
static bool step(const char **pattern, const char *pattern_end, const char **path, const char *path_end)
{
    const char *p = *pattern;
    if (p >= pattern_end || *path >= path_end)
        return false;
    if (*p == '?') {
        if (**path == '/')
            return false;
        ++*pattern;
        *path += character(*path, path_end);
        return true;
    }
    if (*p == '[') {
        bool matches = matches_class(pattern, pattern_end, **path);
        ++*path;
        return matches;
    }
    if (*p == '\\' && p + 1 < pattern_end)
        p++;
    if (*p != **path)
        return false;
    *pattern = p + 1;
    ++*path;
    return true;
}

/* A `**` between slashes or at an end matches any number of folders; elsewhere it is a plain star. */
static bool is_any_folders(const char *start, const char *at, const char *end)
{
    return end - at >= 2 && at[0] == '*' && at[1] == '*' && (at == start || at[-1] == '/') &&
           (at + 2 == end || at[2] == '/');
}

/* Tries the last star again with one character more, then the last `**`: linear in pattern times path. */
bool ignore_glob(const char *pattern, size_t pattern_length, const char *path, size_t path_length)
{
    const char *p = pattern, *pattern_end = pattern + pattern_length, *s = path, *path_end = path + path_length;
    const char *star = NULL, *star_path = NULL, *folders = NULL, *folders_path = NULL;
    while (s < path_end || p < pattern_end) {
        if (is_any_folders(pattern, p, pattern_end)) {
            if (p + 2 == pattern_end)
                return s < path_end; /* everything below it */
            p += 3;
            folders = p;
            folders_path = s;
            star = NULL;
            continue;
        }
        if (p < pattern_end && *p == '*') {
            while (p < pattern_end && *p == '*')
                p++;
            star = p;
            star_path = s;
            continue;
        }
        if (step(&p, pattern_end, &s, path_end))
            continue;
        if (star && star_path < path_end && *star_path != '/') {
            star_path += character(star_path, path_end);
            p = star;
            s = star_path;
            continue;
        }
        const char *slash = folders ? memchr(folders_path, '/', (size_t)(path_end - folders_path)) : NULL;
        if (!slash)
            return false;
        folders_path = slash + 1;
        p = folders;
        s = folders_path;
        star = NULL;
    }
    return true;
}

/* One line of a .traadignore. False when it is blank or a comment. */
static bool read_rule(const char *line, size_t length, struct ignore_rule *rule)
{
    *rule = (struct ignore_rule){0};
    while (length && (line[length - 1] == ' ' || line[length - 1] == '\t' || line[length - 1] == '\r') &&
           !(length > 1 && line[length - 2] == '\\'))
        length--;
    if (!length || *line == '#')
        return false;
    if (*line == '!') {
        rule->negated = true;
        line++;
        length--;
    }
    if (length && line[length - 1] == '/') {
        rule->folders_only = true;
        length--;
    }
    rule->anchored = length && memchr(line, '/', length); /* a slash within makes it a path from here */
    if (length && *line == '/') {
        line++;
        length--;
    }
    rule->pattern = line;
    rule->length = (uint32_t)length;
    return length > 0;
}

const struct ignore *ignore_read(struct arena *arena, const struct ignore *above, uint32_t depth, const char *text,
                                 size_t length)
{
    struct ignore *ignore = arena_alloc(arena, sizeof *ignore);
    uint32_t lines = 1;
    ignore->above = above;
    ignore->depth = depth;
    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\n';
    ignore->rules = arena_alloc(arena, lines * sizeof *ignore->rules);
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    for (size_t at = 0; at < length;) {
        const char *newline = memchr(text + at, '\n', length - at);
        size_t end = newline ? (size_t)(newline - text) : length;
        if (read_rule(text + at, end - at, &ignore->rules[ignore->count]))
            ignore->count++;
        at = end + 1;
    }
    return ignore->count ? ignore : above;
}

static bool rule_matches(const struct ignore_rule *rule, const char *path, bool folder)
{
    if (rule->folders_only && !folder)
        return false;
    const char *slash = strrchr(path, '/');
    const char *name = rule->anchored || !slash ? path : slash + 1;
    return ignore_glob(rule->pattern, rule->length, name, strlen(name));
}

bool ignore_matches(const struct ignore *ignore, const char *path, bool folder)
{
    for (; ignore; ignore = ignore->above)
        for (uint32_t i = ignore->count; i-- > 0;)
            if (rule_matches(&ignore->rules[i], path + ignore->depth, folder))
                return !ignore->rules[i].negated;
    return false;
}
