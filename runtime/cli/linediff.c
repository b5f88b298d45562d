#include "linediff.h"

#include "glyph.h"

#include <string.h>

enum { CONTEXT = 3, MOST_EDITS = 1000 };

struct line {
    const char *text;
    uint32_t length, hash; /* with its line break */
};

struct lines {
    struct line *data;
    uint32_t count, capacity;
};

struct diff {
    struct writer *writer;
    struct lines old, new;
    bool *removed, *added; /* by line of old, of new */
    uint32_t removed_capacity, added_capacity;
    bool harmless;
};

static void split(struct lines *lines, const char *text, uint32_t length)
{
    for (uint32_t at = 0; at < length;) {
        const char *newline = memchr(text + at, '\n', length - at);
        uint32_t end = newline ? (uint32_t)(newline - text) + 1 : length;
        struct line line = {text + at, end - at, 2166136261u};
        for (uint32_t i = at; i < end; i++)
            line.hash = (line.hash ^ (unsigned char)text[i]) * 16777619u;
        ARRAY_PUSH(lines, data, count, capacity, line);
        at = end;
    }
}

static bool equal(const struct diff *diff, int64_t x, int64_t y)
{
    const struct line *a = &diff->old.data[x], *b = &diff->new.data[y];
    return a->hash == b->hash && a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* The frontier of every number of edits, so that the way can be walked back: row d has 2d + 1 furthest x. */
struct frontier {
    int32_t *data;
    uint32_t capacity;
};

static int32_t *row(const struct frontier *frontier, int64_t d)
{
    return frontier->data + d * d + d; /* its middle, diagonal 0 */
}

/* The x from which diagonal k of row d goes on, before its equal lines. */
static int32_t reach(const int32_t *above, int64_t d, int64_t k)
{
    if (k == -d || (k != d && above[k - 1] < above[k + 1]))
        return above[k + 1];
    return above[k - 1] + 1;
}

/* Marks the edits on the way back from (x, y) on row d. Coordinates count from `start`. */
static void walk_back(struct diff *diff, const struct frontier *frontier, int64_t d, int64_t x, int64_t y,
                      int64_t start)
{
    for (; d > 0; d--) {
        const int32_t *above = row(frontier, d - 1);
        int64_t k = x - y;
        bool down = k == -d || (k != d && above[k - 1] < above[k + 1]);
        int64_t from = k + (down ? 1 : -1);
        x = above[from];
        y = x - from;
        if (down)
            diff->added[start + y] = true;
        else
            diff->removed[start + x] = true;
    }
}

/* Marks a shortest edit of old[start .. start+n) to new[start .. start+m). False when it takes more than MOST_EDITS. */
static bool shortest_edit(struct diff *diff, int64_t start, int64_t n, int64_t m)
{
    struct frontier frontier = {0};
    bool found = false;
    for (int64_t d = 0; d <= MOST_EDITS && d <= n + m && !found; d++) {
        frontier.data = array_grow(frontier.data, &frontier.capacity, (uint32_t)((d + 1) * (d + 1)),
                                   sizeof *frontier.data);
        int32_t *now = row(&frontier, d);
        for (int64_t k = -d; k <= d; k++)
            now[k] = -1;
        for (int64_t k = -d; k <= d && !found; k += 2) {
            int64_t x = d ? reach(row(&frontier, d - 1), d, k) : 0, y = x - k;
            while (x < n && y < m && y >= 0 && equal(diff, start + x, start + y)) {
                x++;
                y++;
            }
            now[k] = (int32_t)x;
            found = x >= n && y >= m;
            if (found)
                walk_back(diff, &frontier, d, x, y, start);
        }
    }
    array_free(frontier.data);
    return found;
}

static void mark_changes(struct diff *diff)
{
    uint32_t start = 0, old_end = diff->old.count, new_end = diff->new.count;
    while (start < old_end && start < new_end && equal(diff, start, start))
        start++;
    while (old_end > start && new_end > start && equal(diff, old_end - 1, new_end - 1)) {
        old_end--;
        new_end--;
    }
    if (shortest_edit(diff, start, old_end - start, new_end - start))
        return;
    memset(diff->removed + start, true, old_end - start);
    memset(diff->added + start, true, new_end - start);
}

/* ---- writing ------------------------------------------------------------------------------------------------ */

static void write_line(struct diff *diff, char sign, const struct line *line)
{
    bool whole = line->length && line->text[line->length - 1] == '\n';
    writer_style(diff->writer, sign == '-' ? STYLE_ERROR : sign == '+' ? STYLE_HELP : STYLE_PLAIN);
    writer_char(diff->writer, sign);
    if (diff->harmless)
        glyph_lines(diff->writer, line->text, line->length - whole);
    else
        writer_put(diff->writer, line->text, line->length - whole);
    writer_style(diff->writer, STYLE_PLAIN);
    writer_text(diff->writer, whole ? "\n" : "\n\\ No newline at end of file\n");
}

/* `12,3`, as diff counts: an empty range is named by the line before it, a range of one by its line alone. */
static void write_range(struct writer *writer, uint32_t start, uint32_t count)
{
    writer_format(writer, "%u", (unsigned)(count ? start + 1 : start));
    if (count != 1)
        writer_format(writer, ",%u", (unsigned)count);
}

/* A hunk: old lines from x and new lines from y on, as far as x_end and y_end. */
static void write_hunk(struct diff *diff, uint32_t x, uint32_t x_end, uint32_t y, uint32_t y_end)
{
    writer_text(diff->writer, "@@ -");
    write_range(diff->writer, x, x_end - x);
    writer_text(diff->writer, " +");
    write_range(diff->writer, y, y_end - y);
    writer_text(diff->writer, " @@\n");
    while (x < x_end || y < y_end)
        if (x < x_end && diff->removed[x])
            write_line(diff, '-', &diff->old.data[x++]);
        else if (y < y_end && diff->added[y])
            write_line(diff, '+', &diff->new.data[y++]);
        else {
            write_line(diff, ' ', &diff->old.data[x++]);
            y++;
        }
}

/* Changes less than two contexts apart share a hunk. */
static void write_hunks(struct diff *diff)
{
    uint32_t x = 0, y = 0, old_count = diff->old.count, new_count = diff->new.count;
    for (;;) {
        while (x < old_count && y < new_count && !diff->removed[x] && !diff->added[y])
            x++, y++;
        if (x >= old_count && y >= new_count)
            return;
        uint32_t lead = x < CONTEXT ? x : CONTEXT, from_x = x - lead, from_y = y - lead, quiet = 0;
        while ((x < old_count || y < new_count) && quiet <= 2 * CONTEXT) {
            bool changed = true;
            if (x < old_count && diff->removed[x])
                x++;
            else if (y < new_count && diff->added[y])
                y++;
            else
                x++, y++, changed = false;
            quiet = changed ? 0 : quiet + 1;
        }
        uint32_t surplus = quiet > CONTEXT ? quiet - CONTEXT : 0;
        write_hunk(diff, from_x, x - surplus, from_y, y - surplus);
    }
}

/* A name as git reads it: quoted, with escapes, where it has signs that a line of a patch has no room for; else with a tab
 * behind a name that has blanks. */
static void write_name(struct writer *writer, const char *sign, const char *side, const char *path)
{
    bool plain = true;
    for (const char *at = path; *at && plain;) {
        struct glyph glyph = glyph_at(at, strlen(at));
        plain = glyph.point >= ' ' && glyph.point != '"' && glyph.point != '\\' && !glyph.hidden;
        at += glyph.length;
    }
    writer_format(writer, "%s %s%s/", sign, plain ? "" : "\"", side);
    for (; *path; path++)
        if (plain || (*path >= ' ' && *path < 0x7F && *path != '"' && *path != '\\'))
            writer_char(writer, *path);
        else
            writer_format(writer, "\\%03o", (unsigned)(unsigned char)*path);
    writer_text(writer, plain ? "" : "\"");
}

void linediff_write(struct writer *writer, const char *path, const char *old, uint32_t old_length, const char *new,
                    uint32_t new_length, bool harmless)
{
    if (old_length == new_length && memcmp(old, new, old_length) == 0)
        return;
    struct diff diff = {.writer = writer, .harmless = harmless};
    split(&diff.old, old, old_length);
    split(&diff.new, new, new_length);
    diff.removed = array_grow(NULL, &diff.removed_capacity, diff.old.count + 1, sizeof *diff.removed);
    diff.added = array_grow(NULL, &diff.added_capacity, diff.new.count + 1, sizeof *diff.added);
    memset(diff.removed, false, diff.old.count + 1);
    memset(diff.added, false, diff.new.count + 1);
    mark_changes(&diff);
    writer_style(writer, STYLE_STRONG);
    const char *end = strchr(path, ' ') ? "\t\n" : "\n";
    write_name(writer, "---", "a", path);
    writer_text(writer, end);
    write_name(writer, "+++", "b", path);
    writer_text(writer, end);
    writer_style(writer, STYLE_PLAIN);
    write_hunks(&diff);
    array_free(diff.old.data);
    array_free(diff.new.data);
    array_free(diff.removed);
    array_free(diff.added);
}
