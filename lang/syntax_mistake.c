/* syntax_mistake.c: what is said of an expression that cannot be read. */
#include "syntax_build.h"

uint32_t syntax_quote_width(const char *at)
{
    return *at == '"' ? 1 : (uint8_t)*at == 0xC2 ? 2 : 3;
}

static struct span span_of(const struct syntax_builder *b, uint32_t start, uint32_t end)
{
    return (struct span){b->builder.lexer->file, start, end};
}

struct diagnostic *syntax_report(struct syntax_builder *b, enum diag_code code, uint32_t start, uint32_t end)
{
    struct diagnostic *diagnostic = diag_add(b->builder.lexer->diagnostics, code, span_of(b, start, end));
    diagnostic->arguments[0] = diag_text(b->builder.lexer->bytes + start, end - start);
    b->builder.failed = true;
    return diagnostic;
}

void syntax_too_deep(struct syntax_builder *b)
{
    if (b->builder.failed || b->builder.lexer->failed)
        return;
    struct lexer *lexer = b->builder.lexer;
    syntax_report(b, DIAG_EXPRESSION_TOO_DEEP, b->current.start, b->current.end)->arguments[1] = diag_number(
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
    if (syntax_ends_operand(before) && at->kind)
        return operator;
    return syntax_ends_operand(before) ? close : value;
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
    start = blank_skip(lexer->bytes, start, end);
    struct diagnostic *diagnostic = syntax_report(b, DIAG_BARE_FILTER, start, end);
    diag_add_fix(lexer->diagnostics, diagnostic, diagnostic->span,
                 arena_format(lexer->diagnostics->arena, "(%.*s)", (int)(end - start), lexer->bytes + start), true,
                 PHRASE_REPLACE);
    return true;
}

void syntax_report_open(struct syntax_builder *b, uint32_t start, uint32_t end)
{
    struct lexer *lexer = b->builder.lexer;
    struct diagnostic *diagnostic = syntax_report(b, DIAG_OPEN_FILTER, start, end);
    diag_add_fix(lexer->diagnostics, diagnostic, diagnostic->span,
                 arena_format(lexer->diagnostics->arena, "(%.*s)", (int)(end - start), lexer->bytes + start), false,
                 PHRASE_REPLACE);
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
        syntax_report(b, DIAG_EXPRESSION_MISSING, lexer->end, lexer->end)->arguments[1] = diag_phrase(advice(b, at));
    } else if (at->kind == 0) {
        syntax_report(b, DIAG_EXPRESSION_ENDS, b->previous.start, b->previous.end)->arguments[1] = diag_phrase(
            advice(b, at));
    } else {
        uint32_t quote = at->kind == X_STRING ? syntax_quote_width(lexer->bytes + at->end) : 0;
        syntax_report(b, DIAG_EXPRESSION_SYNTAX, at->start - quote, at->end + quote)->arguments[1] = diag_phrase(
            advice(b, at));
    }
}
