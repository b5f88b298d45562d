/* rule_message.c: what a rule says: texts with fields, compiled once and worked out for each subject. */
#include "rule.h"

#include "recall.h"
#include "say.h"

#include <string.h>

/* ---- compiling ------------------------------------------------------------------------------------------------------ */

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
    bool good = compile_parse(c, &text, FORM_FIELD, &expression);
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
bool rule_compile_messages(struct compiler *c, const struct rule *rule, enum property property,
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

/* ---- saying ----------------------------------------------------------------------------------------------------------- */

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
