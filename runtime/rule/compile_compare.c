/* compile_compare.c: what is compared with what: numbers and dates by size, names and words by what the left side can be. */
#include "emit.h"

/* A comparison's answer, turned round for `er ikke` and `!=`, which say that none of it is. */
static struct type finish(struct compiler *c, enum syntax_compare compare)
{
    if (compare == COMPARE_OTHER)
        emit_op(c, OP_NOT, 0);
    return type_of(TYPE_TRUTH);
}

static struct diag_argument unit_in_words(enum syntax_unit unit)
{
    static const char *const words[][LANGUAGE_COUNT] = {
        [UNIT_PLAIN] = {"et antall uten enhet", "eit tal utan eining", "a number without a unit"},
        [UNIT_PERCENT] = {"en andel i prosent", "ein del i prosent", "a share in per cent"},
        [UNIT_KRONER] = {"et beløp i kroner", "eit beløp i kroner", "an amount of money"},
        [UNIT_DAYS] = {"et antall dager", "eit tal på dagar", "a number of days"}};
    return diag_phrase(words[unit]);
}

void check_units(struct compiler *c, uint32_t left, struct type a, uint32_t right, struct type b)
{
    static const char *const percent[] = {"Skriv andeler med prosenttegn: `> 50 %`.",
                                          "Skriv delar med prosentteikn: `> 50 %`.",
                                          "Write shares with a percent sign: `> 50 %`."},
                             *const other[] = {"Sammenlikn tall med samme enhet.", "Samanlikn tal med same eining.",
                                               "Compare numbers of one unit."};
    bool percents = a.unit == UNIT_PERCENT || b.unit == UNIT_PERCENT;
    bool mixed = percents || (a.unit != UNIT_PLAIN && b.unit != UNIT_PLAIN);
    if (a.unit == b.unit || a.any_unit || b.any_unit || !mixed || c->failed)
        return;
    struct diagnostic *diagnostic = compile_report(c, DIAG_WRONG_UNIT, syntax_at(c, left));
    diagnostic->arguments[1] = unit_in_words((enum syntax_unit)a.unit);
    diagnostic->arguments[2] = unit_in_words((enum syntax_unit)b.unit);
    diagnostic->arguments[3] = diag_phrase(percents ? percent : other);
    if (a.unit == UNIT_PERCENT && b.unit == UNIT_PLAIN && syntax_at(c, right)->kind == SYNTAX_NUMBER)
        diag_add_fix(c->diagnostics, diagnostic,
                     (struct span){c->file, syntax_at(c, right)->end, syntax_at(c, right)->end}, " %", false,
                     PHRASE_INSERT);
}

static struct type compare_quantities(struct compiler *c, const struct syntax *node, struct type left, uint32_t subject)
{
    static const char *const dates[] = {"Skriv en dato: `2026`, `2026-05-30` eller `i dag`.",
                                        "Skriv ein dato: `2026`, `2026-05-30` eller `i dag`.",
                                        "Write a date: `2026`, `2026-05-30` or `today`."};
    uint32_t before = c->length;
    struct type right = emit_beside(c, node->right, subject, (enum type_kind)left.kind);
    if (right.kind == TYPE_DATE && syntax_at(c, node->left)->kind == SYNTAX_NUMBER && syntax_at(c, node->left)->dated &&
        before > 0) { /* `2026 > frist` */
        c->code[before - 1] = (struct instruction){.op = OP_DATE, .date = syntax_at(c, node->left)->date};
        left = right;
    }
    if (!right.kind)
        return right;
    if (right.kind != left.kind) {
        report_type(c, node->right, right, left, left.kind == TYPE_DATE ? dates : NOTHING_TO_SAY);
        return type_of(TYPE_NOTHING);
    }
    if (left.kind == TYPE_NUMBER)
        check_units(c, node->left, left, node->right, right);
    enum syntax_compare compare = (enum syntax_compare)node->operator;
    emit_op(c, left.kind == TYPE_DATE ? OP_COMPARE_DATE : OP_COMPARE_NUMBER,
            compare == COMPARE_OTHER ? COMPARE_SAME : compare);
    return finish(c, compare);
}

static void emit_literals(struct compiler *c, uint32_t first)
{
    emit(c, (struct instruction){.op = OP_IS, .first = first, .count = c->literal_count - first});
}

bool add_literal(struct compiler *c, uint32_t node, struct type left)
{
    struct literal literal;
    if (!compile_literal(c, syntax_at(c, node), left, &literal))
        return false;
    ARRAY_PUSH(c, literals, literal_count, literal_capacity, literal);
    return true;
}

/* True when the right side is a path and no word: it has several steps, or is nothing else. */
static bool is_path(struct compiler *c, const struct syntax *right, struct type left, uint32_t subject)
{
    if (right->kind != SYNTAX_WORD || right->left)
        return right->kind == SYNTAX_WORD;
    if (left.kind == TYPE_CODE || left.names || !compile_is_step(c, right, subject))
        return false;
    if (left.kind == TYPE_TEXT)
        return true;
    bool failed = c->failed;
    struct literal literal;
    struct diag_list *diagnostics = c->diagnostics, quiet = {.arena = c->arena};
    c->diagnostics = &quiet;
    bool known = compile_literal(c, right, left, &literal);
    array_free(quiet.data);
    c->diagnostics = diagnostics;
    c->failed = failed;
    return !known; /* what the left side knows as a word of its own is that word */
}

static struct type compare_names(struct compiler *c, const struct syntax *node, struct type left, uint32_t subject)
{
    static const char *const order[] = {"Bruk `er` eller `er ikke`.", "Bruk `er` eller `er ikkje`.",
                                        "Use `is` or `is not`."},
                             *const quotes[] = {"Skriv teksten i anførselstegn.", "Skriv teksten i hermeteikn.",
                                                "Write the text in quotation marks."};
    enum syntax_compare compare = (enum syntax_compare)node->operator;
    struct syntax right = *syntax_at(c, node->right);
    if (compare != COMPARE_SAME && compare != COMPARE_OTHER) {
        report_type(c, node->left, left, type_of(TYPE_NUMBER), order);
        return type_of(TYPE_NOTHING);
    }
    if (is_path(c, &right, left, subject)) {
        struct type type = emit_whole_path(c, node->right, subject);
        if (type.kind && type.kind != left.kind)
            report_type(c, node->right, type, left, left.kind == TYPE_TEXT && !right.left ? quotes : NOTHING_TO_SAY);
        emit_op(c, left.kind == TYPE_THING ? OP_SAME_THING : OP_SAME_TEXT, 0);
        return finish(c, compare);
    }
    bool word = right.kind == SYNTAX_WORD || right.kind == SYNTAX_LABEL || right.kind == SYNTAX_NUMBER;
    if (right.kind != SYNTAX_STRING && (!word || (left.kind == TYPE_TEXT && !left.names))) {
        struct type type = word ? type_of(TYPE_CODE) : type_of(TYPE_OTHER);
        report_type(c, node->right, type, left, left.kind == TYPE_TEXT ? quotes : NOTHING_TO_SAY);
        return type_of(TYPE_NOTHING);
    }
    uint32_t first = c->literal_count;
    if (!add_literal(c, node->right, left))
        return type_of(TYPE_NOTHING);
    emit_literals(c, first);
    return finish(c, compare);
}

/* `forfalt er ja` */
static struct type compare_truth(struct compiler *c, const struct syntax *node, struct type left)
{
    static const char *const help[] = {"Skriv det alene, eller med `ikke` foran.",
                                       "Skriv det åleine, eller med `ikkje` føre.",
                                       "Write it alone, or with `not` before it."};
    const struct syntax *right = syntax_at(c, node->right);
    struct literal literal;
    struct type answer = {.kind = TYPE_TERM, .sets = SET_(YES_NO)};
    enum syntax_compare compare = (enum syntax_compare)node->operator;
    if (right->kind != SYNTAX_WORD || right->left || (compare != COMPARE_SAME && compare != COMPARE_OTHER)) {
        report_type(c, node->left, left, type_of(TYPE_NUMBER), help);
        return type_of(TYPE_NOTHING);
    }
    if (!compile_literal(c, right, answer, &literal))
        return type_of(TYPE_NOTHING);
    if (literal.term == VALUE_NO)
        emit_op(c, OP_NOT, 0);
    return finish(c, compare);
}

static bool is_constant(enum syntax_kind kind)
{
    return kind == SYNTAX_STRING || kind == SYNTAX_LABEL;
}

static struct type compare_with(struct compiler *c, const struct syntax *node, struct type left, uint32_t subject)
{
    static const char *const exists[] = {"Spør om det `finnes`.", "Spør om det `finst`.", "Ask whether it `exists`."};
    switch ((enum type_kind)left.kind) {
    case TYPE_NOTHING: return left;
    case TYPE_NUMBER:
    case TYPE_DATE: return compare_quantities(c, node, left, subject);
    case TYPE_TRUTH:
        if (syntax_at(c, node->left)->kind == SYNTAX_WORD)
            emit_op(c, OP_TRUTH, 0);
        return compare_truth(c, node, left);
    case TYPE_OTHER: report_type(c, node->left, left, type_of(TYPE_TEXT), exists); return type_of(TYPE_NOTHING);
    default: return compare_names(c, node, left, subject);
    }
}

/* A line of `når`, and the like, holds dates as well as words: beside a date it is a date. */
static struct type as_date(const struct compiler *c, uint32_t right, struct type left)
{
    const struct syntax *node = syntax_at(c, right);
    bool dated = node->kind == SYNTAX_DATE || node->kind == SYNTAX_TODAY ||
                 (node->kind == SYNTAX_NUMBER && node->dated);
    return left.kind == TYPE_TERM && (left.sets & SETS_MANNER) && dated ? type_of(TYPE_DATE) : left;
}

struct type emit_compare(struct compiler *c, struct syntax node, uint32_t subject)
{
    if (is_constant((enum syntax_kind)syntax_at(c, node.left)->kind) && node.operator<= COMPARE_OTHER) {
        uint32_t left = node.left; /* `"X" er tittel`: the other way round */
        node.left = node.right;
        node.right = left;
    }
    struct type left = emit_node(c, node.left, subject);
    return compare_with(c, &node, as_date(c, node.right, left), subject);
}

/* `tittel inneholder "bidra*"`: some of the texts says some of the words. */
struct type emit_contains(struct compiler *c, struct syntax node, uint32_t subject)
{
    static const char *const title[] = {"Spør etter en tekst: `tittel` eller `ansvarlig.tittel`, for eksempel.",
                                        "Spør etter ein tekst: `tittel` eller `ansvarleg.tittel`, til dømes.",
                                        "Ask for a text, such as `title` or `accountable.title`."},
                             *const quotes[] = {"Skriv ordene i anførselstegn: `\"styrke*\"`.",
                                                "Skriv orda i hermeteikn: `\"styrkje*\"`.",
                                                "Write the words in quotation marks: `\"strengthen*\"`."};
    struct {
        struct sought *data;
        uint32_t count, capacity;
    } all = {NULL, 0, 0};
    uint32_t first = c->literal_count;
    struct type left = emit_node(c, node.left, subject);
    if (left.kind != TYPE_TEXT && left.kind != TYPE_CODE) {
        report_type(c, node.left, left, type_of(TYPE_TEXT), title);
        return type_of(TYPE_NOTHING);
    }
    left = type_of(TYPE_TEXT);
    for (uint32_t item = node.right; item && !c->failed; item = syntax_at(c, item)->left) {
        uint32_t text = syntax_at(c, item)->right;
        enum syntax_kind kind = (enum syntax_kind)syntax_at(c, text)->kind;
        if (kind != SYNTAX_STRING)
            report_type(c, text, type_of(kind == SYNTAX_WORD ? TYPE_CODE : TYPE_OTHER), left, quotes);
        else if (add_literal(c, text, left))
            ARRAY_PUSH(&all, data, count, capacity,
                       compile_sought(c, syntax_at(c, text), &c->literals[c->literal_count - 1]));
    }
    emit(c, (struct instruction){.op = OP_CONTAINS,
                                 .first = first,
                                 .count = c->literal_count - first,
                                 .sought = words_sought_any(c->arena, all.data, all.count)});
    array_free(all.data);
    return type_of(c->failed ? TYPE_NOTHING : TYPE_TRUTH);
}

/* `x i (a, b)`: one of the words; of numbers and dates, equal to one of them. */
struct type emit_in(struct compiler *c, struct syntax node, uint32_t subject)
{
    uint32_t first = c->literal_count;
    struct type left = emit_node(c, node.left, subject);
    if (left.kind != TYPE_NUMBER && left.kind != TYPE_DATE) {
        if (left.kind == TYPE_OTHER || left.kind == TYPE_TRUTH) {
            report_type(c, node.left, left, type_of(TYPE_TEXT), NOTHING_TO_SAY);
            return type_of(TYPE_NOTHING);
        }
        for (uint32_t item = node.right; item && left.kind && !c->failed; item = syntax_at(c, item)->left)
            add_literal(c, syntax_at(c, item)->right, left);
        emit_literals(c, first);
        return type_of(c->failed ? TYPE_NOTHING : TYPE_TRUTH);
    }
    for (uint32_t item = node.right, done = 0; item && !c->failed; item = syntax_at(c, item)->left, done++) {
        struct syntax compare = {.kind = SYNTAX_COMPARE, .left = node.left, .right = syntax_at(c, item)->right};
        if (done)
            left = emit_node(c, node.left, subject);
        compare_quantities(c, &compare, left, subject);
        if (done)
            emit_op(c, OP_OR, 0);
    }
    return type_of(TYPE_TRUTH);
}
