/* command_complete.c: `traad __complete -- WORDS`: what may stand at the cursor, for the scripts that shells load.
 * WORDS are those behind the program's name, the last one as far as it is typed. The answer is a line `FILES SPACE
 * PREFIX`, with tabs between, then `VALUE MEANING` for each proposal, which goes behind PREFIX:
 *
 *   FILES   files, folders, plans or none: what the shell should propose of its own
 *   SPACE   space or nospace: whether one follows the proposal that is taken
 *   PREFIX  the part of the last word that stays as it is
 *
 * Whoever presses a key waits for it: nothing is said of what is wrong, and large workspaces are left alone. */
#include "embedded.h"
#include "explain_rule.h"
#include "export.h"
#include "glyph.h"
#include "stream.h"
#include "workspace.h"

#include <string.h>

enum complete_files { COMPLETE_NONE, COMPLETE_PLANS, COMPLETE_FILES, COMPLETE_FOLDERS };

struct completing {
    struct session *session;
    struct options options; /* of the line that is typed, as far as it goes */
    struct arena *arena;
    const char *word; /* the last one; `prefix` bytes of it stay */
    size_t prefix;
    enum complete_files files;
    const char *behind;       /* what goes on behind each value: "=", and no space */
    const char *const *paths; /* of the line that is typed */
    uint32_t path_count;
    struct workspace workspace;
    bool looked, any_plans; /* the workspace was looked for; it was found */
    struct writer values;
};

static const char *typed(const struct completing *c)
{
    return c->word + c->prefix;
}

static void offer(struct completing *c, const char *value, const char *meaning)
{
    glyph_string(&c->values, value);
    writer_text(&c->values, c->behind);
    writer_char(&c->values, '\t');
    glyph_string(&c->values, meaning);
    writer_char(&c->values, '\n');
}

/* ---- from the tables --------------------------------------------------------------------------------------------- */

static void offer_files(struct completing *c, uint32_t which)
{
    c->files = (enum complete_files)which;
}

/* The English names, and the Norwegian ones once something is typed that begins them. */
static void offer_commands(struct completing *c, uint32_t unused)
{
    (void)unused;
    for (enum command command = 0; command < COMMAND_COUNT; command++) {
        const struct command_row *row = command_row(command);
        if (command_is_hidden(command) || (c->options.watch && !command_is_watched(command)))
            continue;
        offer(c, row->name, row->line[c->options.language]);
        if (*row->synonym && *typed(c) && strncmp(row->synonym, typed(c), strlen(typed(c))) == 0)
            offer(c, row->synonym, row->line[c->options.language]);
    }
}

static void offer_choices(struct completing *c, const char *choices)
{
    for (const char *at = choices; *at;) {
        size_t length = strcspn(at, "|");
        offer(c, arena_copy(c->arena, at, length), "");
        at += length + (at[length] == '|');
    }
}

static void offer_shells(struct completing *c, uint32_t unused)
{
    (void)unused;
    for (const struct embedded *script = shell_files; script->path; script++)
        offer(c, completion_shell(script), "");
}

static void offer_exports(struct completing *c, uint32_t unused)
{
    (void)unused;
    static const char *const names[] = {
#define EXPORT(name, function, scope, library) name,
#include "export.def"
#undef EXPORT
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        offer(c, names[i], "");
}

static void offer_tables(struct completing *c, uint32_t unused)
{
    (void)unused;
    for (int number = 0; number < SCHEMA_COUNT; number++)
        offer(c, schema_table((enum schema_number)number)->name, "");
}

/* The words of a set of listed values. */
static void offer_words(struct completing *c, uint32_t sets)
{
    size_t count;
    const struct keyword *rows = keyword_rows(&count);
    for (size_t i = 0; i < count; i++)
        if (rows[i].class == CLASS_VALUE && (rows[i].mask & sets))
            offer(c, rows[i].forms[c->options.language], "");
}

/* ---- from the plans ---------------------------------------------------------------------------------------------- */

/* The plans that the typed line is about, or where there are none the standard library. */
static struct model *look(struct completing *c)
{
    if (!c->looked) {
        c->any_plans = workspace_glance(&c->workspace, c->session, c->paths, c->path_count);
        if (!c->any_plans) {
            model_free(&c->workspace.model);
            explain_open_standard(&c->workspace.model, c->session);
        }
        model_identities(&c->workspace.model);
    }
    c->looked = true;
    return &c->workspace.model;
}

/* The standard library's frameworks and rules are proposed to whoever asks for such; the rest of it where the plans
 * use it. */
static bool is_worth_naming(const struct completing *c, const struct model *model, const struct entity *entity,
                            uint32_t kinds)
{
    return kinds == OF(FRAMEWORK) || kinds == OF(RULE) ||
           (c->any_plans && (!model->files[entity->file].builtin || entity->flags & ENTITY_USED));
}

/* Ids, or identities once a `/` is typed. */
static void offer_from(struct completing *c, const struct model *model, uint32_t kinds)
{
    bool whole = strchr(typed(c), '/') || kinds == OF(RULE);
    for (uint32_t e = 1; e < model->entity_count; e++) {
        const struct entity *entity = &model->entities[e];
        if (!KIND_IN(entity->kind, kinds) || !entity->name || entity->flags & ENTITY_DUPLICATE || entity->extends ||
            !is_worth_naming(c, model, entity, kinds))
            continue;
        const struct symbol *name = &model->units[entity->unit].symbols->symbols[entity->name];
        const char *id = whole ? model_identity(model, e) : arena_copy(c->arena, name->text, name->length);
        if (strncmp(id, typed(c), strlen(typed(c))) == 0)
            offer(c, id, model_title(model, c->arena, e, c->options.language));
    }
}

static void offer_ids(struct completing *c, uint32_t kinds)
{
    offer_from(c, look(c), kinds);
}

/* Codes, or names once a small letter is typed, and the rules of the plans once a `/` is. */
static void offer_codes(struct completing *c, uint32_t unused)
{
    (void)unused;
    if (strchr(typed(c), '/'))
        offer_ids(c, OF(RULE));
    bool names = *typed(c) >= 'a' && *typed(c) <= 'z';
    for (int code = 1; code < DIAG_COUNT; code++) {
        const struct diag_row *row = diag_row((enum diag_code)code);
        offer(c, names ? row->name : row->code, diag_template(c->arena, row->message[c->options.language]));
    }
}

/* Those of the standard library: they can be explained to anyone. */
static void offer_rules(struct completing *c, uint32_t unused)
{
    struct model standard;
    (void)unused;
    explain_open_standard(&standard, c->session);
    model_identities(&standard);
    offer_from(c, &standard, OF(RULE));
    model_free(&standard);
}

/* ---- what stands where ------------------------------------------------------------------------------------------- */

static const struct {
    const char *word;
    void (*offer)(struct completing *c, uint32_t argument);
    uint32_t argument;
} COMPLETIONS[] = {
#define COMPLETION(word, function, argument) {word, function, argument},
#include "completion.def"
#undef COMPLETION
};

/* Offers what the words in capitals between [at, end) stand for: `CODE|RULE`. */
static void offer_placeholder(struct completing *c, const char *at, const char *end)
{
    for (size_t length; at < end; at += length + 1) {
        length = strcspn(at, "|=,… ]");
        for (size_t i = 0; i < sizeof COMPLETIONS / sizeof *COMPLETIONS; i++)
            if (strlen(COMPLETIONS[i].word) == length && memcmp(COMPLETIONS[i].word, at, length) == 0)
                COMPLETIONS[i].offer(c, COMPLETIONS[i].argument);
    }
}

/* Keeps what is typed up to the last of a byte. */
static bool keep_through(struct completing *c, char byte)
{
    const char *last = strrchr(typed(c), byte);
    if (last)
        c->prefix = (size_t)(last - c->word) + 1;
    return last != NULL;
}

/* The value of an option: one of its choices, or what its placeholder says: `FILE`, `CODE,…`, `CODE=LEVEL`. */
static void offer_value(struct completing *c, const struct option_row *row)
{
    const char *place = row->placeholder[LANGUAGE_EN], *end = place + strlen(place), *equals = strchr(place, '=');
    bool several = row->takes == TAKES_LIST || (row->takes == TAKES_TEXT && row->choices);
    if (several)
        keep_through(c, ',');
    if (row->takes == TAKES_TEXT && row->choices && keep_through(c, '=')) /* json=FILE */
        offer_files(c, COMPLETE_FILES);
    else if (row->choices)
        offer_choices(c, row->choices);
    else if (equals && keep_through(c, '='))
        offer_placeholder(c, equals + 1, end);
    else if (equals) {
        c->behind = "=";
        offer_placeholder(c, place, equals);
    } else {
        offer_placeholder(c, place, end);
    }
}

/* Options not yet given; those that list things may be given again. */
static void offer_options(struct completing *c)
{
    for (enum option option = 0; option < OPTION_COUNT; option++) {
        const struct option_row *row = option_row(option);
        bool given = false;
        for (uint32_t i = 0; i < c->options.use_count; i++)
            given |= options_find(&c->options, c->options.uses[i].name, c->options.uses[i].name_length) == option;
        if (options_apply(&c->options, option) && !(given && row->takes != TAKES_LIST && row->takes != TAKES_TEXT))
            offer(c, arena_format(c->arena, "--%s", row->name), row->help[c->options.language]);
    }
}

/* The argument that is typed, as the usage line names it: `ID [PATH…]`. Its last word goes on for ever. */
static void offer_argument(struct completing *c)
{
    enum command command = c->options.named;
    bool begins = c->options.watch && command == COMMAND_WATCH && !c->options.argument_count;
    uint32_t number = c->options.argument_count, before = 0;
    const char *at = command_row(command)->arguments[LANGUAGE_EN], *word = at;
    if (c->options.watch && command == COMMAND_WATCH ? !begins : options_answer_first(&c->options))
        number++; /* COMMAND or ID was left out */
    for (; *at && *at != '-' && before <= number; before++) {
        word = at;
        at += strcspn(at, " ");
        at += *at == ' ';
    }
    if (before <= number && !strstr(word, "…"))
        return;
    word += *word == '[';
    offer_placeholder(c, word, word + strcspn(word, " ]"));
    if (begins)
        offer_files(c, COMPLETE_PLANS);
}

/* The option whose value the last word is, or NULL. `--name=value` is one word. */
static const struct option_row *awaited(struct completing *c)
{
    const struct option_use *last = c->options.use_count ? &c->options.uses[c->options.use_count - 1] : NULL;
    const char *equals = strchr(c->word, '=');
    enum option option = OPTION_COUNT;
    if (strncmp(c->word, "--", 2) == 0 && equals) {
        option = options_find(&c->options, c->word + 2, (size_t)(equals - c->word) - 2);
        c->prefix = (size_t)(equals - c->word) + 1;
    } else if (last && !last->value) {
        option = options_find(&c->options, last->name, last->name_length);
    }
    return option != OPTION_COUNT && option_row(option)->takes != TAKES_FLAG ? option_row(option) : NULL;
}

static void complete(struct completing *c)
{
    const struct option_row *row = awaited(c);
    if (c->options.any_command && c->options.command == COMMAND_COUNT)
        return;
    if (row)
        offer_value(c, row);
    else if (c->prefix)
        return; /* an option without such a value */
    else if (*c->word == '-')
        offer_options(c);
    else if (!c->options.any_command)
        offer_commands(c, 0);
    else
        offer_argument(c);
}

int command_complete(struct session *session)
{
    static const char *const FILES[] = {"none", "plans", "files", "folders"};
    struct options *line = &session->options;
    struct completing c = {.session = session, .arena = &session->arena, .word = "", .behind = ""};
    char **words = arena_alloc(c.arena, (line->argument_count + 2) * sizeof *words);
    session->errors.failed = true; /* nobody reads it */
    if (line->argument_count)
        c.word = line->arguments[line->argument_count - 1];
    for (uint32_t i = 0; i + 1 < line->argument_count; i++)
        words[i + 1] = arena_copy(c.arena, line->arguments[i], strlen(line->arguments[i]));
    options_glance(&c.options, (int)(line->argument_count ? line->argument_count : 1), words, c.arena);
    uint32_t first = c.options.any_command && c.options.command != COMMAND_COUNT ? options_first_path(&c.options) : 0;
    if (c.options.argument_count > first) {
        c.paths = c.options.arguments + first;
        c.path_count = c.options.argument_count - first;
    }
    complete(&c);
    struct stream stream;
    stream_open(&stream, NULL);
    writer_format(&stream.writer, "%s\t%s\t%.*s\n", FILES[c.files], *c.behind ? "nospace" : "space", (int)c.prefix,
                  c.word);
    writer_put(&stream.writer, c.values.data ? c.values.data : "", c.values.count);
    writer_free(&c.values);
    if (c.looked)
        workspace_close(&c.workspace);
    return session_close(session, &stream, EXIT_FINE);
}
