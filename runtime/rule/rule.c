#include "rule.h"

#include "recall.h"

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
        bool fine = compile_parse(c, &text, FORM_VALUE, &expression) &&
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
    if (compile_parse(c, &text, FORM_SELECT, &expression) && compile_select(c, expression.root, 0, &range, &filter)) {
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
        good &= rule_compile_messages(c, rule, PROPERTY_MESSAGE, rule->message);
        good &= rule_compile_messages(c, rule, PROPERTY_HELP, rule->help);
        rule->kinds = good ? kinds : 0;
    }
    rule->where = keep(c, &where);
    rule->require = keep(c, &require);
    rule->see = see_of(c, entity);
    rule->told = fixed_help(c, rule);
    if (rule->kinds)
        number_conditions(c, rule);
}
