#include "syntax_build.h"

#include "expression.h"
#include "grammar.h"

#include <assert.h>
#include <string.h>

void expression_parser_run(struct syntax_builder *b, int form); /* expression.y */

void expression_free(struct expression *expression)
{
    if (expression->capacity)
        array_free(expression->nodes);
    *expression = (struct expression){0};
}

/* ---- tokens ------------------------------------------------------------------------------------------- */

static int operator_token(enum term term)
{
    switch (term) {
    case EXPR_AND: return X_AND;
    case EXPR_OR: return X_OR;
    case EXPR_NOT: return X_NOT;
    case EXPR_IS: return X_IS;
    case EXPR_IS_NOT: return X_IS_NOT;
    case EXPR_IN: return X_IN;
    case EXPR_EXISTS: return X_EXISTS;
    case EXPR_LACKS: return X_LACKS;
    case EXPR_CONTAINS: return X_CONTAINS;
    case EXPR_CONTAINS_NOT: return X_CONTAINS_NOT;
    case EXPR_TODAY: return X_TODAY;
    case EXPR_COUNT: return X_COUNT;
    case EXPR_SHARE: return X_SHARE;
    case EXPR_SUM: return X_SUM;
    case EXPR_LOWEST: return X_LOWEST;
    case EXPR_HIGHEST: return X_HIGHEST;
    case EXPR_EVERY: return X_EVERY;
    case EXPR_SOME: return X_SOME;
    case EXPR_NO: return X_NO;
    case EXPR_AT_LEAST: return X_AT_LEAST;
    case EXPR_AT_MOST: return X_AT_MOST;
    case EXPR_WHERE: return X_WHERE;
    case EXPR_HAS: return X_HAS;
    case EXPR_SHOW: return X_SHOW;
    default: return X_BAD;
    }
}

/* The lexer's kinds in the numbers of this grammar. */
static int token_kind(const struct token *token)
{
    static const uint8_t lines[] = {
        [T_NAME] = X_NAME,
        [T_MONTH_NAME] = X_MONTH_NAME,
        [T_SEASON] = X_SEASON,
        [T_WEEK] = X_WEEK,
        [T_PART_OF_YEAR] = X_PART_OF_YEAR,
        [T_SCHOOL_YEAR_WORD] = X_SCHOOL_YEAR_WORD,
        [T_SCHOOL_YEAR] = X_SCHOOL_YEAR,
        [T_PERIOD_BOUND] = X_PERIOD_BOUND,
        [T_DAYS] = X_DAYS,
        [T_UNIT] = X_KRONER,
        [T_SCALE] = X_SCALE,
        [T_COMMA] = X_COMMA,
        [T_LPAREN] = X_LPAREN,
        [T_RPAREN] = X_RPAREN,
        [T_EQUALS] = X_EQUALS,
        [T_INTEGER] = X_INTEGER,
        [T_NUMBER] = X_NUMBER,
        [T_YEAR] = X_YEAR,
        [T_PERCENT] = X_PERCENT,
        [T_STRING] = X_STRING,
        [T_DAY] = X_DAY,
        [T_MONTH] = X_MONTH,
        [T_ORDINAL] = X_ORDINAL,
    };
    static const uint8_t own[] = {X_DOT,  X_NOT_EQUAL, X_LESS,  X_LESS_EQUAL, X_GREATER, X_GREATER_EQUAL,
                                  X_PLUS, X_MINUS,     X_TIMES, X_DIVIDE,     X_LABEL};
    if (token->kind == 0)
        return 0;
    if (token->kind == T_OPERATOR)
        return operator_token((enum term)token->symbol);
    if (token->kind >= T_DOT)
        return own[token->kind - T_DOT];
    return token->kind < sizeof lines && lines[token->kind] ? lines[token->kind] : X_BAD;
}

static bool is_comparison(int kind)
{
    return kind == X_IS || kind == X_IS_NOT || kind == X_EQUALS || kind == X_NOT_EQUAL;
}

static bool ends_operand(int kind)
{
    return kind == X_NAME || kind == X_RPAREN || kind == X_INTEGER || kind == X_NUMBER || kind == X_YEAR ||
           kind == X_PERCENT || kind == X_STRING || kind == X_DAY || kind == X_TODAY || kind == X_DAYS ||
           kind == X_KRONER || kind == X_SCALE || kind == X_LABEL || kind == X_MONTH;
}

static struct span span_of(const struct syntax_builder *b, uint32_t start, uint32_t end)
{
    return (struct span){b->builder.lexer->file, start, end};
}

static struct diagnostic *report(struct syntax_builder *b, enum diag_code code, uint32_t start, uint32_t end)
{
    struct diagnostic *diagnostic = diag_add(b->builder.lexer->diagnostics, code, span_of(b, start, end));
    diagnostic->arguments[0] = diag_text(b->builder.lexer->bytes + start, end - start);
    b->builder.failed = true;
    return diagnostic;
}

static bool is_blank_at(const struct lexer *lexer, uint32_t at)
{
    char c = lexer->bytes[at];
    return c == ' ' || c == '\t' || c == '\0' || c == '\n' || c == '\r' ||
           memcmp(lexer->bytes + at, "\xC2\xA0", 2) == 0;
}

/* Names may hold `-` and `/`, so an operator is one only between blanks; a minus before a number is its sign. */
static void check_blanks(struct syntax_builder *b, const struct token *token)
{
    const struct lexer *lexer = b->builder.lexer;
    bool before = token->start == 0 || is_blank_at(lexer, token->start - 1) ||
                  (token->start >= 2 && is_blank_at(lexer, token->start - 2)) || lexer->bytes[token->start - 1] == '(';
    bool after = is_blank_at(lexer, token->end);
    bool sign = token->kind == X_MINUS && !ends_operand(b->previous.kind);
    if (sign || (before && after))
        return;
    struct diagnostic *diagnostic = report(b, DIAG_OPERATOR_BLANKS, token->start, token->end);
    const char *text = arena_format(lexer->diagnostics->arena, "%s%.*s%s", before ? "" : " ",
                                    (int)(token->end - token->start), lexer->bytes + token->start, after ? "" : " ");
    diag_add_fix(lexer->diagnostics, diagnostic, diagnostic->span, text, true, PHRASE_REPLACE);
}

static void remember_filter(struct syntax_builder *b, const struct token *token)
{
    bool opens = token->kind == X_WHERE || token->kind == X_HAS;
    if (token->kind != X_NAME && token->kind != X_DOT) {
        b->before = b->filter;
        b->filter = opens ? *token : (struct token){.kind = 0};
    }
    if (token->kind >= X_COUNT && token->kind <= X_HIGHEST)
        b->numeric = true;
    else if (token->kind == X_EVERY || token->kind == X_SOME || token->kind == X_NO || token->kind == X_AT_LEAST ||
             token->kind == X_AT_MOST)
        b->numeric = false;
}

struct token syntax_next(struct syntax_builder *b)
{
    struct token token;
    lexer_next(b->builder.lexer, &token);
    bool was_word = token.kind == T_OPERATOR;
    token.kind = (uint16_t)token_kind(&token);
    if (b->current.kind == X_LPAREN)
        b->listing = b->previous.kind == X_IN;
    else if (b->current.kind == X_RPAREN)
        b->listing = false;
    b->previous = b->current;
    bool logical = token.kind >= X_EVERY && token.kind <= X_NO;
    if (was_word && (b->previous.kind == X_DOT || (logical && (is_comparison(b->previous.kind) || b->listing))))
        token.kind = X_NAME; /* `funded is no`, `navn i (noen, alle)`: a name is meant */
    if (++b->tokens > EXPRESSION_LONGEST)
        syntax_too_deep(b);
    else if (token.kind >= X_PLUS && token.kind <= X_DIVIDE && !b->builder.lexer->failed)
        check_blanks(b, &token);
    b->current = token;
    if (token.kind)
        remember_filter(b, &token);
    return token;
}

/* ---- mistakes ------------------------------------------------------------------------------------------ */

void syntax_too_deep(struct syntax_builder *b)
{
    if (b->builder.failed || b->builder.lexer->failed)
        return;
    struct lexer *lexer = b->builder.lexer;
    report(b, DIAG_EXPRESSION_TOO_DEEP, b->current.start, b->current.end)->arguments[1] = diag_number(
        EXPRESSION_DEEPEST);
    lexer->failed = true;
}

/* What can be written instead of what stands there. */
static const char *const *advice(const struct syntax_builder *b, const struct token *at)
{
    static const char *const value[] = {"Her ventes et navn, et tall, en dato eller en tekst i anførselstegn.",
                                        "Her er det venta eit namn, eit tal, ein dato eller ein tekst i hermeteikn.",
                                        "A name, a number, a date or a quoted text is expected here."};
    static const char *const range[] = {
        "Skriv hva som skal telles, for eksempel `antall tiltak` eller `hver mål har tiltak`.",
        "Skriv kva som skal teljast, til dømes `talet på tiltak` eller `kvart mål har tiltak`.",
        "Write what to count, for instance `count measures` or `each goal has measures`."};
    static const char *const operator[] = {
        "Mellom to deler trengs et ord som `er`, `<`, `og` eller `eller`. Navn med mellomrom skrives i anførselstegn.",
        "Mellom to delar trengst eit ord som `er`, `<`, `og` eller `eller`. Namn med mellomrom blir skrivne i "
        "hermeteikn.",
        "Between two parts a word such as `is`, `<`, `and` or `or` is needed. Names with blanks stand in quotation "
        "marks."};
    static const char *const close[] = {"Det mangler en sluttparentes.", "Det manglar ein sluttparentes.",
                                        "A closing parenthesis is missing."};
    static const char *const kind[] = {
        "Skriv ett eller flere slag, gjerne med et filter: `for tiltak` eller `for tiltak der målgruppe er barn`.",
        "Skriv eitt eller fleire slag, gjerne med eit filter: `for tiltak` eller `for tiltak der målgruppe er barn`.",
        "Write one or more kinds, perhaps with a filter: `for measure where target group is children`."};
    int before = b->previous.kind;
    if (b->form == FORM_SELECT)
        return kind;
    if ((before >= X_COUNT && before <= X_AT_MOST) || before == X_WHERE || before == X_HAS)
        return before == X_WHERE || before == X_HAS ? value : range;
    if (ends_operand(before) && at->kind)
        return operator;
    return ends_operand(before) ? close : value;
}

/* `antall tiltak har evaluering`: a number could follow, so a bare name is no filter here. */
static bool report_bare_filter(struct syntax_builder *b, const struct token *at)
{
    static const uint16_t followers[] = {0,      X_RPAREN, X_AND,   X_OR,    X_HAS,   X_COMMA,
                                         X_SHOW, X_PLUS,   X_MINUS, X_TIMES, X_DIVIDE};
    bool ends = false;
    for (size_t i = 0; i < sizeof followers / sizeof *followers; i++)
        ends = ends || at->kind == followers[i];
    const struct token *filter = at->kind ? &b->before : &b->filter; /* the word at hand is no part of it */
    uint32_t start = filter->end, end = b->previous.end;
    if (!filter->kind || !b->numeric || !ends || b->previous.kind != X_NAME)
        return false;
    struct lexer *lexer = b->builder.lexer;
    while (start < end && is_blank_at(lexer, start))
        start++;
    struct diagnostic *diagnostic = report(b, DIAG_BARE_FILTER, start, end);
    diag_add_fix(lexer->diagnostics, diagnostic, diagnostic->span,
                 arena_format(lexer->diagnostics->arena, "(%.*s)", (int)(end - start), lexer->bytes + start), true,
                 PHRASE_REPLACE);
    return true;
}

/* After a filter without parentheses it is not clear what `og`, `eller` or arithmetic joins. */
static void report_open(struct syntax_builder *b, uint32_t start, uint32_t end)
{
    struct lexer *lexer = b->builder.lexer;
    struct diagnostic *diagnostic = report(b, DIAG_OPEN_FILTER, start, end);
    diag_add_fix(lexer->diagnostics, diagnostic, diagnostic->span,
                 arena_format(lexer->diagnostics->arena, "(%.*s)", (int)(end - start), lexer->bytes + start), false,
                 PHRASE_REPLACE);
}

/* The bytes of a closing quotation mark, `"`, `»` or `”`; its opening one has as many. */
static uint32_t quote_width(const char *at)
{
    return *at == '"' ? 1 : (uint8_t)*at == 0xC2 ? 2 : 3;
}

void syntax_error(struct syntax_builder *b, const struct token *at)
{
    if (b->builder.failed || b->builder.lexer->failed) {
        b->builder.failed = true;
        return;
    }
    struct lexer *lexer = b->builder.lexer;
    if (report_bare_filter(b, at))
        return;
    if (at->kind == 0 && b->tokens <= 1) {
        report(b, DIAG_EXPRESSION_MISSING, lexer->end, lexer->end)->arguments[1] = diag_phrase(advice(b, at));
    } else if (at->kind == 0) {
        report(b, DIAG_EXPRESSION_ENDS, b->previous.start, b->previous.end)->arguments[1] = diag_phrase(advice(b, at));
    } else {
        uint32_t quote = at->kind == X_STRING ? quote_width(lexer->bytes + at->end) : 0;
        report(b, DIAG_EXPRESSION_SYNTAX, at->start - quote, at->end + quote)->arguments[1] = diag_phrase(
            advice(b, at));
    }
}

static bool refuse_open(struct syntax_builder *b, uint32_t left)
{
    const struct syntax *node = &b->expression->nodes[left];
    if (!node->open_filter || b->builder.failed)
        return node->open_filter != 0;
    const struct syntax *filter = &b->expression->nodes[node->open_filter];
    report_open(b, filter->start, filter->end);
    return true;
}

/* ---- nodes ------------------------------------------------------------------------------------------------ */

static struct syntax *node_at(struct syntax_builder *b, uint32_t id)
{
    return &b->expression->nodes[id];
}

/* A new node over its parts; its span is theirs. */
static uint32_t push(struct syntax_builder *b, struct syntax node)
{
    const uint32_t parts[] = {node.left, node.right, node.third};
    uint32_t start = UINT32_MAX, end = 0;
    for (int i = 0; i < 3; i++) {
        const struct syntax *part = node_at(b, parts[i]);
        if (!parts[i])
            continue;
        if (part->depth >= node.depth)
            node.depth = (uint16_t)(part->depth + 1);
        start = part->start < start ? part->start : start;
        end = part->end > end ? part->end : end;
    }
    if (start < end && (!node.end || start < node.start))
        node.start = start;
    if (end > node.end)
        node.end = end;
    if (node.kind == SYNTAX_LIST)
        node.depth = node_at(b, node.right)->depth; /* long lists are not deep */
    if (node.depth > EXPRESSION_DEEPEST)
        syntax_too_deep(b);
    ARRAY_PUSH(b->expression, nodes, count, capacity, node);
    return b->expression->count - 1;
}

uint32_t syntax_add(struct syntax_builder *b, enum syntax_kind kind, uint32_t left, uint32_t right)
{
    return push(b, (struct syntax){.kind = (uint8_t)kind, .left = left, .right = right});
}

uint32_t syntax_leaf(struct syntax_builder *b, enum syntax_kind kind, const struct token *token)
{
    return push(b, (struct syntax){.kind = (uint8_t)kind, .start = token->start, .end = token->end});
}

uint32_t syntax_date(struct syntax_builder *b, const struct token *date)
{
    return push(b, (struct syntax){.kind = SYNTAX_DATE, .start = date->start, .end = date->end, .date = date->date});
}

uint32_t syntax_year(struct syntax_builder *b, const struct token *year)
{
    return push(b, (struct syntax){.kind = SYNTAX_NUMBER,
                                   .start = year->start,
                                   .end = year->end,
                                   .dated = true,
                                   .number = year->number,
                                   .date = date_of_year((int)year->number)});
}

void syntax_scale(struct token *number, const struct token *scale)
{
    number->number *= scale->symbol == QUANTITY_BILLION ? 1e9 : 1e6;
    number->end = scale->end;
}

uint32_t syntax_number(struct syntax_builder *b, const struct token *number, enum syntax_unit unit,
                       const struct token *end)
{
    return push(b, (struct syntax){.kind = SYNTAX_NUMBER,
                                   .unit = (uint8_t)unit,
                                   .start = number->start,
                                   .end = end ? end->end : number->end,
                                   .number = number->number});
}

uint32_t syntax_step(struct syntax_builder *b, uint32_t before, const struct token *name)
{
    uint32_t step = push(b, (struct syntax){.kind = SYNTAX_WORD, .start = name->start, .end = name->end});
    node_at(b, step)->left = before; /* its span stays that of its own word */
    node_at(b, step)->depth = (uint16_t)(before ? node_at(b, before)->depth + 1 : 0);
    if (node_at(b, step)->depth >= EXPRESSION_DEEPEST)
        syntax_too_deep(b);
    return step;
}

/* Where a node's text begins, the steps before a path's last included. */
static uint32_t start_of(struct syntax_builder *b, uint32_t id)
{
    while (node_at(b, id)->kind == SYNTAX_WORD && node_at(b, id)->left)
        id = node_at(b, id)->left;
    return node_at(b, id)->start;
}

/* A string's node spans what is within its quotation marks; what holds it ends behind them. */
static uint32_t end_of(const struct syntax_builder *b, const struct syntax *node)
{
    return node->end + (node->kind == SYNTAX_STRING ? quote_width(b->builder.lexer->bytes + node->end) : 0);
}

static uint32_t push_spanned(struct syntax_builder *b, struct syntax node)
{
    uint32_t id = push(b, node);
    uint32_t parts[] = {node.left, node.right, node.third};
    for (int i = 0; i < 3; i++) {
        if (!parts[i])
            continue;
        uint32_t start = start_of(b, parts[i]), end = end_of(b, node_at(b, parts[i]));
        if (start < node_at(b, id)->start)
            node_at(b, id)->start = start;
        if (end > node_at(b, id)->end)
            node_at(b, id)->end = end;
    }
    return id;
}

uint32_t syntax_prefix(struct syntax_builder *b, enum syntax_kind kind, const struct token *word, uint32_t operand)
{
    return push_spanned(b, (struct syntax){.kind = (uint8_t)kind,
                                           .right = operand,
                                           .start = word->start,
                                           .end = word->end,
                                           .open_filter = node_at(b, operand)->open_filter});
}

uint32_t syntax_postfix(struct syntax_builder *b, enum syntax_kind kind, uint32_t operand, const struct token *word)
{
    return push_spanned(
        b, (struct syntax){.kind = (uint8_t)kind, .left = operand, .start = word->start, .end = word->end});
}

uint32_t syntax_parentheses(struct syntax_builder *b, const struct token *open, uint32_t inside,
                            const struct token *close)
{
    (void)b;
    struct syntax *node = node_at(b, inside);
    node->open_filter = 0;
    if (node->kind != SYNTAX_WORD) { /* a word's span is its name */
        node->start = open->start;
        node->end = close->end;
    }
    return inside;
}

uint32_t syntax_compare(struct syntax_builder *b, uint32_t left, uint32_t compare, uint32_t right)
{
    return push_spanned(b, (struct syntax){.kind = SYNTAX_COMPARE,
                                           .operator=(uint16_t)(compare % 100),
                                           .word_operator = compare >= 100,
                                           .left = left,
                                           .right = right,
                                           .open_filter = node_at(b, right)->open_filter});
}

uint32_t syntax_in(struct syntax_builder *b, uint32_t left, uint32_t list, const struct token *close)
{
    return push_spanned(
        b, (struct syntax){.kind = SYNTAX_IN, .left = left, .right = list, .start = close->start, .end = close->end});
}

/* `tittel inneholder "bidra*"`, or one of several in parentheses. */
uint32_t syntax_contains(struct syntax_builder *b, uint32_t left, uint32_t texts)
{
    return push_spanned(b, (struct syntax){.kind = SYNTAX_CONTAINS, .left = left, .right = texts});
}

uint32_t syntax_negate(struct syntax_builder *b, uint32_t condition)
{
    return push_spanned(b, (struct syntax){.kind = SYNTAX_NOT, .right = condition});
}

uint32_t syntax_join(struct syntax_builder *b, enum syntax_kind kind, uint32_t left, uint32_t right)
{
    refuse_open(b, left);
    return push_spanned(
        b, (struct syntax){
               .kind = (uint8_t)kind, .left = left, .right = right, .open_filter = node_at(b, right)->open_filter});
}

uint32_t syntax_arithmetic(struct syntax_builder *b, char operator, uint32_t left, uint32_t right)
{
    refuse_open(b, left);
    return push_spanned(b, (struct syntax){.kind = SYNTAX_ARITHMETIC,
                                           .operator=(uint16_t)(unsigned char) operator,
                                           .left = left,
                                           .right = right,
                                           .open_filter = node_at(b, right)->open_filter});
}

uint32_t syntax_begin(struct syntax_builder *b, const struct token *word, const struct token *number)
{
    return push(b, (struct syntax){.kind = SYNTAX_QUANTIFIER,
                                   .operator=(uint16_t) word->symbol,
                                   .start = word->start,
                                   .end = number ? number->end : word->end,
                                   .number = number ? number->number : 0});
}

/* The open filter that a quantifier ends with: its last one, when that stands without parentheses. */
static uint32_t last_filter(struct syntax_builder *b, uint32_t where, uint32_t has)
{
    uint32_t last = has ? has : where;
    return last && node_at(b, last)->open_filter == last ? last : 0;
}

uint32_t syntax_quantifier(struct syntax_builder *b, uint32_t quantifier, uint32_t range, uint32_t where, uint32_t has)
{
    struct syntax node = *node_at(b, quantifier);
    node.left = range;
    node.right = where;
    node.third = has;
    node.open_filter = last_filter(b, where, has);
    return push_spanned(b, node);
}

uint32_t syntax_select(struct syntax_builder *b, uint32_t ranges, uint32_t condition)
{
    return push_spanned(b, (struct syntax){.kind = SYNTAX_SELECT, .left = ranges, .right = condition});
}

uint32_t syntax_open(struct syntax_builder *b, uint32_t filter)
{
    node_at(b, filter)->open_filter = filter;
    return filter;
}

/* ---- parsing ---------------------------------------------------------------------------------------------- */

void expression_parse(struct expression *expression, const struct expression_text *text, enum expression_form form,
                      const struct lexicon *lexicon, struct diag_list *diagnostics)
{
    static const int forms[] = {X_FORM_VALUE, X_FORM_FIELD, X_FORM_SELECT, X_FORM_QUERY};
    struct lexer lexer = {.bytes = text->bytes,
                          .cursor = text->start,
                          .end = text->end,
                          .source_end = text->end,
                          .file = text->file,
                          .shape = SHAPE_EXPRESSION,
                          .cell = true,
                          .expression = true,
                          .lexicon = lexicon,
                          .diagnostics = diagnostics};
    struct syntax_builder b = {.builder = {.lexer = &lexer}, .expression = expression, .form = form};
    *expression = (struct expression){0};
    ARRAY_PUSH(expression, nodes, count, capacity, (struct syntax){0});
    expression_parser_run(&b, forms[form]);
    if (b.builder.failed || lexer.failed)
        expression->root = 0;
}
