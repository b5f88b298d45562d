#include "recall.h"

#include <string.h>

enum { MOST_CONDITIONS = 64 }; /* of a rule, so that comparing each with each is no work to speak of */

static void add(struct askings *askings, const struct program *program, uint32_t first, uint32_t length,
                uint32_t *number)
{
    struct asked asked = {program, first, length, number};
    if (length && askings->count < MOST_CONDITIONS)
        ARRAY_PUSH(askings, data, count, capacity, asked);
}

/* The length of a loop's condition, when it has only one and asks nothing else of its things; else 0. */
static uint32_t only_condition(const struct program *program, uint32_t each)
{
    uint32_t last = program->code[each].first - 1, depth = 0; /* NEXT */
    for (uint32_t i = each + 1; i < last; i++) {
        enum op op = (enum op)program->code[i].op;
        depth += op == OP_EACH;
        depth -= op == OP_NEXT;
        if (!depth && (op == OP_WHERE || op == OP_HAS || op == OP_TAKE))
            return i + 1 == last && op != OP_TAKE ? i - each - 1 : 0;
    }
    return 0;
}

void askings_add(struct askings *askings, struct program *program, bool filter)
{
    if (filter)
        add(askings, program, 0, program->length, &program->number);
    for (uint32_t i = 0; i < program->length; i++)
        if (program->code[i].op == OP_EACH)
            add(askings, program, i + 1, only_condition(program, i), &program->code[i].count);
}

static bool same_path(const struct program *p, const struct instruction *a, const struct program *q,
                      const struct instruction *b)
{
    for (uint32_t i = 0; i < a->count; i++) {
        const struct path_step *x = &p->steps[a->first + i], *y = &q->steps[b->first + i];
        if (x->kind != y->kind || x->word != y->word || x->kinds != y->kinds)
            return false;
    }
    return true;
}

static bool same_bytes(const void *a, const void *b, size_t size)
{
    return !size || memcmp(a, b, size) == 0;
}

static bool same_literals(const struct program *p, const struct instruction *a, const struct program *q,
                          const struct instruction *b)
{
    uint32_t count = a->op == OP_TEXT ? 1 : a->count;
    for (uint32_t i = 0; i < count; i++) {
        const struct literal *x = &p->literals[a->first + i], *y = &q->literals[b->first + i];
        if (x->term != y->term || x->length != y->length || x->thing_count != y->thing_count ||
            !same_bytes(x->text, y->text, x->length) ||
            !same_bytes(x->things, y->things, x->thing_count * sizeof *x->things))
            return false;
    }
    return true;
}

/* Jumps are the same when they lead equally far. */
static bool same_instruction(const struct asked *x, const struct asked *y, uint32_t i)
{
    const struct instruction *a = &x->program->code[x->first + i], *b = &y->program->code[y->first + i];
    if (a->op != b->op || a->unit != b->unit || a->word != b->word)
        return false;
    switch ((enum op)a->op) {
    case OP_PATH: return a->count == b->count && same_path(x->program, a, y->program, b);
    case OP_IS:
    case OP_CONTAINS:
    case OP_TEXT: return a->count == b->count && same_literals(x->program, a, y->program, b);
    case OP_NUMBER: return a->number <= b->number && a->number >= b->number;
    case OP_DATE:
        return a->date.first == b->date.first && a->date.last == b->date.last && a->date.precision == b->date.precision;
    case OP_AND_THEN:
    case OP_OR_ELSE:
    case OP_WHERE:
    case OP_NEXT: return a->first - x->first == b->first - y->first;
    case OP_EACH: return a->first - x->first == b->first - y->first && a->number <= b->number && a->number >= b->number;
    default: return a->first == b->first && a->count == b->count;
    }
}

static bool same_condition(const struct asked *x, const struct asked *y)
{
    bool same = x->length == y->length;
    for (uint32_t i = 0; i < x->length && same; i++)
        same = same_instruction(x, y, i);
    return same;
}

void askings_number(struct askings *askings, uint32_t *numbers)
{
    for (uint32_t i = 0; i < askings->count; i++)
        for (uint32_t k = 0; k < i && !*askings->data[i].number; k++) {
            if (!same_condition(&askings->data[i], &askings->data[k]))
                continue;
            if (!*askings->data[k].number)
                *askings->data[k].number = ++*numbers;
            *askings->data[i].number = *askings->data[k].number;
        }
    array_free(askings->data);
}
