/* compile_count.c: quantifiers: `Q R [der F] [har F]` (language.md 9). */
#include "emit.h"

static bool takes_value(unsigned quantifier)
{
    return quantifier == EXPR_SUM || quantifier == EXPR_LOWEST || quantifier == EXPR_HIGHEST;
}

static struct type quantifier_type(unsigned quantifier, struct type range)
{
    struct type type = type_of(TYPE_NUMBER);
    switch (quantifier) {
    case EXPR_COUNT: return type;
    case EXPR_SHARE: type.unit = UNIT_PERCENT; return type;
    case EXPR_SUM:
    case EXPR_LOWEST:
    case EXPR_HIGHEST: return range;
    default: return type_of(TYPE_TRUTH);
    }
}

/* Adds up, or takes the least or greatest of, what the last step of the range gives. */
static bool check_value(struct compiler *c, uint32_t node, struct type type, unsigned quantifier)
{
    static const char *const help[] = {"Skriv hva som skal regnes sammen: `sum tiltak.kostnad`.",
                                       "Skriv kva som skal reknast saman: `sum tiltak.kostnad`.",
                                       "Write what is to be added up: `sum measures.cost`."};
    if (type.kind == TYPE_NUMBER || (type.kind == TYPE_DATE && quantifier != EXPR_SUM))
        return true;
    report_type(c, node, type, type_of(TYPE_NUMBER), help);
    return false;
}

static void compile_filter(struct compiler *c, uint32_t node, uint32_t kinds, enum op op)
{
    if (!node || c->failed)
        return;
    emit_condition(c, node, kinds);
    emit_op(c, op, 0);
}

struct type emit_quantifier(struct compiler *c, uint32_t node, uint32_t subject)
{
    static const char *const count_it[] = {"Tell dem, eller spør om de finnes.", "Tel dei, eller spør om dei finst.",
                                           "Count them, or ask whether they exist."},
                             *const has[] = {
                                 "Skriv hva hver av dem skal ha: `hver tiltak har (evaluering finnes)`.",
                                 "Skriv kva kvar av dei skal ha: `kvart tiltak har (evaluering finst)`.",
                                 "Write what each of them shall have: `each measure has (evaluation exists)`."};
    struct syntax quantifier = *syntax_at(c, node);
    bool valued = takes_value(quantifier.operator), filtered = quantifier.right || quantifier.third;
    struct path path = emit_steps(c, quantifier.left, subject, true);
    struct type type = quantifier_type(quantifier.operator, path.type);
    if (!path.type.kind || (valued && !check_value(c, quantifier.left, path.type, quantifier.operator)))
        return type_of(TYPE_NOTHING);
    if (quantifier.operator== EXPR_COUNT && !filtered) {
        emit_path(c, path.first, path.count);
        emit_op(c, OP_COUNT, 0);
        return type;
    }
    if ((quantifier.operator== EXPR_EVERY || quantifier.operator== EXPR_SHARE) && !filtered) {
        struct diagnostic *diagnostic = compile_report(c, DIAG_EXPRESSION_ENDS, &quantifier);
        diagnostic->arguments[1] = diag_phrase(has);
        return type_of(TYPE_NOTHING);
    }
    uint32_t owners = valued ? path.count - 1 : path.count, kinds = valued ? path.owner.kinds : path.type.kinds;
    if (filtered && !valued && path.type.kind != TYPE_THING) {
        report_type(c, quantifier.left, path.type, (struct type){.kind = TYPE_THING, .kinds = ANY_KIND}, count_it);
        return type_of(TYPE_NOTHING);
    }
    if (++c->loops > PROGRAM_LOOPS) {
        compile_report(c, DIAG_EXPRESSION_TOO_DEEP, &quantifier)->arguments[1] = diag_number(PROGRAM_LOOPS);
        return type_of(TYPE_NOTHING);
    }
    emit_path(c, path.first, owners);
    uint32_t each = emit(c, (struct instruction){.op = OP_EACH, .word = quantifier.operator, .number =
                                                     quantifier.number});
    bool share_of_meant = quantifier.operator== EXPR_SHARE && !quantifier.third; /* `andel R der F` */
    compile_filter(c, quantifier.right, kinds, share_of_meant ? OP_HAS : OP_WHERE);
    compile_filter(c, quantifier.third, kinds, OP_HAS);
    if (valued) {
        emit_path(c, path.first + owners, 1);
        emit_op(c, OP_TAKE, 0);
    }
    emit(c, (struct instruction){.op = OP_NEXT,
                                 .word = quantifier.operator,
                                 .unit = type.unit,
                                 .first = each + 1,
                                 .count = path.type.kind == TYPE_DATE});
    for (uint32_t i = each; i < c->length; i++)
        if (c->code[i].op == OP_WHERE && !c->code[i].first)
            c->code[i].first = c->length - 1;
    c->code[each].first = c->length;
    c->loops--;
    return type;
}
