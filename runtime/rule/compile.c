#include "emit.h"
#include "prepared.h"

#include <string.h>

const char *op_name(enum op op)
{
    static const char *const names[] = {
#define OP(id, name) name,
#include "op.def"
#undef OP
    };
    return names[op];
}

const char *step_name(enum step_kind kind)
{
    static const char *const names[] = {
#define STEP(id, name) name,
#include "path.def"
#undef STEP
    };
    return names[kind];
}

const struct syntax *syntax_at(const struct compiler *c, uint32_t node)
{
    return &c->expression->nodes[node];
}

struct type type_of(enum type_kind kind)
{
    return (struct type){.kind = (uint8_t)kind};
}

uint32_t emit(struct compiler *c, struct instruction instruction)
{
    ARRAY_PUSH(c, code, length, capacity, instruction);
    return c->length - 1;
}

uint32_t emit_op(struct compiler *c, enum op op, uint32_t first)
{
    return emit(c, (struct instruction){.op = (uint8_t)op, .first = first});
}

/* ---- mistakes -------------------------------------------------------------------------------------------- */

const char *const NOTHING_TO_SAY[LANGUAGE_COUNT] = {"", "", ""};

void report_type(struct compiler *c, uint32_t node, struct type is, struct type wanted,
                 const char *const help[LANGUAGE_COUNT])
{
    if (!is.kind || c->failed)
        return;
    struct diagnostic *diagnostic = compile_report(c, DIAG_WRONG_OPERAND, syntax_at(c, node));
    diagnostic->arguments[1] = compile_type_in_words(c, is);
    diagnostic->arguments[2] = compile_type_in_words(c, wanted);
    diagnostic->arguments[3] = diag_phrase(help);
}

/* ---- paths ----------------------------------------------------------------------------------------------- */

/* The steps of a path in the order they are taken; returns how many. */
static uint32_t unroll(const struct compiler *c, uint32_t last, uint32_t steps[EXPRESSION_DEEPEST])
{
    uint32_t count = 0;
    for (uint32_t node = last; node && count < EXPRESSION_DEEPEST; node = syntax_at(c, node)->left)
        count++;
    uint32_t place = count;
    for (uint32_t node = last; place > 0; node = syntax_at(c, node)->left)
        steps[--place] = node;
    return count;
}

struct path emit_steps(struct compiler *c, uint32_t last, uint32_t subject, bool ranged)
{
    uint32_t words[EXPRESSION_DEEPEST], count = unroll(c, last, words);
    struct path path = {.first = c->step_count, .type = {.kind = TYPE_THING, .kinds = subject}};
    for (uint32_t i = 0; i < count && path.type.kind; i++) {
        struct path_step step = {0};
        path.owner = path.type;
        path.type = compile_step(c, syntax_at(c, words[i]), path.type, ranged && i + 1 == count, &step);
        c->asks_class |= step.kind == STEP_CLASS;
        bool walks = step.kind == STEP_OWN || step.kind == STEP_ALL || step.kind == STEP_STAGES;
        c->asks_actors |= step.kind == STEP_ROLES;
        c->asks_actors |= walks && ((step.kinds | path.owner.kinds) & (OF(ACTOR) | OF(GROUP) | OF(SECTOR)));
        ARRAY_PUSH(c, steps, step_count, step_capacity, step);
        path.count++;
    }
    return path;
}

void emit_path(struct compiler *c, uint32_t first, uint32_t count)
{
    emit(c, (struct instruction){.op = OP_PATH, .first = first, .count = count});
}

struct type emit_whole_path(struct compiler *c, uint32_t node, uint32_t subject)
{
    struct path path = emit_steps(c, node, subject, false);
    emit_path(c, path.first, path.count);
    return path.type;
}

/* ---- arithmetic ------------------------------------------------------------------------------------------ */

/* A year is a date beside a date. */
struct type emit_beside(struct compiler *c, uint32_t node, uint32_t subject, enum type_kind other)
{
    if (syntax_at(c, node)->kind == SYNTAX_NUMBER && syntax_at(c, node)->dated && other == TYPE_DATE) {
        emit(c, (struct instruction){.op = OP_DATE, .date = syntax_at(c, node)->date});
        return type_of(TYPE_DATE);
    }
    return emit_node(c, node, subject);
}

static struct type combine_numbers(struct compiler *c, const struct syntax *node, struct type left, struct type right)
{
    struct type type = left;
    switch (node->operator) {
    case '+':
    case '-':
        check_units(c, node->left, left, node->right, right);
        if (left.unit == UNIT_PLAIN)
            type.unit = right.unit;
        emit_op(c, node->operator== '+' ? OP_ADD : OP_SUBTRACT, 0);
        break;
    case '*':
        if (left.unit == UNIT_PLAIN)
            type.unit = right.unit;
        emit_op(c, OP_MULTIPLY, 0);
        break;
    default:
        if (left.unit == right.unit)
            type.unit = UNIT_PLAIN;
        emit_op(c, OP_DIVIDE, 0);
        break;
    }
    type.any_unit = left.any_unit || right.any_unit;
    return type;
}

static struct type compile_arithmetic(struct compiler *c, const struct syntax *node, uint32_t subject)
{
    static const char *const numbers[] = {"Regn med tall, eller med datoer og dager.",
                                          "Rekn med tal, eller med datoar og dagar.",
                                          "Reckon with numbers, or with dates and days."};
    struct type left = emit_beside(c, node->left, subject, TYPE_NUMBER);
    struct type right = emit_beside(c, node->right, subject, (enum type_kind)left.kind);
    if (!left.kind || !right.kind)
        return type_of(TYPE_NOTHING);
    if (left.kind == TYPE_NUMBER && right.kind == TYPE_NUMBER)
        return combine_numbers(c, node, left, right);
    if (left.kind == TYPE_DATE && right.kind == TYPE_DATE && node->operator== '-') {
        struct type days = {.kind = TYPE_NUMBER, .unit = UNIT_DAYS};
        emit_op(c, OP_DAYS_BETWEEN, 0);
        return days;
    }
    if (left.kind == TYPE_DATE && right.kind == TYPE_NUMBER && (node->operator== '+' || node->operator== '-')) {
        emit_op(c, OP_MOVE_DATE, node->operator== '-');
        return type_of(TYPE_DATE);
    }
    bool wrong_left = left.kind != TYPE_NUMBER && left.kind != TYPE_DATE;
    report_type(c, wrong_left ? node->left : node->right, wrong_left ? left : right, type_of(TYPE_NUMBER), numbers);
    return type_of(TYPE_NOTHING);
}

/* ---- nodes ----------------------------------------------------------------------------------------------- */

static struct type compile_exists(struct compiler *c, const struct syntax *node, uint32_t subject)
{
    static const char *const count[] = {"Bare noe som kan stå i planen, kan finnes; tell med `> 0`.",
                                        "Berre noko som kan stå i planen, kan finnast; tel med `> 0`.",
                                        "Only what can stand in a plan can exist; count with `> 0`."};
    if (syntax_at(c, node->left)->kind != SYNTAX_WORD) {
        struct type type = emit_node(c, node->left, subject);
        report_type(c, node->left, type, (struct type){.kind = TYPE_THING, .kinds = ANY_KIND}, count);
        return type_of(TYPE_NOTHING);
    }
    struct type type = emit_whole_path(c, node->left, subject);
    emit_op(c, type.kind == TYPE_TRUTH ? OP_TRUTH : OP_EXISTS, 0);
    if (node->kind == SYNTAX_LACKS)
        emit_op(c, OP_NOT, 0);
    return type.kind ? type_of(TYPE_TRUTH) : type;
}

static struct type compile_string(struct compiler *c, uint32_t node)
{
    uint32_t first = c->literal_count;
    struct type text = type_of(TYPE_TEXT);
    if (!add_literal(c, node, text))
        return type_of(TYPE_NOTHING);
    emit_op(c, OP_TEXT, first);
    return text;
}

/* `og` and `eller` stop at the first part that decides. */
static struct type compile_join(struct compiler *c, const struct syntax *node, uint32_t subject)
{
    bool and = node->kind == SYNTAX_AND;
    emit_condition(c, node->left, subject);
    uint32_t jump = emit_op(c, and? OP_AND_THEN : OP_OR_ELSE, 0);
    emit_condition(c, node->right, subject);
    emit_op(c, and? OP_AND : OP_OR, 0);
    c->code[jump].first = c->length;
    return type_of(TYPE_TRUTH);
}

static struct type compile_number(struct compiler *c, const struct syntax *node)
{
    struct type type = {.kind = TYPE_NUMBER, .unit = node->unit};
    emit(c, (struct instruction){.op = OP_NUMBER, .unit = node->unit, .number = node->number});
    return type;
}

struct type emit_node(struct compiler *c, uint32_t node, uint32_t subject)
{
    struct syntax syntax = *syntax_at(c, node);
    struct type number;
    if (c->failed)
        return type_of(TYPE_NOTHING);
    switch ((enum syntax_kind)syntax.kind) {
    case SYNTAX_NUMBER: return compile_number(c, &syntax);
    case SYNTAX_DATE: emit(c, (struct instruction){.op = OP_DATE, .date = syntax.date}); return type_of(TYPE_DATE);
    case SYNTAX_TODAY: emit_op(c, OP_TODAY, 0); return type_of(TYPE_DATE);
    case SYNTAX_STRING:
    case SYNTAX_LABEL: return compile_string(c, node);
    case SYNTAX_WORD: return emit_whole_path(c, node, subject);
    case SYNTAX_AND:
    case SYNTAX_OR: return compile_join(c, &syntax, subject);
    case SYNTAX_NOT:
        emit_condition(c, syntax.right, subject);
        emit_op(c, OP_NOT, 0);
        return type_of(TYPE_TRUTH);
    case SYNTAX_COMPARE: return emit_compare(c, syntax, subject);
    case SYNTAX_IN: return emit_in(c, syntax, subject);
    case SYNTAX_CONTAINS: return emit_contains(c, syntax, subject);
    case SYNTAX_EXISTS:
    case SYNTAX_LACKS: return compile_exists(c, &syntax, subject);
    case SYNTAX_ARITHMETIC: return compile_arithmetic(c, &syntax, subject);
    case SYNTAX_MINUS:
        number = emit_node(c, syntax.right, subject);
        if (number.kind != TYPE_NUMBER)
            report_type(c, syntax.right, number, type_of(TYPE_NUMBER), NOTHING_TO_SAY);
        emit_op(c, OP_MINUS, 0);
        return number;
    case SYNTAX_QUANTIFIER: return emit_quantifier(c, node, subject);
    default: return type_of(TYPE_NOTHING);
    }
}

/* What is asked for as a condition: a bare path asks whether it is there. */
void emit_condition(struct compiler *c, uint32_t node, uint32_t subject)
{
    static const char *const compare[] = {"Sammenlikn det med noe: `> 0`.", "Samanlikn det med noko: `> 0`.",
                                          "Compare it with something: `> 0`."};
    struct type type = emit_node(c, node, subject);
    if (syntax_at(c, node)->kind == SYNTAX_WORD)
        emit_op(c, type.kind == TYPE_TRUTH ? OP_TRUTH : OP_EXISTS, 0);
    else if (type.kind && type.kind != TYPE_TRUTH)
        report_type(c, node, type, type_of(TYPE_TRUTH), compare);
}

/* ---- programs -------------------------------------------------------------------------------------------- */

static void begin(struct compiler *c)
{
    c->failed = false;
    c->length = c->step_count = c->literal_count = c->loops = 0;
}

static void *keep(struct compiler *c, const void *data, uint32_t count, size_t size)
{
    void *copy = arena_alloc(c->arena, count * size + 1);
    if (count)
        memcpy(copy, data, count * size);
    return copy;
}

static bool finish_program(struct compiler *c, uint32_t node, uint32_t subject, struct type type,
                           struct program *program)
{
    const struct syntax *syntax = syntax_at(c, node);
    *program = (struct program){.code = keep(c, c->code, c->length, sizeof *c->code),
                                .length = c->length,
                                .steps = keep(c, c->steps, c->step_count, sizeof *c->steps),
                                .literals = keep(c, c->literals, c->literal_count, sizeof *c->literals),
                                .type = type,
                                .subject = subject,
                                .file = c->file,
                                .start = syntax->start,
                                .end = syntax->end};
    if (c->failed)
        program->length = 0;
    return !c->failed;
}

bool compile_value(struct compiler *c, uint32_t node, uint32_t subject, enum type_kind wanted, struct program *program)
{
    struct type type = type_of(TYPE_TRUTH);
    begin(c);
    if (wanted == TYPE_TRUTH) {
        emit_condition(c, node, subject);
    } else {
        type = emit_node(c, node, subject);
        if (wanted && type.kind != wanted)
            report_type(c, node, type, type_of(wanted), NOTHING_TO_SAY);
    }
    return finish_program(c, node, subject, type, program);
}

/* Several kinds in a list are one step: `hovedmål, delmål`. */
static bool compile_ranges(struct compiler *c, uint32_t node, uint32_t subject, struct type *type)
{
    static const char *const kinds[] = {"I en liste kan det bare stå slag: `hovedmål, delmål`.",
                                        "I ei liste kan det berre stå slag: `hovudmål, delmål`.",
                                        "Only kinds can stand in a list: `main goals, subgoals`."};
    uint32_t all = 0;
    if (syntax_at(c, node)->kind != SYNTAX_LIST) {
        struct path path = emit_steps(c, node, subject, true);
        emit_path(c, path.first, path.count);
        *type = path.type;
        return path.type.kind != TYPE_NOTHING;
    }
    for (uint32_t list = node; list; list = syntax_at(c, list)->kind == SYNTAX_LIST ? syntax_at(c, list)->left : 0) {
        uint32_t item = syntax_at(c, list)->kind == SYNTAX_LIST ? syntax_at(c, list)->right : list;
        struct path path = emit_steps(c, item, subject, true);
        if (!path.type.kind)
            return false;
        uint8_t kind = c->steps[path.first].kind;
        if (path.count > 1 || (kind != STEP_ALL && kind != STEP_OWN)) {
            report_type(c, item, path.type, (struct type){.kind = TYPE_THING, .kinds = ANY_KIND}, kinds);
            return false;
        }
        all |= path.type.kinds;
    }
    c->steps[0].kinds = all;
    emit_path(c, 0, 1);
    *type = (struct type){.kind = TYPE_THING, .kinds = all};
    return true;
}

bool compile_select(struct compiler *c, uint32_t node, uint32_t subject, struct program *range, struct program *filter)
{
    struct syntax select = *syntax_at(c, node);
    struct type type = type_of(TYPE_NOTHING);
    bool selects = select.kind == SYNTAX_SELECT;
    *filter = (struct program){0};
    begin(c);
    if (compile_ranges(c, selects ? select.left : node, subject, &type) && type.kind != TYPE_THING)
        report_type(c, selects ? select.left : node, type, (struct type){.kind = TYPE_THING, .kinds = ANY_KIND},
                    NOTHING_TO_SAY);
    if (!finish_program(c, node, subject, type, range) || !selects || !select.right)
        return !c->failed;
    begin(c);
    emit_condition(c, select.right, type.kinds);
    return finish_program(c, node, type.kinds, type_of(TYPE_TRUTH), filter);
}

bool compile_parse(struct compiler *c, const struct expression_text *text, enum expression_form form,
                   struct expression *expression)
{
    c->bytes = text->bytes;
    c->file = text->file;
    c->expression = expression;
    if (!prepared_expression(expression, text, form))
        expression_parse(expression, text, form, &c->model->tables->lexicon, c->diagnostics);
    return expression->root != 0;
}

void compiler_free(struct compiler *c)
{
    array_free(c->code);
    array_free(c->steps);
    array_free(c->literals);
}
