#include "compile.h"

#include <string.h>

const char *op_name(enum op op)
{
    static const char *const names[] = {"number",     "date",      "today",          "text",         "path",
                                        "exists",     "count",     "truth",          "is",           "contains",
                                        "same-thing", "same-text", "compare-number", "compare-date", "and",
                                        "or",         "and-then",  "or-else",        "not",          "add",
                                        "subtract",   "multiply",  "divide",         "minus",        "days-between",
                                        "move",       "each",      "where",          "has",          "take",
                                        "next"};
    _Static_assert(sizeof names / sizeof *names == OP_LAST, "one name an instruction");
    return names[op];
}

const char *step_name(enum step_kind kind)
{
    static const char *const names[] = {"all",          "own",      "property", "plan",   "above", "parent",
                                        "roles",        "stages",   "previous", "state",  "class", "overdue",
                                        "days-overdue", "deadline", "adopted",  "latest", "value", "date",
                                        "coverage",     "kind",     "title",    "name",   "id"};
    _Static_assert(sizeof names / sizeof *names == STEP_ID + 1, "one name a step");
    return names[kind];
}

static struct type compile_node(struct compiler *c, uint32_t node, uint32_t subject);
static void compile_condition(struct compiler *c, uint32_t node, uint32_t subject);

static const struct syntax *at(const struct compiler *c, uint32_t node)
{
    return &c->expression->nodes[node];
}

static struct type type_of(enum type_kind kind)
{
    return (struct type){.kind = (uint8_t)kind};
}

static uint32_t emit(struct compiler *c, struct instruction instruction)
{
    ARRAY_PUSH(c, code, length, capacity, instruction);
    return c->length - 1;
}

static uint32_t emit_op(struct compiler *c, enum op op, uint32_t first)
{
    return emit(c, (struct instruction){.op = (uint8_t)op, .first = first});
}

/* ---- mistakes ------------------------------------------------------------------------------------------- */

static const char *const NOTHING_TO_SAY[LANGUAGE_COUNT] = {"", "", ""};

static void report_type(struct compiler *c, uint32_t node, struct type is, struct type wanted,
                        const char *const help[LANGUAGE_COUNT])
{
    if (!is.kind || c->failed)
        return;
    struct diagnostic *diagnostic = compile_report(c, DIAG_WRONG_OPERAND, at(c, node));
    diagnostic->arguments[1] = compile_type_in_words(c, is);
    diagnostic->arguments[2] = compile_type_in_words(c, wanted);
    diagnostic->arguments[3] = diag_phrase(help);
}

/* ---- paths ------------------------------------------------------------------------------------------------ */

/* The steps of a path in the order they are taken; returns how many. */
static uint32_t unroll(const struct compiler *c, uint32_t last, uint32_t steps[EXPRESSION_DEEPEST])
{
    uint32_t count = 0;
    for (uint32_t node = last; node && count < EXPRESSION_DEEPEST; node = at(c, node)->left)
        count++;
    uint32_t place = count;
    for (uint32_t node = last; place > 0; node = at(c, node)->left)
        steps[--place] = node;
    return count;
}

/* The steps of a path, added to the program's: from `first`, `count` of them. */
struct path {
    uint32_t first, count;
    struct type type, owner; /* of what it leads to, and of what stands before its last step */
};

static struct path compile_steps(struct compiler *c, uint32_t last, uint32_t subject, bool ranged)
{
    uint32_t words[EXPRESSION_DEEPEST], count = unroll(c, last, words);
    struct path path = {.first = c->step_count, .type = {.kind = TYPE_THING, .kinds = subject}};
    for (uint32_t i = 0; i < count && path.type.kind; i++) {
        struct path_step step = {0};
        path.owner = path.type;
        path.type = compile_step(c, at(c, words[i]), path.type, i == 0, ranged && i + 1 == count, &step);
        c->asks_class |= step.kind == STEP_CLASS;
        c->asks_actors |= (step.kind == STEP_OWN || step.kind == STEP_ROLES) &&
                          (path.owner.kinds & (OF(ACTOR) | OF(GROUP) | OF(SECTOR)));
        c->asks_actors |= step.kind == STEP_ALL && (step.kinds & (OF(ACTOR) | OF(GROUP) | OF(SECTOR)));
        ARRAY_PUSH(c, steps, step_count, step_capacity, step);
        path.count++;
    }
    return path;
}

static void emit_path(struct compiler *c, uint32_t first, uint32_t count)
{
    emit(c, (struct instruction){.op = OP_PATH, .first = first, .count = count});
}

static struct type compile_path(struct compiler *c, uint32_t node, uint32_t subject)
{
    struct path path = compile_steps(c, node, subject, false);
    emit_path(c, path.first, path.count);
    return path.type;
}

/* ---- quantifiers -------------------------------------------------------------------------------------------- */

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
    compile_condition(c, node, kinds);
    emit_op(c, op, 0);
}

static struct type compile_quantifier(struct compiler *c, uint32_t node, uint32_t subject)
{
    static const char *const count_it[] = {"Tell dem, eller spør om de finnes.", "Tel dei, eller spør om dei finst.",
                                           "Count them, or ask whether they exist."},
                             *const has[] = {
                                 "Skriv hva hver av dem skal ha: `hver tiltak har (evaluering finnes)`.",
                                 "Skriv kva kvar av dei skal ha: `kvart tiltak har (evaluering finst)`.",
                                 "Write what each of them shall have: `each measure has (evaluation exists)`."};
    struct syntax quantifier = *at(c, node);
    bool valued = takes_value(quantifier.operator), filtered = quantifier.right || quantifier.third;
    struct path path = compile_steps(c, quantifier.left, subject, true);
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

/* ---- comparing ------------------------------------------------------------------------------------------------ */

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

static void check_units(struct compiler *c, uint32_t left, struct type a, uint32_t right, struct type b)
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
    struct diagnostic *diagnostic = compile_report(c, DIAG_WRONG_UNIT, at(c, left));
    diagnostic->arguments[1] = unit_in_words((enum syntax_unit)a.unit);
    diagnostic->arguments[2] = unit_in_words((enum syntax_unit)b.unit);
    diagnostic->arguments[3] = diag_phrase(percents ? percent : other);
    if (a.unit == UNIT_PERCENT && b.unit == UNIT_PLAIN && at(c, right)->kind == SYNTAX_NUMBER)
        diag_add_fix(c->diagnostics, diagnostic, (struct span){c->file, at(c, right)->end, at(c, right)->end}, " %",
                     true, PHRASE_INSERT);
}

/* A year is a date beside a date. */
static struct type compile_beside(struct compiler *c, uint32_t node, uint32_t subject, enum type_kind other)
{
    if (at(c, node)->kind == SYNTAX_NUMBER && at(c, node)->dated && other == TYPE_DATE) {
        emit(c, (struct instruction){.op = OP_DATE, .date = at(c, node)->date});
        return type_of(TYPE_DATE);
    }
    return compile_node(c, node, subject);
}

static struct type compare_quantities(struct compiler *c, const struct syntax *node, struct type left, uint32_t subject)
{
    static const char *const dates[] = {"Skriv en dato: `2026`, `2026-05-30` eller `i dag`.",
                                        "Skriv ein dato: `2026`, `2026-05-30` eller `i dag`.",
                                        "Write a date: `2026`, `2026-05-30` or `today`."};
    uint32_t before = c->length;
    struct type right = compile_beside(c, node->right, subject, (enum type_kind)left.kind);
    if (right.kind == TYPE_DATE && at(c, node->left)->kind == SYNTAX_NUMBER && at(c, node->left)->dated &&
        before > 0) { /* `2026 > frist` */
        c->code[before - 1] = (struct instruction){.op = OP_DATE, .date = at(c, node->left)->date};
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

static bool add_literal(struct compiler *c, uint32_t node, struct type left)
{
    struct literal literal;
    if (!compile_literal(c, at(c, node), left, &literal))
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
    struct syntax right = *at(c, node->right);
    if (compare != COMPARE_SAME && compare != COMPARE_OTHER) {
        report_type(c, node->left, left, type_of(TYPE_NUMBER), order);
        return type_of(TYPE_NOTHING);
    }
    if (is_path(c, &right, left, subject)) {
        struct type type = compile_path(c, node->right, subject);
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
    const struct syntax *right = at(c, node->right);
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
        if (at(c, node->left)->kind == SYNTAX_WORD)
            emit_op(c, OP_TRUTH, 0);
        return compare_truth(c, node, left);
    case TYPE_OTHER: report_type(c, node->left, left, type_of(TYPE_TEXT), exists); return type_of(TYPE_NOTHING);
    default: return compare_names(c, node, left, subject);
    }
}

/* A line of `når`, and the like, holds dates as well as words: beside a date it is a date. */
static struct type as_date(const struct compiler *c, uint32_t right, struct type left)
{
    const struct syntax *node = at(c, right);
    bool dated = node->kind == SYNTAX_DATE || node->kind == SYNTAX_TODAY ||
                 (node->kind == SYNTAX_NUMBER && node->dated);
    return left.kind == TYPE_TERM && (left.sets & SETS_MANNER) && dated ? type_of(TYPE_DATE) : left;
}

static struct type compile_compare(struct compiler *c, struct syntax node, uint32_t subject)
{
    if (is_constant((enum syntax_kind)at(c, node.left)->kind) && node.operator<= COMPARE_OTHER) {
        uint32_t left = node.left; /* `"X" er tittel`: the other way round */
        node.left = node.right;
        node.right = left;
    }
    struct type left = compile_node(c, node.left, subject);
    return compare_with(c, &node, as_date(c, node.right, left), subject);
}

/* `x i (a, b)`: one of the words; of numbers and dates, equal to one of them. */
static struct type compile_in(struct compiler *c, struct syntax node, uint32_t subject)
{
    uint32_t first = c->literal_count;
    struct type left = compile_node(c, node.left, subject);
    if (left.kind != TYPE_NUMBER && left.kind != TYPE_DATE) {
        if (left.kind == TYPE_OTHER || left.kind == TYPE_TRUTH) {
            report_type(c, node.left, left, type_of(TYPE_TEXT), NOTHING_TO_SAY);
            return type_of(TYPE_NOTHING);
        }
        for (uint32_t item = node.right; item && left.kind && !c->failed; item = at(c, item)->left)
            add_literal(c, at(c, item)->right, left);
        emit_literals(c, first);
        return type_of(c->failed ? TYPE_NOTHING : TYPE_TRUTH);
    }
    for (uint32_t item = node.right, done = 0; item && !c->failed; item = at(c, item)->left, done++) {
        struct syntax compare = {.kind = SYNTAX_COMPARE, .left = node.left, .right = at(c, item)->right};
        if (done)
            left = compile_node(c, node.left, subject);
        compare_quantities(c, &compare, left, subject);
        if (done)
            emit_op(c, OP_OR, 0);
    }
    return type_of(TYPE_TRUTH);
}

/* `tittel inneholder "bidra*"`: some of the texts says some of the words. */
static struct type compile_contains(struct compiler *c, struct syntax node, uint32_t subject)
{
    static const char *const title[] = {"Spør etter en tekst: `tittel` eller `ansvarlig.tittel`, for eksempel.",
                                        "Spør etter ein tekst: `tittel` eller `ansvarleg.tittel`, til dømes.",
                                        "Ask for a text, such as `title` or `accountable.title`."},
                             *const quotes[] = {"Skriv ordene i anførselstegn: `\"styrke*\"`.",
                                                "Skriv orda i hermeteikn: `\"styrkje*\"`.",
                                                "Write the words in quotation marks: `\"strengthen*\"`."};
    uint32_t first = c->literal_count;
    struct type left = compile_node(c, node.left, subject);
    if (left.kind != TYPE_TEXT) {
        report_type(c, node.left, left, type_of(TYPE_TEXT), title);
        return type_of(TYPE_NOTHING);
    }
    for (uint32_t item = node.right; item && !c->failed; item = at(c, item)->left) {
        const struct syntax *text = at(c, at(c, item)->right);
        if (text->kind != SYNTAX_STRING)
            report_type(c, at(c, item)->right, type_of(text->kind == SYNTAX_WORD ? TYPE_CODE : TYPE_OTHER), left,
                        quotes);
        else if (add_literal(c, at(c, item)->right, left))
            compile_sought(c, at(c, at(c, item)->right), &c->literals[c->literal_count - 1]);
    }
    emit(c, (struct instruction){.op = OP_CONTAINS, .first = first, .count = c->literal_count - first});
    return type_of(c->failed ? TYPE_NOTHING : TYPE_TRUTH);
}

static struct type compile_exists(struct compiler *c, const struct syntax *node, uint32_t subject)
{
    static const char *const count[] = {"Bare noe som kan stå i planen, kan finnes; tell med `> 0`.",
                                        "Berre noko som kan stå i planen, kan finnast; tel med `> 0`.",
                                        "Only what can stand in a plan can exist; count with `> 0`."};
    if (at(c, node->left)->kind != SYNTAX_WORD) {
        struct type type = compile_node(c, node->left, subject);
        report_type(c, node->left, type, (struct type){.kind = TYPE_THING, .kinds = ANY_KIND}, count);
        return type_of(TYPE_NOTHING);
    }
    struct type type = compile_path(c, node->left, subject);
    emit_op(c, type.kind == TYPE_TRUTH ? OP_TRUTH : OP_EXISTS, 0);
    if (node->kind == SYNTAX_LACKS)
        emit_op(c, OP_NOT, 0);
    return type.kind ? type_of(TYPE_TRUTH) : type;
}

/* ---- arithmetic -------------------------------------------------------------------------------------------------- */

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
    struct type left = compile_beside(c, node->left, subject, TYPE_NUMBER);
    struct type right = compile_beside(c, node->right, subject, (enum type_kind)left.kind);
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

/* ---- nodes --------------------------------------------------------------------------------------------------------- */

static struct type compile_text(struct compiler *c, uint32_t node)
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
    compile_condition(c, node->left, subject);
    uint32_t jump = emit_op(c, and? OP_AND_THEN : OP_OR_ELSE, 0);
    compile_condition(c, node->right, subject);
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

static struct type compile_node(struct compiler *c, uint32_t node, uint32_t subject)
{
    struct syntax syntax = *at(c, node);
    struct type number;
    if (c->failed)
        return type_of(TYPE_NOTHING);
    switch ((enum syntax_kind)syntax.kind) {
    case SYNTAX_NUMBER: return compile_number(c, &syntax);
    case SYNTAX_DATE: emit(c, (struct instruction){.op = OP_DATE, .date = syntax.date}); return type_of(TYPE_DATE);
    case SYNTAX_TODAY: emit_op(c, OP_TODAY, 0); return type_of(TYPE_DATE);
    case SYNTAX_STRING:
    case SYNTAX_LABEL: return compile_text(c, node);
    case SYNTAX_WORD: return compile_path(c, node, subject);
    case SYNTAX_AND:
    case SYNTAX_OR: return compile_join(c, &syntax, subject);
    case SYNTAX_NOT:
        compile_condition(c, syntax.right, subject);
        emit_op(c, OP_NOT, 0);
        return type_of(TYPE_TRUTH);
    case SYNTAX_COMPARE: return compile_compare(c, syntax, subject);
    case SYNTAX_IN: return compile_in(c, syntax, subject);
    case SYNTAX_CONTAINS: return compile_contains(c, syntax, subject);
    case SYNTAX_EXISTS:
    case SYNTAX_LACKS: return compile_exists(c, &syntax, subject);
    case SYNTAX_ARITHMETIC: return compile_arithmetic(c, &syntax, subject);
    case SYNTAX_MINUS:
        number = compile_node(c, syntax.right, subject);
        if (number.kind != TYPE_NUMBER)
            report_type(c, syntax.right, number, type_of(TYPE_NUMBER), NOTHING_TO_SAY);
        emit_op(c, OP_MINUS, 0);
        return number;
    case SYNTAX_QUANTIFIER: return compile_quantifier(c, node, subject);
    default: return type_of(TYPE_NOTHING);
    }
}

/* What is asked for as a condition: a bare path asks whether it is there. */
static void compile_condition(struct compiler *c, uint32_t node, uint32_t subject)
{
    static const char *const compare[] = {"Sammenlikn det med noe: `> 0`.", "Samanlikn det med noko: `> 0`.",
                                          "Compare it with something: `> 0`."};
    struct type type = compile_node(c, node, subject);
    if (at(c, node)->kind == SYNTAX_WORD)
        emit_op(c, type.kind == TYPE_TRUTH ? OP_TRUTH : OP_EXISTS, 0);
    else if (type.kind && type.kind != TYPE_TRUTH)
        report_type(c, node, type, type_of(TYPE_TRUTH), compare);
}

/* ---- programs ------------------------------------------------------------------------------------------------------- */

static void begin(struct compiler *c)
{
    c->failed = false;
    c->length = c->step_count = c->literal_count = c->loops = 0;
}

static const void *keep(struct compiler *c, const void *data, uint32_t count, size_t size)
{
    void *copy = arena_alloc(c->arena, count * size + 1);
    if (count)
        memcpy(copy, data, count * size);
    return copy;
}

static bool finish_program(struct compiler *c, uint32_t node, uint32_t subject, struct type type,
                           struct program *program)
{
    const struct syntax *syntax = at(c, node);
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
        compile_condition(c, node, subject);
    } else {
        type = compile_node(c, node, subject);
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
    if (at(c, node)->kind != SYNTAX_LIST) {
        struct path path = compile_steps(c, node, subject, true);
        emit_path(c, path.first, path.count);
        *type = path.type;
        return path.type.kind != TYPE_NOTHING;
    }
    for (uint32_t list = node; list; list = at(c, list)->kind == SYNTAX_LIST ? at(c, list)->left : 0) {
        uint32_t item = at(c, list)->kind == SYNTAX_LIST ? at(c, list)->right : list;
        struct path path = compile_steps(c, item, subject, true);
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
    struct syntax select = *at(c, node);
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
    compile_condition(c, select.right, type.kinds);
    return finish_program(c, node, type.kinds, type_of(TYPE_TRUTH), filter);
}

void compiler_free(struct compiler *c)
{
    array_free(c->code);
    array_free(c->steps);
    array_free(c->literals);
}
