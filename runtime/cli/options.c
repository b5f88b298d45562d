#include "options.h"

#include "command.h"
#include "glyph.h"
#include "nearest.h"
#include "option_value.h"

#include <string.h>

static const struct command_row COMMANDS[] = {
#define COMMAND(id, name, synonym, function, args_nb, args_nn, args_en, nb, nn, en, more_nb, more_nn, more_en) \
    {name, synonym, function, {args_nb, args_nn, args_en}, {nb, nn, en}, {more_nb, more_nn, more_en}},
#include "command.def"
#undef COMMAND
};

#define C(command) (1u << COMMAND_##command)
static const struct option_row OPTIONS[] = {
#define OPTION(id, name, letter, commands, takes, choices, standard, place_nb, place_nn, place_en, nb, nn, en) \
    {name, letter, commands, TAKES_##takes, choices, standard, {place_nb, place_nn, place_en}, {nb, nn, en}},
#include "option.def"
#undef OPTION
};

const struct command_row *command_row(enum command command)
{
    return &COMMANDS[command];
}

const struct option_row *option_row(enum option option)
{
    return &OPTIONS[option];
}

bool command_is_hidden(enum command command)
{
    return COMMANDS[command].name[0] == '_';
}

bool command_is_watched(enum command command)
{
    const uint32_t watched = C(CHECK) | C(OVERDUE) | C(STATUS) | C(TARGETS) | C(TRACE) | C(MATRIX) | C(COVERAGE) |
                             C(REPORT) | C(QUERY) | C(EXPORT);
    return watched >> command & 1u;
}

bool options_apply(const struct options *options, enum option option)
{
    uint32_t commands = OPTIONS[option].commands;
    return (commands >> options->command & 1u) || (options->watch && (commands >> COMMAND_WATCH & 1u));
}

enum command command_find(const char *name)
{
    for (enum command command = 0; command < COMMAND_COUNT; command++)
        if (strcmp(name, COMMANDS[command].name) == 0 || (*name && strcmp(name, COMMANDS[command].synonym) == 0))
            return command;
    return COMMAND_COUNT;
}

/* ---- what cannot be understood ------------------------------------------------------------------------------- */

struct complaint {
    const struct options *options;
    struct writer *errors;
};

static void say(const struct complaint *complaint, enum text text, const char *first, const char *second)
{
    writer_text(complaint->errors, "traad: ");
    text_write(complaint->errors, text, complaint->options->language, first, second);
}

static void say_nearest(const struct complaint *complaint, const char *nearest)
{
    if (nearest) {
        writer_char(complaint->errors, ' ');
        text_write(complaint->errors, TEXT_DID_YOU_MEAN, complaint->options->language, nearest, NULL);
    }
    writer_char(complaint->errors, '\n');
}

/* Something like `plan.plan` or `./folder` where a command should stand. */
static bool looks_like_a_path(const char *text)
{
    size_t length = strlen(text);
    return strchr(text, '/') || *text == '.' || (length > 5 && strcmp(text + length - 5, ".plan") == 0);
}

void command_unknown(const char *name, enum language language, struct writer *errors)
{
    struct arena arena = {0};
    struct nearest nearest;
    nearest_begin(&nearest, name, strlen(name));
    for (enum command command = 0; command < COMMAND_COUNT; command++) {
        if (command_is_hidden(command))
            continue;
        nearest_try(&nearest, COMMANDS[command].name, strlen(COMMANDS[command].name), COMMANDS[command].name, 0);
        nearest_try(&nearest, COMMANDS[command].synonym, strlen(COMMANDS[command].synonym), COMMANDS[command].synonym,
                    0);
    }
    if (looks_like_a_path(name))
        nearest.match = arena_format(&arena, "traad check %s", name);
    struct options options = {.language = language};
    struct complaint complaint = {&options, errors};
    say(&complaint, TEXT_UNKNOWN_COMMAND, name, NULL);
    say_nearest(&complaint, nearest.match);
    text_write(errors, TEXT_SEE_HELP, language, NULL, NULL);
    writer_char(errors, '\n');
    arena_free(&arena);
}

static bool unknown_option(const struct complaint *complaint, const char *name, size_t length, struct arena *arena)
{
    const struct options *options = complaint->options;
    const char *command = COMMANDS[options->command].name;
    struct nearest nearest;
    nearest_begin(&nearest, name, length);
    for (enum option option = 0; option < OPTION_COUNT; option++)
        if (options_apply(options, option))
            nearest_try(&nearest, OPTIONS[option].name, strlen(OPTIONS[option].name), OPTIONS[option].name, 0);
    const char *written = arena_format(arena, "%s%.*s", length > 1 ? "--" : "-", (int)length, name);
    say(complaint, TEXT_UNKNOWN_OPTION, options->any_command ? command : "traad", written);
    say_nearest(complaint, nearest.match ? arena_format(arena, "--%s", (const char *)nearest.match) : NULL);
    if (options->any_command)
        text_write(complaint->errors, TEXT_SEE_COMMAND_HELP, options->language, command, NULL);
    else
        text_write(complaint->errors, TEXT_SEE_HELP, options->language, NULL, NULL);
    writer_char(complaint->errors, '\n');
    return false;
}

static bool bad_value(const struct complaint *complaint, const struct option_row *row, const struct value_fault *fault)
{
    writer_text(complaint->errors, "traad: --");
    writer_text(complaint->errors, row->name);
    writer_text(complaint->errors, ": ");
    text_write(complaint->errors, fault->text, complaint->options->language, fault->first, fault->second);
    writer_char(complaint->errors, '\n');
    return false;
}

/* ---- reading ------------------------------------------------------------------------------------------------------- */

/* A row of this name or letter: the command's own, else any, which says as well as can be whether it takes a value.
 * NULL when there is none. */
static const struct option_row *find_row(const char *name, size_t length, bool letter, const char *command)
{
    const struct option_row *any = NULL;
    enum command known = command ? command_find(command) : COMMAND_COUNT;
    for (enum option option = 0; option < OPTION_COUNT; option++) {
        const struct option_row *row = &OPTIONS[option];
        if (letter ? row->letter != *name : strlen(row->name) != length || memcmp(row->name, name, length) != 0)
            continue;
        if (known != COMMAND_COUNT && (row->commands >> known & 1u))
            return row;
        any = any ? any : row;
    }
    return any;
}

/* Reads one option at arguments[*i] into a use; its value may be the next argument. */
static struct option_use read_use(int *i, int count, char **arguments, const char *command)
{
    const char *text = arguments[*i];
    bool letter = text[1] != '-';
    const char *name = text + (letter ? 1 : 2);
    size_t length = letter ? 1 : strcspn(name, "=");
    const struct option_row *row = find_row(name, length, letter, command);
    struct option_use use = {
        .name = row ? row->name : name, .name_length = row ? strlen(row->name) : length, .option = OPTION_COUNT};
    const char *behind = name + length;
    if (letter && *behind && row && row->takes != TAKES_FLAG)
        use.value = behind + (*behind == '=');
    else if (letter && *behind) /* -qx: letters do not combine */
        use = (struct option_use){.name = name, .name_length = strlen(name), .option = OPTION_COUNT};
    else if (*behind == '=')
        use.value = behind + 1;
    else if (row && row->takes != TAKES_FLAG && *i + 1 < count)
        use.value = arguments[++*i];
    return use;
}

/* `watch` stands before the command that it runs again and again. */
static bool begins_watched(struct options *options, const char *command, const char *text)
{
    bool inner = !options->watch && !options->argument_count && command_find(command) == COMMAND_WATCH &&
                 command_find(text) != COMMAND_COUNT;
    options->watch |= inner;
    return inner;
}

static void split(struct options *options, int count, char **arguments, struct arena *arena, const char **command)
{
    options->uses = arena_alloc(arena, (size_t)count * sizeof *options->uses);
    options->arguments = arena_alloc(arena, (size_t)count * sizeof *options->arguments);
    bool only_arguments = false;
    for (int i = 1; i < count; i++) {
        const char *text = arguments[i];
        if (!only_arguments && strcmp(text, "--") == 0)
            only_arguments = true;
        else if (!only_arguments && text[0] == '-' && text[1])
            options->uses[options->use_count++] = read_use(&i, count, arguments, *command);
        else if (!only_arguments && (!*command || begins_watched(options, *command, text)))
            *command = text;
        else
            options->arguments[options->argument_count++] = text;
    }
}

static bool is_named(const struct option_use *use, const char *name)
{
    return use->name_length == strlen(name) && memcmp(use->name, name, use->name_length) == 0;
}

/* --lang as far as it can be told before all else is understood, so that complaints are in that language. */
static enum language spoken(const struct options *options)
{
    static const char *const codes[] = {"nb", "nn", "en"};
    for (uint32_t i = options->use_count; i-- > 0;)
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            if (is_named(&options->uses[i], "lang") && options->uses[i].value &&
                strcmp(options->uses[i].value, codes[language]) == 0)
                return (enum language)language;
    return environment_language();
}

enum option options_find(const struct options *options, const char *name, size_t length)
{
    for (enum option option = 0; option < OPTION_COUNT; option++)
        if (options_apply(options, option) && strlen(OPTIONS[option].name) == length &&
            memcmp(OPTIONS[option].name, name, length) == 0)
            return option;
    return OPTION_COUNT;
}

bool options_answer_first(const struct options *options)
{
    static const enum option INSTEAD[] = {OPTION_SECTOR, OPTION_ACTOR, OPTION_ALL_FRAMEWORKS, OPTION_SQL};
    for (uint32_t i = 0; i < options->use_count; i++)
        for (size_t o = 0; o < sizeof INSTEAD / sizeof *INSTEAD; o++)
            if (options_find(options, options->uses[i].name, options->uses[i].name_length) == INSTEAD[o])
                return true;
    return false;
}

uint32_t options_first_path(const struct options *options)
{
    return strncmp(COMMANDS[options->command].arguments[LANGUAGE_EN], "[PATH", 5) != 0 &&
           !options_answer_first(options);
}

/* Finds the row of a use for the command, and checks its value. */
static bool settle(struct options *options, struct option_use *use, struct arena *arena,
                   const struct complaint *complaint)
{
    use->option = options_find(options, use->name, use->name_length);
    if (use->option == OPTION_COUNT)
        return unknown_option(complaint, use->name, use->name_length, arena);
    const struct option_row *row = &OPTIONS[use->option];
    const char *written = arena_format(arena, "--%s", row->name);
    bool flag = row->takes == TAKES_FLAG;
    bool missing = !flag && (!use->value || (row->takes == TAKES_PATH && !*use->value));
    if (missing || (flag && use->value)) {
        say(complaint, flag ? TEXT_UNWANTED_VALUE : TEXT_MISSING_VALUE, written, NULL);
        say_nearest(complaint, NULL);
        return false;
    }
    struct value_fault fault;
    if (use->value && !option_value_fits(row, use->value, arena, &fault))
        return bad_value(complaint, row, &fault);
    options->values[use->option] = use->value ? use->value : "";
    options->given[use->option] = true;
    return true;
}

/* An empty argument is no path: it comes from a script. */
static bool has_no_empty_path(const struct options *options, struct arena *arena, const struct complaint *complaint)
{
    for (uint32_t i = options_first_path(options); i < options->argument_count; i++)
        if (!*options->arguments[i]) {
            say(complaint, TEXT_EMPTY_ARGUMENT, arena_format(arena, "%u", (unsigned)i + 1), NULL);
            say_nearest(complaint, NULL);
            return false;
        }
    return true;
}

const char *options_glance(struct options *options, int count, char **arguments, struct arena *arena)
{
    const char *command = NULL;
    *options = (struct options){.command = COMMAND_HELP};
    split(options, count, arguments, arena, &command);
    options->language = spoken(options);
    if (!command)
        return NULL;
    options->any_command = true;
    options->command = options->named = command_find(command);
    if (options->command == COMMAND_WATCH) {
        options->watch = true;
        options->command = COMMAND_CHECK;
    }
    return command;
}

bool options_parse(struct options *options, int count, char **arguments, struct arena *arena, struct writer *errors)
{
    struct complaint complaint = {options, errors};
    const char *command = options_glance(options, count, arguments, arena);
    for (enum option option = 0; option < OPTION_COUNT; option++)
        options->values[option] = OPTIONS[option].standard;
    if (options->command == COMMAND_COUNT) {
        command_unknown(command, options->language, errors);
        return false;
    }
    for (uint32_t i = 0; i < options->use_count; i++)
        if (!settle(options, &options->uses[i], arena, &complaint))
            return false;
    return options->command == COMMAND_COMPLETE || has_no_empty_path(options, arena, &complaint);
}
