/* lexer.re: bytes to tokens. Rules only say what a token is; what it means is worked out below them.
 * Rules for mistakes stand first, so that a mistake is one bad token and not two good ones. */
#include "lexer_parts.h"

#include "blank.h"
#include "unicode.h"

#include <string.h>

/*!re2c
    re2c:define:YYCTYPE  = "unsigned char";
    re2c:define:YYCURSOR = cursor;
    re2c:define:YYLIMIT  = limit;
    re2c:define:YYMARKER = marker;
    re2c:define:YYCTXMARKER = context;
    re2c:yyfill:enable   = 0;
    re2c:eof             = 0;

    blank    = [ \t] | "\u00A0" | "\u202F";
    digit    = [0-9];
    wide     = [\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u1FFF\u2070-\U0010FFFF]; /* see trim_name */
    plain    = [A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF];
    letter   = [A-Za-z] | wide;
    part     = letter | [-_0-9];
    name     = letter part*;
    dash     = "-" | "\u2013";
    year     = digit{4};
    text     = [^"\\\r\n\x00] | "\\" [^\r\n\x00];
    guillemet = "\u00AB" ([^\u00BB\\\r\n\x00] | "\\" [^\r\n\x00])* "\u00BB";
    curly    = "\u201C" ([^\u201D\\\r\n\x00] | "\\" [^\r\n\x00])* "\u201D";
    straight = "\"" text* "\"";
    link     = "http" "s"? "://" [^ \t\r\n\x00|<>"\u00A0\u202F]+;
*/

static int scan_references(const unsigned char *cursor, const unsigned char *limit, const unsigned char **end)
{
    const unsigned char *marker = cursor;
    int kind;
    /*!re2c
        run = (letter | digit) (part | [.&/] (letter | digit))*;

        digit+ ("," digit+)+       { kind = RAW_GLUED; goto done; }
        (plain | digit) (plain | [-_0-9] | [.&/] (plain | digit))* { kind = T_REF; goto done; }
        run                        { kind = RAW_WIDE_REF; goto done; }
        straight                   { kind = RAW_STRING; goto done; }
        guillemet | curly          { kind = RAW_LONG_QUOTE; goto done; }
        ["\u00AB\u201C]                      { kind = RAW_UNTERMINATED; goto done; }
        blank+                     { kind = RAW_BLANK; goto done; }
        "#"                        { kind = RAW_HASH; goto done; }
        ","                        { kind = T_COMMA; goto done; }
        "?"                        { kind = T_QUESTION; goto done; }
        "\u2013"                        { kind = T_NONE; goto done; }
        "-"                        { kind = RAW_HYPHEN; goto done; }
        $                          { kind = RAW_END; goto done; }
        [^]                        { kind = RAW_OTHER; goto done; }
        *                          { kind = RAW_OTHER; goto done; }
    */
done:
    *end = cursor;
    return kind;
}

static int scan_values(const unsigned char *cursor, const unsigned char *limit, const unsigned char **end)
{
    const unsigned char *marker = cursor, *context = cursor;
    int kind;
    /*!re2c
        group    = blank digit{3};
        integer  = digit+;
        decimal  = digit+ [.,] digit+;
        number   = integer | decimal;
        day      = year "-" digit{2} "-" digit{2};
        dotted   = digit{1,2} "." digit{1,2} "." digit{4};
        month    = year "-" digit{2};
        date     = year | month | day | dotted;
        glue     = part | [.,/\u2013] part;

        digit{1,3} [.,] digit{3}              { kind = RAW_THOUSANDS; goto done; }
        digit+ ("," digit+){2,} | year "," year { kind = RAW_GLUED; goto done; }
        year                                  { kind = T_YEAR; goto done; }
        integer                               { kind = RAW_INTEGER; goto done; }
        digit{1,3} group+                     { kind = RAW_GROUPED; goto done; }
        digit{1,3} group+ "," digit+          { kind = RAW_DECIMAL; goto done; }
        decimal                               { kind = RAW_DECIMAL; goto done; }
        day                                   { kind = RAW_DAY; goto done; }
        dotted                                { kind = RAW_DOTTED; goto done; }
        month                                 { kind = RAW_MONTH; goto done; }
        year dash year                        { kind = RAW_YEARS; goto done; }
        date "\u2013" date                         { kind = RAW_DATES; goto done; }
        number dash number                    { kind = RAW_NUMBERS; goto done; }
        digit{1,2} "." / (blank+ letter)      { kind = RAW_ORDINAL; goto done; }
        year "/" (digit{2} | digit{4})        { kind = RAW_SCHOOL_YEAR; goto done; }
        digit glue*                           { kind = RAW_BAD_NUMBER; goto done; }
        link                                  { kind = RAW_LINK; goto done; }
        plain (plain | [-_0-9])*              { kind = RAW_WORD; goto done; }
        name                                  { kind = RAW_WIDE_WORD; goto done; }
        straight                              { kind = RAW_STRING; goto done; }
        guillemet | curly                     { kind = RAW_LONG_QUOTE; goto done; }
        ["\u00AB\u201C]                                 { kind = RAW_UNTERMINATED; goto done; }
        blank+                                { kind = RAW_BLANK; goto done; }
        "#"                                   { kind = RAW_HASH; goto done; }
        ","                                   { kind = T_COMMA; goto done; }
        "?"                                   { kind = T_QUESTION; goto done; }
        "\u2013"                                   { kind = T_NONE; goto done; }
        "-"                                   { kind = RAW_HYPHEN; goto done; }
        "%"                                   { kind = T_PERCENT; goto done; }
        "("                                   { kind = T_LPAREN; goto done; }
        ")"                                   { kind = T_RPAREN; goto done; }
        "="                                   { kind = T_EQUALS; goto done; }
        "/"                                   { kind = T_SLASH; goto done; }
        $                                     { kind = RAW_END; goto done; }
        [^]                                   { kind = RAW_OTHER; goto done; }
        *                                     { kind = RAW_OTHER; goto done; }
    */
done:
    *end = cursor;
    return kind;
}

static int scan_expression(const unsigned char *cursor, const unsigned char *limit, const unsigned char **end)
{
    const unsigned char *marker = cursor, *context = cursor;
    int kind;
    /*!re2c
        label    = digit ([.]? part)*;

        digit{1,3} "," digit{3} | digit{1,3} "." digit{3} { kind = RAW_THOUSANDS; goto done; }
        digit+ ("," digit+){2,} | year "," year { kind = RAW_GLUED; goto done; }
        year                                  { kind = T_YEAR; goto done; }
        integer                               { kind = RAW_INTEGER; goto done; }
        digit{1,3} group+                     { kind = RAW_GROUPED; goto done; }
        digit{1,3} group+ "," digit+          { kind = RAW_DECIMAL; goto done; }
        decimal                               { kind = RAW_DECIMAL; goto done; }
        day                                   { kind = RAW_DAY; goto done; }
        dotted                                { kind = RAW_DOTTED; goto done; }
        month                                 { kind = RAW_MONTH; goto done; }
        digit{1,2} "." / (blank+ letter)      { kind = RAW_ORDINAL; goto done; }
        year "/" (digit{2} | digit{4})        { kind = RAW_SCHOOL_YEAR; goto done; }
        year "\u2013" year                        { kind = RAW_YEARS; goto done; }
        label                                 { kind = T_LABEL; goto done; }
        plain (plain | [-_0-9])*              { kind = RAW_WORD; goto done; }
        name                                  { kind = RAW_WIDE_WORD; goto done; }
        name ("/" (name | label))+            { kind = RAW_PATH; goto done; }
        straight                              { kind = RAW_STRING; goto done; }
        guillemet | curly                     { kind = RAW_LONG_QUOTE; goto done; }
        ["\u00AB\u201C]                                 { kind = RAW_UNTERMINATED; goto done; }
        blank+                                { kind = RAW_BLANK; goto done; }
        ","                                   { kind = T_COMMA; goto done; }
        "."                                   { kind = T_DOT; goto done; }
        "%"                                   { kind = T_PERCENT; goto done; }
        "("                                   { kind = T_LPAREN; goto done; }
        ")"                                   { kind = T_RPAREN; goto done; }
        "=" | "=="                            { kind = T_EQUALS; goto done; }
        "!=" | "<>" | "\u2260"                         { kind = T_NOT_EQUAL; goto done; }
        "<"                                   { kind = T_LESS; goto done; }
        "<=" | "\u2264"                           { kind = T_LESS_EQUAL; goto done; }
        ">"                                   { kind = T_GREATER; goto done; }
        ">=" | "\u2265"                           { kind = T_GREATER_EQUAL; goto done; }
        "+"                                   { kind = T_PLUS; goto done; }
        "-" | "\u2013" | "\u2212"                     { kind = T_MINUS; goto done; }
        "*" | "\u00D7"                            { kind = T_TIMES; goto done; }
        "/"                                   { kind = T_DIVIDE; goto done; }
        $                                     { kind = RAW_END; goto done; }
        [^]                                   { kind = RAW_OTHER; goto done; }
        *                                     { kind = RAW_OTHER; goto done; }
    */
done:
    *end = cursor;
    return kind;
}

/* ---- lines --------------------------------------------------------------------------------------------- */

static bool comment_starts_here(const struct lexer *lexer, uint32_t at)
{
    return !lexer->cell && (at == 0 || strchr("\r\n", lexer->bytes[at - 1]) || blank_before(lexer->bytes, 0, at) > 0);
}

/* A closing `.`, `,`, `;` or `)` is not part of a link. */
static void trim_link(const struct lexer *lexer, struct token *token)
{
    while (strchr(".,;)", lexer->bytes[token->end - 1]))
        token->end--;
}

/* The rules take every character beyond Latin-1 for a letter, which keeps the automaton small. Here names are held to
 * \p{L} first and \p{L}, \p{M}, \p{Nd} after: the token is cut before the first other character. False if it is the first. */
static bool trim_name(const struct lexer *lexer, struct token *token)
{
    for (uint32_t at = token->start; at < token->end;) {
        unsigned char c = (unsigned char)lexer->bytes[at];
        if (c <= 0xC3) { /* ASCII, or Latin-1 with its second byte: the rules are exact there */
            at++;
            continue;
        }
        int32_t point;
        size_t length = unicode_decode(lexer->bytes + at, token->end - at, &point);
        bool letter = length > 0 && unicode_is_letter(point);
        bool later = length > 0 && at > token->start && (unicode_is_mark(point) || unicode_is_digit(point));
        if (!letter && !later) {
            if (at == token->start)
                token->end = at + (length > 0 ? (uint32_t)length : 1);
            else
                token->end = at;
            return at > token->start;
        }
        at += (uint32_t)length;
    }
    return true;
}

/* True of what shows nothing: soft hyphens, marks of direction and width, blanks of other widths. */
static bool is_invisible(int32_t point)
{
    return point == 0xAD || point == 0x180E || point == 0x3000 || point == 0xFEFF || (point >= 0x2000 && point <= 0x200F) ||
           (point >= 0x2028 && point <= 0x202E) || (point >= 0x205F && point <= 0x206F);
}

/* A character that cannot stand here. One that cannot be seen is named by its number. */
static void report_character(struct lexer *lexer, struct token *token)
{
    int32_t point;
    size_t length = unicode_decode(lexer->bytes + token->start, token->end - token->start, &point);
    struct diagnostic *diagnostic = lexer_fail(lexer, token, DIAG_UNEXPECTED_CHARACTER);
    diagnostic->arguments[1] = diag_phrase(shape_row(lexer->shape)->expected);
    if (length && is_invisible(point))
        diagnostic->arguments[0] = diag_string(arena_format(lexer->diagnostics->arena, "U+%04X", (unsigned)point));
}

static void finish(struct lexer *lexer, struct token *token, int raw)
{
    uint32_t quote = 1;
    if (raw == RAW_WIDE_REF || raw == RAW_WIDE_WORD)
        raw = !trim_name(lexer, token) ? RAW_OTHER : raw == RAW_WIDE_REF ? T_REF : RAW_WORD;
    token->kind = raw;
    switch (raw) {
    case T_REF: lexer_read_reference(lexer, token); break;
    case RAW_WORD:
        if (lexer->expression)
            lexer_read_expression_word(lexer, token);
        else
            lexer_read_word(lexer, token);
        break;
    case T_COMMA: break;
    case RAW_PATH: token->kind = T_NAME; break;
    case RAW_LINK:
        token->kind = T_LINK;
        trim_link(lexer, token);
        break;
    case RAW_LONG_QUOTE: quote = lexer->bytes[token->start] == '\xC2' ? 2 : 3; /* fall through */
    case RAW_STRING:
        token->kind = T_STRING;
        break;
    case RAW_UNTERMINATED:
        token->end = lexer->end;
        lexer_fail(lexer, token, DIAG_UNTERMINATED_STRING);
        break;
    case RAW_HYPHEN:
        diag_add_fix(lexer->diagnostics, lexer_fail(lexer, token, DIAG_HYPHEN), lexer_span(lexer, token), "–", true, PHRASE_REPLACE);
        break;
    case RAW_OTHER:
    case RAW_HASH: report_character(lexer, token); break;
    default: lexer_read_digits(lexer, token, raw); break;
    }
    lexer->cursor = token->end;
    if (token->kind == T_STRING) {
        token->start += quote;
        token->end -= quote;
    }
}

/* The end of the string at `at` if it has no escapes: most are long, and this is quicker than the rules. NULL: they find it. */
static const unsigned char *simple_string_end(const unsigned char *at, const unsigned char *limit)
{
    const unsigned char *quote = memchr(at + 1, '"', (size_t)(limit - at) - 1);
    return quote && !memchr(at + 1, '\\', (size_t)(quote - at) - 1) ? quote + 1 : NULL;
}

static int scan(const struct lexer *lexer, const unsigned char *at, const unsigned char *limit, const unsigned char **end)
{
    if (at >= limit)
        return RAW_END;
    if (*at == '"' && (*end = simple_string_end(at, limit)))
        return RAW_STRING;
    return lexer->expression                                  ? scan_expression(at, limit, end)
           : shape_row(lexer->shape)->mode == LEX_REFERENCES ? scan_references(at, limit, end)
                                                             : scan_values(at, limit, end);
}

uint16_t lexer_next(struct lexer *lexer, struct token *token)
{
    uint32_t before = lexer->cursor;
    for (;;) {
        while (lexer->cursor < lexer->end && lexer->bytes[lexer->cursor] == ' ')
            lexer->cursor++;
        const unsigned char *at = (const unsigned char *)lexer->bytes + lexer->cursor, *after = at;
        const unsigned char *limit = (const unsigned char *)lexer->bytes + lexer->end;
        int raw = scan(lexer, at, limit, &after);
        if (after > limit) { /* blanks behind a cell, or a quote within it whose closing one stands in another */
            after = limit;
            raw = raw == RAW_BLANK ? RAW_BLANK : RAW_UNTERMINATED;
        }
        *token = (struct token){.kind = raw, .start = lexer->cursor, .end = (uint32_t)((const char *)after - lexer->bytes)};
        if (raw == RAW_BLANK) {
            lexer->cursor = token->end;
        } else if (raw == RAW_HASH && comment_starts_here(lexer, token->start)) {
            lexer_skip_comment(lexer);
        } else if (raw == RAW_END) {
            bool after_comma = before > 0 && lexer->bytes[before - 1] == ',';
            if (after_comma && !lexer->cell && lexer_continue(lexer))
                continue;
            token->start = token->end = lexer->cursor;
            return token->kind;
        } else {
            finish(lexer, token, raw);
            return token->kind;
        }
    }
}
