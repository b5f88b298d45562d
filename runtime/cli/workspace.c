#include "workspace.h"

#include "allowance.h"
#include "data_files.h"
#include "memory.h"
#include "parse.h"
#include "refuse.h"
#include "roots.h"

#include <string.h>

/* ---- settings of the command line ---------------------------------------------------------------------------- */

static enum severity severity_of(enum term term)
{
    return term == VALUE_ERROR     ? SEVERITY_ERROR
           : term == VALUE_WARNING ? SEVERITY_WARNING
           : term == VALUE_NOTE    ? SEVERITY_NOTE
                                   : SEVERITY_OFF;
}

/* `TR0601=av`: the code, and a level in any of the three languages. */
static bool read_rule(struct model *model, struct session *session, const char *text)
{
    const char *equals = strrchr(text, '='), *end = text + strlen(text);
    struct lexicon_match match;
    if (!equals || !lexicon_longest(&model->tables->lexicon, equals + 1, end, CLASS_VALUE, SET_(SEVERITY), &match) ||
        equals + 1 + match.length != end) {
        session_say(session, TEXT_BAD_RULE_SETTING, text, NULL);
        return false;
    }
    size_t length = (size_t)(equals - text);
    enum diag_code code = diag_find(text, length);
    enum severity severity = severity_of((enum term)match.keyword->id);
    if (code) {
        model->command_line.severity[code] = (int8_t)severity;
        return true;
    }
    struct rule_setting *setting = arena_alloc(&session->arena,
                                               sizeof *setting); /* looked up when the plans are linked */
    *setting = (struct rule_setting){model->command_line.rules, text, (uint32_t)length, 0, (uint8_t)severity};
    model->command_line.rules = setting;
    return true;
}

/* False, and said, when --rule names what is neither a check nor a rule. */
static bool check_rules(const struct model *model, struct session *session)
{
    for (const struct rule_setting *at = model->command_line.rules; at; at = at->next)
        if (!at->rule) {
            refuse_code(session, at->name, at->length);
            return false;
        }
    return true;
}

static bool read_rules(struct model *model, struct session *session)
{
    for (uint32_t i = 0; i < session->options.use_count; i++) {
        const struct option_use *use = &session->options.uses[i];
        if (use->option == OPTION_RULE && !read_rule(model, session, use->value))
            return false;
    }
    return true;
}

bool workspace_day(struct session *session, day_number *day)
{
    const char *text = session->options.values[OPTION_AS_OF];
    struct date date;
    if (text && parse_date(text, &date)) {
        *day = date.last;
        return true;
    }
    if (environment_today(day, &text))
        return true;
    session_say(session, TEXT_BAD_EPOCH, text, NULL);
    return false;
}

/* ---- reading ------------------------------------------------------------------------------------------------------ */

struct reading {
    struct workspace *workspace;
    const struct replaced *replaced; /* by file, or NULL */
    const struct file_list *files;
    struct model *model;
    enum language language;
};

static void read_one(void *context, uint32_t i)
{
    struct reading *reading = context;
    const struct found_file *file = &reading->files->data[i];
    const struct replaced *replaced = reading->replaced ? &reading->replaced[i] : NULL;
    uint32_t length = 0, capacity = 0;
    const char *unreadable = NULL;
    char *bytes;
    if (replaced && replaced->bytes) {
        length = replaced->length;
        bytes = array_grow(NULL, &capacity, length + 1, 1);
        memcpy(bytes, replaced->bytes, length + 1);
    } else {
        bytes = files_read(file, reading->language, &length, &unreadable);
    }
    if (file->standard_input && bytes) /* parsing may replace bytes */
        reading->workspace->input = (struct replaced){arena_copy(&reading->workspace->arena, bytes, length), length};
    model_give_file(reading->model, i, bytes, length, unreadable);
}

static uint64_t size_of(const struct file_list *files)
{
    uint64_t size = 0;
    for (uint32_t i = 0; i < files->count; i++)
        size += files->data[i].size;
    return size;
}

enum { SMALL = 4096 }; /* the bytes of a file too small for the threads to share one heap: they would queue for it */

/* Reads and parses, each file in one go while its bytes are near. */
static void read_files(struct workspace *workspace, struct session *session, const struct replaced *replaced)
{
    const struct file_list *files = &workspace->files;
    struct model *model = &workspace->model;
    struct reading reading = {workspace, replaced, files, model, session->language};
    for (uint32_t i = 0; i < files->count; i++)
        model_add_file(model, files->data[i].path, NULL, 0, NULL);
    size_t size = (size_t)size_of(files);
    struct memory_room room = memory_expect(size / SMALL < files->count ? 0 : size);
    session->pool.parallel.each(&session->pool.parallel, room.pieces, memory_fill, &room);
    session->pool.parallel.each(&session->pool.parallel, files->count, read_one, &reading);
    for (uint32_t i = 0; i < files->count; i++)
        workspace->unreadable += model->files[i].unreadable != NULL;
}

/* The language that most words of the plans are written in. */
static enum language commonest_language(const struct model *model)
{
    uint64_t spelled[LANGUAGE_COUNT] = {0};
    enum language best = LANGUAGE_NB;
    for (uint32_t f = 0; f < model->file_count; f++)
        for (int language = 0; language < LANGUAGE_COUNT && !model->files[f].builtin; language++)
            spelled[language] += model->files[f].tree.spelled[language];
    for (int language = 1; language < LANGUAGE_COUNT; language++)
        if (spelled[language] > spelled[best])
            best = (enum language)language;
    return best;
}

/* --lang, else what the first plan that says so speaks, else the environment's, else what the plans are written in. */
static enum language language_of(const struct model *model, const struct session *session)
{
    for (uint32_t u = 1; u < model->unit_count; u++)
        if (!model->units[u].builtin && model->units[u].language_stated)
            return model->units[u].language;
    return environment_names_language() ? session->language : commonest_language(model);
}

static void settle_language(const struct model *model, struct session *session)
{
    if (session->options.values[OPTION_LANG] || session->language_settled || !model->file_count)
        return;
    session->language_settled = true;
    session->language = language_of(model, session);
    allowance_speak(session);
}

/* "`a`, `b`" */
static const char *named(struct session *session, const char *const *paths, uint32_t count)
{
    struct writer writer = {0};
    for (uint32_t i = 0; i < count; i++)
        writer_format(&writer, "%s`%s`", i ? ", " : "", paths[i]);
    const char *text = arena_copy(&session->arena, writer.data, writer.count);
    writer_free(&writer);
    return text;
}

static const char *const HERE[] = {"."};

static bool find(struct file_list *files, const char *const *paths, uint32_t count)
{
    struct roots roots = roots_of(&files->arena, paths, count);
    files->roots = &roots;
    for (uint32_t i = 0; i < (count ? count : 1); i++)
        files_find(files, count ? paths[i] : *HERE);
    files->roots = NULL;
    files_sort(files);
    return files->count > 0;
}

bool workspace_find(struct file_list *files, struct session *session, const char *const *paths, uint32_t count)
{
    *files = (struct file_list){.language = session->language};
    if (find(files, paths, count))
        return true;
    session_say(session, TEXT_NO_PLANS, count ? named(session, paths, count) : named(session, HERE, 1), NULL);
    return false;
}

bool workspace_glance(struct workspace *workspace, struct session *session, const char *const *paths, uint32_t count)
{
    enum { MOST_FOLDERS = 1000, MOST_BYTES = 4 << 20 };
    *workspace = (struct workspace){.files = {.language = session->language, .most_folders = MOST_FOLDERS}};
    model_init(&workspace->model, &session->pool.parallel);
    if (!find(&workspace->files, paths, count) || workspace->files.cut || size_of(&workspace->files) > MOST_BYTES)
        return false;
    read_files(workspace, session, NULL);
    model_link(&workspace->model);
    return true;
}

/* Reads and links what was found. */
static bool read_found(struct workspace *workspace, struct session *session, const struct replaced *replaced)
{
    read_files(workspace, session, replaced);
    workspace_step(workspace, STEP_READ);
    model_link(&workspace->model);
    settle_language(&workspace->model, session);
    session_tell(session, TOLD_LANGUAGE, (const char[]){(char)('0' + session->language), '\0'});
    data_files_read(&workspace->model, session, workspace->paths, workspace->path_count);
    workspace->rules = rules_open(&workspace->model, session->language);
    workspace_step(workspace, STEP_LINK);
    return check_rules(&workspace->model, session);
}

bool workspace_open(struct workspace *workspace, struct session *session, const char *const *paths, uint32_t count)
{
    *workspace = (struct workspace){.paths = paths, .path_count = count, .began = environment_seconds()};
    model_init(&workspace->model, &session->pool.parallel);
    return workspace_day(session, &workspace->as_of) && read_rules(&workspace->model, session) &&
           workspace_find(&workspace->files, session, paths, count) && read_found(workspace, session, NULL);
}

bool workspace_reopen(struct workspace *workspace, const struct workspace *first, struct session *session,
                      const struct replaced *replaced)
{
    *workspace = (struct workspace){.files = first->files,
                                    .shares_files = true,
                                    .paths = first->paths,
                                    .path_count = first->path_count,
                                    .as_of = first->as_of,
                                    .began = environment_seconds()};
    model_init(&workspace->model, &session->pool.parallel);
    return read_rules(&workspace->model, session) && read_found(workspace, session, replaced);
}

void workspace_say_incomplete(struct session *session, const struct revision *revision, enum completeness whole,
                              const char *where)
{
    session_say(session,
                whole == REVISION_NOT_THERE ? TEXT_NOT_IN_REVISION
                : whole == REVISION_MISSING ? TEXT_MISSING_IN_GIT
                                            : TEXT_TOO_LARGE_IN_GIT,
                where, revision->name);
    if (whole == REVISION_MISSING)
        session_hint(session, TEXT_FETCH_ALL, NULL);
}

bool workspace_open_revision(struct workspace *workspace, struct session *session, const struct revision *revision)
{
    *workspace = (struct workspace){.files = {.language = session->language}};
    model_init(&workspace->model, &session->pool.parallel);
    if (!workspace_day(session, &workspace->as_of))
        return false;
    const char *where;
    enum completeness whole = revision_find(revision, &workspace->files, &where);
    if (whole != REVISION_WHOLE)
        return workspace_say_incomplete(session, revision, whole, where), false;
    files_sort(&workspace->files);
    read_files(workspace, session, NULL);
    model_link(&workspace->model);
    settle_language(&workspace->model, session);
    if (!data_files_read_revision(&workspace->model, session, revision, &where))
        return workspace_say_incomplete(session, revision, REVISION_MISSING, where), false;
    workspace->rules = rules_open(&workspace->model, session->language);
    return true;
}

bool workspace_open_empty(struct workspace *workspace, struct session *session)
{
    *workspace = (struct workspace){.files = {.language = session->language}};
    model_init(&workspace->model, &session->pool.parallel);
    model_link(&workspace->model);
    workspace->rules = rules_open(&workspace->model, session->language);
    return workspace_day(session, &workspace->as_of);
}

void workspace_free(struct workspace *workspace)
{
    rules_free(workspace->rules);
    model_free(&workspace->model);
    if (!workspace->shares_files)
        files_free(&workspace->files);
    arena_free(&workspace->arena);
}

/* The process is about to end, and giving memory back piece by piece takes a tenth of a large check: the system takes it
 * all at once. Under a sanitizer it is given back, so that what leaks is seen. */
void workspace_close(struct workspace *workspace)
{
#if defined(__SANITIZE_ADDRESS__) || defined(TRAAD_FREE_ALL)
    workspace_free(workspace);
#else
    (void)workspace;
#endif
}

void workspace_step(struct workspace *workspace, enum step step)
{
    double now = environment_seconds();
    workspace->seconds[step] += now - workspace->began;
    workspace->began = now;
}

void workspace_say_unreadable(const struct workspace *workspace, struct session *session)
{
    for (uint32_t f = 0; f < workspace->model.file_count; f++) {
        const struct file *file = &workspace->model.files[f];
        if (file->unreadable)
            session_say(session, TEXT_CANNOT_READ, file->source.path, file->unreadable);
    }
}
