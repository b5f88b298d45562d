#include "rule.h"

#include "prepared.h"
#include "recall.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

/* ---- lines of expressions --------------------------------------------------------------------------------------- */

/* Programs being gathered; kept in the arena when they are all there. */
struct gathered {
    struct program *data;
    uint32_t count, capacity;
};

static struct programs keep(struct compiler *c, struct gathered *gathered)
{
    struct program *data = arena_alloc(c->arena, gathered->count * sizeof *data + 1);
    if (gathered->count)
        memcpy(data, gathered->data, gathered->count * sizeof *data);
    struct programs programs = {data, gathered->count};
    array_free(gathered->data);
    return programs;
}

static struct expression_text text_of(const struct model *model, struct stated line)
{
    const struct file *file = &model->files[line.file];
    const struct value *value = &file->tree.values[file->tree.nodes[line.node].values];
    return (struct expression_text){file->source.bytes, value->start, value->end, line.file};
}

static bool parse(struct compiler *c, const struct expression_text *text, enum expression_form form,
                  struct expression *expression)
{
    c->bytes = text->bytes;
    c->file = text->file;
    c->expression = expression;
    if (!prepared_expression(expression, text, form))
        expression_parse(expression, text, form, &c->model->tables->lexicon, c->diagnostics);
    return expression->root != 0;
}

/* Every line of a property, one program each; false when one of them is wrong. */
static bool compile_lines(struct compiler *c, const struct rule *rule, enum property property,
                          struct gathered *gathered)
{
    bool good = true;
    for (struct stated line = model_property(c->model, rule->entity, property); line.node;
         line = model_next_property(c->model, line)) {
        struct expression_text text = text_of(c->model, line);
        struct expression expression;
        struct program program;
        bool fine = parse(c, &text, FORM_VALUE, &expression) &&
                    compile_value(c, expression.root, rule->kinds, TYPE_TRUTH, &program);
        if (fine)
            ARRAY_PUSH(gathered, data, count, capacity, program);
        good &= fine;
        expression_free(&expression);
    }
    return good;
}

static void report_incomplete(struct compiler *c, const struct rule *rule, enum word word)
{
    struct diagnostic *diagnostic = diag_add(c->diagnostics, DIAG_INCOMPLETE_RULE, model_span(c->model, rule->entity));
    diagnostic->arguments[0] = diag_phrase(rule->titles);
    diagnostic->arguments[1] = diag_keyword(keyword_of_word(word));
    diagnostic->declaration = rule->entity;
}

/* `for`: one or more kinds, or stages, with a filter perhaps. A path of several steps names no subjects of its own. */
static uint32_t compile_subjects(struct compiler *c, const struct rule *rule, struct gathered *where)
{
    static const char *const help[] = {"Skriv slaget alene, og resten i et filter: `for tiltak der …`.",
                                       "Skriv slaget åleine, og resten i eit filter: `for tiltak der …`.",
                                       "Write the kind alone, and the rest as a filter: `for measures where …`."};
    static const char *const path[] = {"en sti", "ein sti", "a path"}, *const kind[] = {"et slag", "eit slag",
                                                                                        "a kind"};
    struct stated line = model_property(c->model, rule->entity, PROPERTY_RULE_FOR);
    struct expression expression;
    struct program range, filter;
    uint32_t kinds = 0;
    if (!line.node) {
        report_incomplete(c, rule, WORD_FOR);
        return 0;
    }
    struct expression_text text = text_of(c->model, line);
    if (parse(c, &text, FORM_SELECT, &expression) && compile_select(c, expression.root, 0, &range, &filter)) {
        kinds = range.type.kinds;
        if (range.length != 1 || range.code[0].count != 1) {
            struct diagnostic *diagnostic = compile_report(c, DIAG_WRONG_OPERAND, &expression.nodes[expression.root]);
            diagnostic->arguments[1] = diag_phrase(path);
            diagnostic->arguments[2] = diag_phrase(kind);
            diagnostic->arguments[3] = diag_phrase(help);
            kinds = 0;
        }
        if (filter.length)
            ARRAY_PUSH(where, data, count, capacity, filter);
    }
    expression_free(&expression);
    return kinds;
}

/* ---- messages ------------------------------------------------------------------------------------------------------- */

/* The line of a property that is for a language: the one that says so, or else one that names none. */
static const struct value *text_in(const struct model *model, uint32_t entity, enum property property,
                                   enum language language, uint32_t *file)
{
    static const enum term terms[] = {VALUE_BOKMAL, VALUE_NYNORSK, VALUE_ENGLISH};
    const struct value *found = NULL;
    int best = 0;
    for (struct stated line = model_property(model, entity, property); line.node;
         line = model_next_property(model, line)) {
        const struct value *of = model_value(model, line, TAG_LANGUAGE), *text = model_value(model, line, TAG_NONE);
        int rank = !of ? 2 : of->symbol == (uint32_t)terms[language] ? 3 : 1;
        if (!text || rank <= best)
            continue;
        best = rank;
        found = text;
        *file = line.file;
    }
    return found;
}

static void push_text(struct compiler *c, struct piece *piece, const char *text, uint32_t length)
{
    char *copy = arena_copy(c->arena, text, length), *to = copy;
    for (uint32_t i = 0; i < length; i++) {
        if (text[i] == '\\' && i + 1 < length && (text[i + 1] == '"' || text[i + 1] == '\\'))
            i++;
        *to++ = text[i];
    }
    *to = '\0';
    *piece = (struct piece){.text = copy, .length = (uint32_t)(to - copy)};
}

/* One `{field}`: a path or any other expression about the subject, or things that a filter picks. */
static bool compile_field(struct compiler *c, const struct rule *rule, uint32_t start, uint32_t end,
                          struct piece *piece)
{
    struct expression_text text = {c->bytes, start, end, c->file};
    struct expression expression;
    struct program *programs = arena_alloc(c->arena, 2 * sizeof *programs);
    bool good = parse(c, &text, FORM_FIELD, &expression);
    bool filtered = good && expression.nodes[expression.root].kind == SYNTAX_SELECT;
    *piece = (struct piece){.field = &programs[0], .filter = filtered ? &programs[1] : NULL};
    if (filtered)
        good = compile_select(c, expression.root, rule->kinds, &programs[0], &programs[1]);
    else if (good)
        good = compile_value(c, expression.root, rule->kinds, TYPE_NOTHING, &programs[0]);
    expression_free(&expression);
    return good;
}

struct pieces {
    struct piece *data;
    uint32_t count, capacity;
};

/* A text with its fields; false when one of them is wrong. */
static bool compile_message(struct compiler *c, const struct rule *rule, enum property property, enum language language,
                            struct message *message)
{
    uint32_t file = 0;
    const struct value *value = text_in(c->model, rule->entity, property, language, &file);
    struct pieces pieces = {0};
    bool good = true;
    *message = (struct message){0};
    if (!value)
        return true;
    const char *bytes = c->model->files[file].source.bytes;
    c->bytes = bytes;
    c->file = file;
    for (uint32_t at = value->start; at < value->end && good;) {
        const char *open = memchr(bytes + at, '{', value->end - at);
        uint32_t stop = open ? (uint32_t)(open - bytes) : value->end;
        struct piece piece;
        if (stop > at) {
            push_text(c, &piece, bytes + at, stop - at);
            ARRAY_PUSH(&pieces, data, count, capacity, piece);
        }
        if (!open)
            break;
        const char *close = memchr(open, '}', value->end - stop);
        if (!close) {
            struct syntax span = {.start = stop, .end = value->end};
            compile_report(c, DIAG_BAD_FIELD, &span);
            good = false;
            break;
        }
        at = (uint32_t)(close - bytes) + 1;
        good = compile_field(c, rule, stop + 1, at - 1, &piece);
        ARRAY_PUSH(&pieces, data, count, capacity, piece);
    }
    struct piece *kept = arena_alloc(c->arena, pieces.count * sizeof *kept + 1);
    if (pieces.count)
        memcpy(kept, pieces.data, pieces.count * sizeof *kept);
    *message = (struct message){kept, pieces.count, true};
    for (uint32_t i = 0; i < pieces.count; i++)
        message->same &= !kept[i].field;
    array_free(pieces.data);
    return good;
}

/* In each language, but what one language has no line of its own for is compiled, and reported, once. What the standard library
 * says in other languages than the reader's is not asked for, and its mistakes were found when it was made. */
static bool compile_messages(struct compiler *c, const struct rule *rule, enum property property,
                             struct message messages[LANGUAGE_COUNT])
{
    const struct value *done[LANGUAGE_COUNT] = {NULL};
    bool good = true, all = property != PROPERTY_MESSAGE || !c->model->units[rule->unit].builtin;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        uint32_t file;
        int same = language;
        if (!all && language != (int)c->language)
            continue;
        done[language] = text_in(c->model, rule->entity, property, (enum language)language, &file);
        for (int other = language - 1; other >= 0; other--)
            if (done[other] == done[language])
                same = other;
        if (same != language)
            messages[language] = messages[same];
        else
            good &= compile_message(c, rule, property, (enum language)language, &messages[language]);
    }
    return good;
}

/* The things that a field's filter picks, in words. */
static const char *say_picked(struct runner *runner, struct arena *arena, const struct piece *piece,
                              struct item subject, enum language language)
{
    struct result list = runner_ask(runner, piece->field, subject);
    struct items picked = {0};
    if (list.kind != RESULT_LIST)
        return "?";
    for (uint32_t i = 0; i < list.count; i++)
        ARRAY_PUSH(&picked, data, count, capacity, runner->items.data[list.first + i]);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < picked.count && !runner->exhausted; i++)
        if (runner_ask(runner, piece->filter, picked.data[i]).truth == TRUE_)
            picked.data[kept++] = picked.data[i];
    picked.count = kept;
    const char *text = say_examples(runner, arena, &picked, language);
    array_free(picked.data);
    return text;
}

const char *rule_message(struct runner *runner, struct arena *arena, const struct message *message, struct item subject,
                         enum language language)
{
    const char *text = "";
    if (message->same) /* it is one piece, or none */
        return message->count ? message->pieces->text : text;
    runner->language = language;
    runner->recalls = true;
    for (uint32_t i = 0; i < message->count; i++) {
        const struct piece *piece = &message->pieces[i];
        if (!piece->field) {
            text = arena_format(arena, "%s%.*s", text, (int)piece->length, piece->text);
        } else if (piece->filter) {
            text = arena_format(arena, "%s%s", text, say_picked(runner, arena, piece, subject, language));
        } else {
            struct result result = runner_ask(runner, piece->field, subject);
            text = arena_format(arena, "%s%s", text, say_result(runner, arena, &result, language));
        }
    }
    runner->recalls = false;
    return text;
}

/* ---- the rest of a rule ------------------------------------------------------------------------------------------------ */

static enum severity severity_of(const struct model *model, uint32_t entity)
{
    const struct value *value = model_value(model, model_property(model, entity, PROPERTY_RULE_SEVERITY), TAG_NONE);
    switch (value && value->type == VALUE_TERM ? (enum term)value->symbol : VALUE_WARNING) {
    case VALUE_ERROR: return SEVERITY_ERROR;
    case VALUE_NOTE: return SEVERITY_NOTE;
    case VALUE_OFF: return SEVERITY_OFF;
    default: return SEVERITY_WARNING;
    }
}

/* `Se Folkehelseloven § 5.`: the titles of what `se` names. */
static struct diag_argument see_of(struct compiler *c, uint32_t entity)
{
    static const char *const words[] = {"Se", "Sjå", "See"};
    const char **texts = arena_alloc(c->arena, LANGUAGE_COUNT * sizeof *texts);
    bool any = false;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        texts[language] = "";
        for (struct stated line = model_property(c->model, entity, PROPERTY_SEE); line.node;
             line = model_next_property(c->model, line)) {
            uint32_t count, length;
            const struct value *values = model_values(c->model, line, &count);
            for (uint32_t i = 0; i < count; i++) {
                uint32_t target = model_target(c->model, line, &values[i]);
                const char *text = model_text(c->model, line.file, &values[i], &length);
                const char *title = target ? model_title(c->model, c->arena, target, (enum language)language)
                                           : arena_copy(c->arena, text, length);
                texts[language] = arena_format(c->arena, "%s%s%s", texts[language],
                                               *texts[language] ? ", " : words[language], *texts[language] ? "" : " ");
                texts[language] = arena_format(c->arena, "%s%s", texts[language], title);
                any = true;
            }
        }
        texts[language] = arena_format(c->arena, "%s.", texts[language]);
    }
    return any ? diag_phrase(texts) : (struct diag_argument){.type = ARGUMENT_NONE};
}

/* `unit/rule`: a rule without a plan or a library is the workspace's. */
static struct diag_rule name_of(struct compiler *c, uint32_t entity)
{
    const struct entity *at = &c->model->entities[entity];
    const struct unit *unit = &c->model->units[at->unit];
    const char *title, *name;
    if (at->name) {
        name = arena_copy(c->arena, unit->symbols->symbols[at->name].text, unit->symbols->symbols[at->name].length);
    } else {
        title = model_title(c->model, c->arena, entity, LANGUAGE_NB);
        name = arena_format(c->arena, "~%s", model_slug(c->arena, title, (uint32_t)strlen(title)));
    }
    const char *code = unit->header ? arena_format(c->arena, "%.*s/%s", (int)unit->name_length, unit->name, name)
                                    : arena_format(c->arena, "workspace/%s", name);
    return (struct diag_rule){code, name, entity};
}

struct diag_argument rule_help(struct arena *arena, const struct rule *rule, const char *const help[LANGUAGE_COUNT])
{
    const char **texts = arena_alloc(arena, LANGUAGE_COUNT * sizeof *texts);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *see = rule->see.type == ARGUMENT_NONE ? "" : rule->see.as.phrase[language];
        texts[language] = *see ? arena_format(arena, "%s%s%s", help[language], *help[language] ? " " : "", see)
                               : help[language];
    }
    return diag_phrase(texts);
}

/* Help without fields is put together once. */
static struct diag_argument fixed_help(struct compiler *c, const struct rule *rule)
{
    const char *help[LANGUAGE_COUNT];
    bool same = true;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const struct message *message = &rule->help[language];
        help[language] = message->count ? message->pieces->text : "";
        same &= message->same || !message->count;
    }
    return same ? rule_help(c->arena, rule, help) : (struct diag_argument){.type = ARGUMENT_NONE};
}

/* What is required of each thing is often what a message says of some of them. */
static void number_conditions(struct compiler *c, struct rule *rule)
{
    struct askings askings = {0};
    for (uint32_t i = 0; i < rule->require.count; i++)
        askings_add(&askings, &rule->require.data[i], false);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        for (uint32_t i = 0; i < rule->message[language].count; i++) {
            const struct piece *piece = &rule->message[language].pieces[i];
            if (piece->field)
                askings_add(&askings, piece->field, false);
            if (piece->filter)
                askings_add(&askings, piece->filter, true);
        }
    askings_number(&askings, &c->conditions);
}

void rule_compile(struct compiler *c, uint32_t entity, struct rule *rule)
{
    struct gathered where = {0}, require = {0};
    const char **titles = arena_alloc(c->arena, LANGUAGE_COUNT * sizeof *titles);
    *rule = (struct rule){.entity = entity,
                          .unit = c->model->entities[entity].unit,
                          .name = name_of(c, entity),
                          .severity = severity_of(c->model, entity)};
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        titles[language] = model_title(c->model, c->arena, entity, (enum language)language);
    rule->titles = titles;
    c->unit = rule->unit;
    c->diagnostics = &c->model->units[rule->unit].diagnostics;
    c->declaration = entity;
    uint32_t kinds = rule->kinds = compile_subjects(c, rule, &where);
    if (!model_property(c->model, entity, PROPERTY_REQUIRE).node) {
        report_incomplete(c, rule, WORD_REQUIRE);
        kinds = 0;
    }
    if (rule->kinds) {
        bool good = compile_lines(c, rule, PROPERTY_WHERE, &where);
        good &= compile_lines(c, rule, PROPERTY_REQUIRE, &require);
        good &= compile_messages(c, rule, PROPERTY_MESSAGE, rule->message);
        good &= compile_messages(c, rule, PROPERTY_HELP, rule->help);
        rule->kinds = good ? kinds : 0;
    }
    rule->where = keep(c, &where);
    rule->require = keep(c, &require);
    rule->see = see_of(c, entity);
    rule->told = fixed_help(c, rule);
    if (rule->kinds)
        number_conditions(c, rule);
}
