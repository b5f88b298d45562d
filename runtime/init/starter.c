/* starter.c: the templates of starter/, filled in. */
#include "starter.h"

#include "embedded.h"
#include "model.h"
#include "render.h"

#include <string.h>

static const char ROOM[] = "runtime/init/starter/"; /* of the templates: nb/, nn/ and both/ */

struct answer {
    const char *name, *value; /* NULL: the lines that ask for it go */
};

enum { MOST_ANSWERS = 16, NORWEGIAN = 2 };

struct answers {
    struct answer data[MOST_ANSWERS];
    uint32_t count;
};

/* ---- kinds of plans ----------------------------------------------------------------------------------------- */

struct plan_kind {
    enum term type;
    bool measures;
    const char *title[NORWEGIAN];   /* before the municipality */
    const char *follows[NORWEGIAN]; /* what it is built on, or NULL */
};

#define LONG_TERM                                                     \
    {                                                                 \
        "Kommuneplanens samfunnsdel", "Samfunnsdelen i kommuneplanen" \
    }

static const struct plan_kind PLAN_KINDS[] = {
    {VALUE_THEMATIC_PLAN, true, {"Folkehelseplan for", "Folkehelseplan for"}, LONG_TERM},
    {VALUE_ACTION_PLAN, true, {"Handlingsplan for folkehelse i", "Handlingsplan for folkehelse i"}, LONG_TERM},
    {VALUE_STRATEGY_PLAN, false, {"Folkehelsestrategi for", "Folkehelsestrategi for"}, LONG_TERM},
    {VALUE_PROGRAMME, true, {"Folkehelseprogram for", "Folkehelseprogram for"}, LONG_TERM},
    {VALUE_COMMUNITY_PLAN,
     false,
     {"Kommuneplanens samfunnsdel for", "Samfunnsdelen i kommuneplanen for"},
     {"Kommunal planstrategi", "Kommunal planstrategi"}},
    {VALUE_PLANNING_STRATEGY, false, {"Planstrategi for", "Planstrategi for"}, {NULL, NULL}},
    {VALUE_OPERATIONAL_PLAN,
     true,
     {"Virksomhetsplan for folkehelsearbeidet i", "Verksemdsplan for folkehelsearbeidet i"},
     LONG_TERM},
};

static const struct plan_kind *plan_kind(enum term type)
{
    for (size_t i = 0; i < sizeof PLAN_KINDS / sizeof *PLAN_KINDS; i++)
        if (PLAN_KINDS[i].type == type)
            return &PLAN_KINDS[i];
    return &PLAN_KINDS[0];
}

const char *starter_plan_types(struct arena *arena, enum language language)
{
    const char *list = "";
    for (size_t i = 0; i < sizeof PLAN_KINDS / sizeof *PLAN_KINDS; i++)
        list = arena_format(arena, "%s%s%s", list, *list ? ", " : "",
                            keyword_of_term(PLAN_KINDS[i].type)->forms[language]);
    return list;
}

/* ---- answers ------------------------------------------------------------------------------------------------ */

static void answer(struct answers *answers, const char *name, const char *value)
{
    answers->data[answers->count++] = (struct answer){name, value};
}

/* A name to refer to: letters first. */
static const char *name_of(struct arena *arena, const char *title)
{
    const char *slug = model_slug(arena, title, (uint32_t)strlen(title));
    bool letter = *slug >= 'a' && *slug <= 'z';
    return letter ? slug : arena_format(arena, "kommunen%s%s", *slug ? "-" : "", slug);
}

static void answer_all(struct answers *answers, const struct starter *s, struct arena *arena)
{
    static const char *const ours[] = {"Vår kommune", "Kommunen vår"}, *const of_ours[] = {"vår kommune",
                                                                                           "kommunen vår"};
    const struct plan_kind *kind = plan_kind(s->plan_type);
    const char *type = keyword_of_term(s->plan_type)->forms[s->language];
    const char *municipality = s->municipality ? s->municipality : ours[s->language];
    const char *name = name_of(arena, municipality);
    const char *title = arena_format(arena, "%s %s", kind->title[s->language],
                                     s->municipality ? s->municipality : of_ours[s->language]);
    int before = s->year < s->today ? s->year : s->today;
    answer(answers, "id", arena_format(arena, "%s-%s", name, type));
    answer(answers, "actor", name);
    answer(answers, "municipality", municipality);
    answer(answers, "title", s->title ? s->title : title);
    answer(answers, "plan-type", type);
    answer(answers, "follows", kind->follows[s->language]);
    answer(answers, "measures", kind->measures ? "" : NULL);
    answer(answers, "from", arena_format(arena, "%d", s->year));
    answer(answers, "next", arena_format(arena, "%d", s->year + 1));
    answer(answers, "evaluated", arena_format(arena, "%d", s->year + 2));
    answer(answers, "to", arena_format(arena, "%d", s->year + 3));
    answer(answers, "measured", arena_format(arena, "%d", before - 1));
}

static const struct answer *find_answer(const struct answers *answers, const char *name, size_t length)
{
    for (uint32_t i = 0; i < answers->count; i++)
        if (strlen(answers->data[i].name) == length && memcmp(answers->data[i].name, name, length) == 0)
            return &answers->data[i];
    return NULL;
}

/* ---- templates ---------------------------------------------------------------------------------------------- */

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);
    return length >= tail && strcmp(path + length - tail, ending) == 0;
}

static void put_answer(struct writer *out, const char *path, const char *value)
{
    if (ends_in(path, ".md")) {
        render_markdown(out, value);
        return;
    }
    for (; *value; value++) {
        if (*value == '"' || *value == '\\')
            writer_char(out, '\\');
        writer_char(out, *value);
    }
}

/* Writes one line, or nothing and false when it asks for what there is no answer to. */
static bool fill_line(struct writer *out, const char *path, const char *line, const char *end,
                      const struct answers *answers)
{
    uint32_t before = out->count;
    while (line < end) {
        const char *mark = memchr(line, '@', (size_t)(end - line));
        const char *close = mark ? memchr(mark + 1, '@', (size_t)(end - mark - 1)) : NULL;
        const struct answer *found = close ? find_answer(answers, mark + 1, (size_t)(close - mark - 1)) : NULL;
        const char *text_end = found ? mark : mark ? mark + 1 : end;
        writer_put(out, line, (size_t)(text_end - line));
        line = found ? close + 1 : text_end;
        if (found && !found->value)
            return out->count = before, false;
        if (found)
            put_answer(out, path, found->value);
    }
    return true;
}

/* Writes a template with its answers. False when the file is not wanted. */
static bool fill(struct writer *out, const char *path, const char *text, const struct answers *answers)
{
    for (const char *line = text, *end; *line; line = end) {
        const char *newline = strchr(line, '\n');
        end = newline ? newline + 1 : line + strlen(line);
        if (!fill_line(out, path, line, end, answers) && line == text)
            return false;
    }
    return true;
}

struct placed *starter_files(const struct starter *starter, const char *before, struct arena *arena, uint32_t *count)
{
    static const char *const rooms[] = {"nb/", "nn/"};
    struct answers answers = {.count = 0};
    struct {
        struct placed *data;
        uint32_t count, capacity;
    } files = {NULL, 0, 0};
    answer_all(&answers, starter, arena);
    for (const struct embedded *file = starter_templates; file->path; file++) {
        const char *name = file->path + strlen(ROOM), *room = rooms[starter->language];
        size_t skip = strncmp(name, room, strlen(room)) == 0 ? strlen(room) : strncmp(name, "both/", 5) == 0 ? 5 : 0;
        struct writer out = {0};
        if (skip && fill(&out, name, file->bytes, &answers)) {
            struct placed placed = {arena_format(arena, "%s%s", before, name + skip),
                                    arena_copy(arena, writer_string(&out), out.count), out.count};
            ARRAY_PUSH(&files, data, count, capacity, placed);
        }
        writer_free(&out);
    }
    *count = files.count;
    return files.data;
}
