/* lexer.re: bytes to tokens. Rules only say what a token is; what it means is worked out below them.
 * Rules for mistakes stand first, so that a mistake is one bad token and not two good ones. */
#include "lexer.h"

#include "grammar.h"
#include "unicode.h"

#include <string.h>

/* Kinds of raw token that need a second look before the grammar sees them. */
enum raw {
    RAW_END = 0, RAW_BLANK = 1000, RAW_HASH, RAW_OTHER, RAW_HYPHEN, RAW_UNTERMINATED, RAW_BAD_NUMBER, RAW_THOUSANDS,
    RAW_GLUED, RAW_GROUPED, RAW_INTEGER, RAW_DECIMAL, RAW_DAY, RAW_DOTTED, RAW_MONTH, RAW_YEARS, RAW_DATES, RAW_NUMBERS,
    RAW_ORDINAL, RAW_SCHOOL_YEAR, RAW_STRING, RAW_LONG_QUOTE, RAW_LINK, RAW_WORD, RAW_WIDE_WORD, RAW_WIDE_REF,
    RAW_PATH
};

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
    link     = "http" "s"? "://" [^ \t\r\n\x00|<>"]+;
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

uint32_t lexer_line_end(const char *bytes, uint32_t at, uint32_t source_end)
{
    for (uint32_t window = 256;; window *= 2) { /* not all the rest of a file whose line breaks are of the other kind */
        uint32_t size = source_end - at < window ? source_end - at : window;
        const char *lf = memchr(bytes + at, '\n', size);
        uint32_t end = lf ? (uint32_t)(lf - bytes) : at + size;
        const char *cr = memchr(bytes + at, '\r', end - at);
        if (cr)
            return (uint32_t)(cr - bytes);
        if (lf || end == source_end)
            return end;
        at = end;
    }
}

uint32_t lexer_cell_end(const char *bytes, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t'))
        at++;
    if (at < end && bytes[at] == '"') {
        uint32_t close = at + 1;
        while (close < end && bytes[close] != '"')
            close += bytes[close] == '\\' && close + 1 < end ? 2 : 1;
        if (close < end)
            at = close + 1;
    }
    while (at < end && bytes[at] != '|')
        at++;
    return at;
}

uint32_t lexer_next_line(const char *bytes, uint32_t at, uint32_t source_end)
{
    if (at < source_end && bytes[at] == '\r')
        at++;
    if (at < source_end && bytes[at] == '\n')
        at++;
    return at;
}

/* ---- numbers and dates --------------------------------------------------------------------------- */

/* The value of digits with blanks between groups and '.' or ',' before decimals. */
static double number_of(const char *at, const char *end)
{
    double number = 0, scale = 0;
    for (; at < end; at++) {
        if (*at >= '0' && *at <= '9') {
            number = number * 10 + (*at - '0');
            scale *= 10;
        } else if (*at == '.' || *at == ',') {
            scale = 1;
        }
    }
    return scale > 1 ? number / scale : number;
}

static int integer_at(const char *at, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++)
        number = number * 10 + (at[i] - '0');
    return number;
}

static struct span token_span(const struct lexer *lexer, const struct token *token)
{
    return (struct span){lexer->file, token->start, token->end};
}

static struct diagnostic *fail(struct lexer *lexer, struct token *token, enum diag_code code)
{
    struct diagnostic *diagnostic = diag_add(lexer->diagnostics, code, token_span(lexer, token));
    diagnostic->arguments[0] = diag_text(lexer->bytes + token->start, token->end - token->start);
    lexer->failed = true;
    token->kind = T_BAD;
    return diagnostic;
}

/* Reads one date of digits; the token fails when there is no such date. */
static void read_date(struct lexer *lexer, struct token *token, const char *at, size_t length, struct date *date)
{
    if (!date_parse_iso(at, length, date))
        fail(lexer, token, DIAG_IMPOSSIBLE_DATE);
}

static void read_range(struct lexer *lexer, struct token *token)
{
    const char *at = lexer->bytes + token->start, *end = lexer->bytes + token->end;
    const char *dash = memchr(at, 0xE2, (size_t)(end - at));
    size_t dash_length = strlen("–");
    if (!dash) {
        dash = at + 4; /* years with a hyphen */
        dash_length = 1;
    }
    struct date first, last;
    if (!date_parse_iso(at, (size_t)(dash - at), &first) ||
        !date_parse_iso(dash + dash_length, (size_t)(end - dash) - dash_length, &last)) {
        fail(lexer, token, DIAG_IMPOSSIBLE_DATE);
        return;
    }
    token->date = (struct date){first.first, last.last, last.precision == PRECISION_YEAR ? PRECISION_RANGE : last.precision, first.precision, 0, 0};
}

static void report_thousands(struct lexer *lexer, struct token *token)
{
    const char *text = lexer->bytes + token->start;
    char *grouped = arena_copy(lexer->diagnostics->arena, text, token->end - token->start);
    for (char *c = grouped; *c; c++)
        if (*c == '.' || *c == ',')
            *c = ' ';
    struct diagnostic *diagnostic = fail(lexer, token, DIAG_THOUSANDS);
    diagnostic->arguments[1] = diag_string(grouped);
    diag_add_fix(lexer->diagnostics, diagnostic, token_span(lexer, token), grouped, false, PHRASE_REPLACE);
}

static void report_glued(struct lexer *lexer, struct token *token)
{
    const char *text = lexer->bytes + token->start;
    uint32_t length = token->end - token->start;
    char *spaced = arena_alloc(lexer->diagnostics->arena, (size_t)length * 2 + 1);
    for (uint32_t i = 0, out = 0; i < length; i++) {
        spaced[out++] = text[i];
        if (text[i] == ',')
            spaced[out++] = ' ';
    }
    struct diagnostic *diagnostic = fail(lexer, token, DIAG_GLUED_LIST);
    diagnostic->arguments[1] = diag_string(spaced);
    diag_add_fix(lexer->diagnostics, diagnostic, token_span(lexer, token), spaced, false, PHRASE_REPLACE);
}

/* `250 000 2026` is two numbers: a group of three digits ends where a fourth follows. */
static void trim_groups(const struct lexer *lexer, struct token *token)
{
    while (token->end < lexer->end && lexer->bytes[token->end] >= '0' && lexer->bytes[token->end] <= '9') {
        token->end -= 3;
        while (lexer->bytes[token->end - 1] < '0' || lexer->bytes[token->end - 1] > '9')
            token->end--; /* the blank, of one to three bytes */
    }
}

/* Finishes a token that is made of digits. */
static void read_digits(struct lexer *lexer, struct token *token, int raw)
{
    const char *at = lexer->bytes + token->start, *end = lexer->bytes + token->end;
    switch (raw) {
    case RAW_THOUSANDS: report_thousands(lexer, token); break;
    case RAW_GLUED: report_glued(lexer, token); break;
    case RAW_BAD_NUMBER: fail(lexer, token, DIAG_BAD_NUMBER); break;
    case T_YEAR:
        token->number = integer_at(at, 4);
        if (token->number < 1000)
            token->kind = T_NUMBER;
        break;
    case RAW_GROUPED: trim_groups(lexer, token); /* fall through */
    case RAW_INTEGER:
    case RAW_DECIMAL:
        token->kind = raw == RAW_DECIMAL ? T_NUMBER : T_INTEGER;
        token->number = number_of(at, lexer->bytes + token->end);
        break;
    case RAW_DAY:
    case RAW_DOTTED:
        token->kind = T_DAY;
        read_date(lexer, token, at, (size_t)(end - at), &token->date);
        break;
    case RAW_MONTH: /* may be a badly written range: the grammar's builders decide where it stands */
        token->kind = T_MONTH;
        token->number = integer_at(at + 5, 2);
        token->symbol = (uint32_t)integer_at(at, 4);
        break;
    case RAW_YEARS:
    case RAW_DATES:
        token->kind = T_RANGE;
        read_range(lexer, token);
        break;
    case RAW_NUMBERS: token->kind = T_NUMBERS; break;
    case RAW_ORDINAL:
        token->kind = T_ORDINAL;
        token->number = integer_at(at, (int)(end - at) - 1);
        break;
    case RAW_SCHOOL_YEAR:
        token->kind = T_SCHOOL_YEAR;
        token->symbol = (uint32_t)integer_at(at, 4);
        token->number = integer_at(at + 5, (int)(end - at) - 5) % 100;
        break;
    default: break;
    }
}

/* ---- words ------------------------------------------------------------------------------------------ */

/* The grammar's token of a keyword inside a value. */
static int term_token(enum term term, enum keyword_class class)
{
    static const uint8_t tokens[TERM_COUNT] = {
        [DATE_FROM] = T_FROM, [DATE_UNTIL] = T_UNTIL, [DATE_SPRING] = T_SEASON, [DATE_AUTUMN] = T_SEASON,
        [DATE_HALF_YEAR] = T_PART_OF_YEAR, [DATE_QUARTER] = T_PART_OF_YEAR, [DATE_TERTIAL] = T_PART_OF_YEAR,
        [DATE_EVERY_YEAR] = T_EVERY, [DATE_EVERY_HALF_YEAR] = T_EVERY, [DATE_EVERY_QUARTER] = T_EVERY,
        [DATE_EVERY_TERTIAL] = T_EVERY, [DATE_EVERY_MONTH] = T_EVERY, [DATE_EVERY_FOUR_YEARS] = T_EVERY,
        [DATE_EVERY] = T_EVERY_SOME, [DATE_YEAR] = T_YEARS_WORD, [DATE_CONTINUOUS] = T_CONTINUOUS,
        [DATE_REGULARLY] = T_VAGUE, [DATE_AS_NEEDED] = T_VAGUE, [DATE_PERIOD_START] = T_PERIOD_BOUND,
        [DATE_PERIOD_END] = T_PERIOD_BOUND, [DATE_SCHOOL_YEAR] = T_SCHOOL_YEAR_WORD, [DATE_WEEK] = T_WEEK,
        [DATE_JANUARY] = T_MONTH_NAME, [DATE_FEBRUARY] = T_MONTH_NAME, [DATE_MARCH] = T_MONTH_NAME,
        [DATE_APRIL] = T_MONTH_NAME, [DATE_MAY] = T_MONTH_NAME, [DATE_JUNE] = T_MONTH_NAME,
        [DATE_JULY] = T_MONTH_NAME, [DATE_AUGUST] = T_MONTH_NAME, [DATE_SEPTEMBER] = T_MONTH_NAME,
        [DATE_OCTOBER] = T_MONTH_NAME, [DATE_NOVEMBER] = T_MONTH_NAME, [DATE_DECEMBER] = T_MONTH_NAME,
        [DATE_KNOWN] = T_KNOWN, [DATE_UNKNOWN] = T_UNKNOWN, [DATE_ISSUED] = T_ISSUED, [DATE_WITHIN] = T_WITHIN,
        [DATE_PERIOD] = T_PERIOD_NAME, [DATE_WHOLE] = T_WHOLE, [DATE_END_OF] = T_END_OF, [DATE_DURING] = T_DURING,
        [DATE_FIRST] = T_ORDINAL_WORD, [DATE_SECOND] = T_ORDINAL_WORD, [DATE_THIRD] = T_ORDINAL_WORD,
        [DATE_FOURTH] = T_ORDINAL_WORD, [DATE_FIFTH] = T_ORDINAL_WORD,
        [QUANTITY_AND] = T_AND, [QUANTITY_ALL] = T_SHARE_OF, [QUANTITY_MOST] = T_SHARE_OF, [QUANTITY_HALF_OF] = T_SHARE_OF,
        [QUANTITY_NONE_OF] = T_SHARE_OF, [QUANTITY_AT_LEAST] = T_COMPARISON, [QUANTITY_AT_MOST] = T_COMPARISON,
        [QUANTITY_MORE_THAN] = T_COMPARISON, [QUANTITY_BELOW] = T_COMPARISON, [QUANTITY_OF] = T_OF,
        [QUANTITY_POINTS] = T_UNIT, [QUANTITY_INCREASE] = T_CHANGE, [QUANTITY_REDUCE] = T_CHANGE,
        [QUANTITY_PER_YEAR] = T_PER_YEAR, [QUANTITY_MAINTAIN] = T_MAINTAIN, [QUANTITY_MILLION] = T_SCALE,
        [QUANTITY_BILLION] = T_SCALE, [QUANTITY_KRONER] = T_UNIT, [QUANTITY_SOURCED] = T_SOURCED,
        [QUANTITY_ALTERNATIVE] = T_ALTERNATIVE, [QUANTITY_DAYS] = T_DAYS, [QUANTITY_COLUMN_DATE] = T_COLUMN,
        [QUANTITY_COLUMN_VALUE] = T_COLUMN, [QUANTITY_COLUMN_GROUP] = T_COLUMN, [QUANTITY_COLUMN_AREA] = T_COLUMN};
    if (class == CLASS_STATUS)
        return T_STATUS;
    return class == CLASS_VALUE ? T_TERM : tokens[term];
}

/* Words that mean something only in some shapes; elsewhere they are ordinary names. */
static bool term_is_legal(const struct lexer *lexer, enum term term)
{
    if (lexer->shape == SHAPE_DATA) /* beside the columns, everything is a name that the data file has */
        return (term >= QUANTITY_COLUMN_DATE && term <= QUANTITY_COLUMN_AREA) || term == DATE_KNOWN ||
               term == DATE_UNKNOWN || term == QUANTITY_OF;
    switch (term) {
    case DATE_ISSUED: return lexer->shape == SHAPE_POSTPONEMENT;
    case DATE_KNOWN:
    case DATE_UNKNOWN:
    case QUANTITY_SOURCED: return lexer->shape == SHAPE_MEASUREMENT;
    case QUANTITY_ALTERNATIVE: return lexer->shape == SHAPE_MONEY;
    case QUANTITY_DAYS: return lexer->shape == SHAPE_DURATION;
    case QUANTITY_COLUMN_DATE:
    case QUANTITY_COLUMN_VALUE:
    case QUANTITY_COLUMN_GROUP:
    case QUANTITY_COLUMN_AREA: return false;
    default: return true;
    }
}

/* `og`, `and` between names of a list. */
static bool is_conjunction(const char *text, uint32_t length)
{
    return (length == 2 && (text[0] | 32) == 'o' && (text[1] | 32) == 'g') ||
           (length == 3 && (text[0] | 32) == 'a' && (text[1] | 32) == 'n' && (text[2] | 32) == 'd');
}

static void read_word(struct lexer *lexer, struct token *token)
{
    const struct shape_row *shape = shape_row(lexer->shape);
    const char *text = lexer->bytes + token->start, *end = lexer->bytes + lexer->end;
    struct lexicon_match matches[LEXICON_MATCHES];
    int count = shape->classes ? lexicon_matches(lexer->lexicon, text, end, shape->classes, matches) : 0;
    for (int i = 0; i < count; i++) {
        const struct keyword *keyword = matches[i].keyword;
        if (keyword->class == CLASS_VALUE ? !(keyword->mask & lexer->sets) : !term_is_legal(lexer, keyword->id))
            continue;
        token->kind = term_token(keyword->id, keyword->class);
        token->end = token->start + matches[i].length;
        token->symbol = keyword->id;
        token->languages = matches[i].languages;
        token->synonym = matches[i].synonym;
        if (token->kind == T_ORDINAL_WORD)
            token->number = keyword->id - DATE_FIRST + 1;
        return;
    }
    token->kind = is_conjunction(text, token->end - token->start) ? T_AND : T_NAME;
    token->symbol = symbol_intern(&lexer->tree->symbols, text, token->end - token->start);
}

/* A word of a value that means something in expressions too: the words of dates, and what may stand behind a number. */
static bool is_operand_word(const struct keyword *keyword)
{
    int kind = term_token(keyword->id, keyword->class);
    return keyword->class == CLASS_DATE ? kind == T_MONTH_NAME || kind == T_SEASON || kind == T_PART_OF_YEAR ||
                                              kind == T_WEEK || kind == T_SCHOOL_YEAR_WORD || kind == T_PERIOD_BOUND
                                        : kind == T_SCALE || kind == T_DAYS || keyword->id == QUANTITY_KRONER;
}

/* `ikke påbegynt`, `not started`: in an expression they would swallow an operator. */
static bool begins_with_not(const char *text)
{
    return memcmp(text, "ikk", 3) == 0 || memcmp(text, "not", 3) == 0 || memcmp(text, "Ikk", 3) == 0 ||
           memcmp(text, "Not", 3) == 0;
}

/* The longest keyword that stands here: an operator, or any other word, which is a name of some kind (`siste måling`,
 * `svarer på`); what it names is for those to say who know what stands to its left. */
static void read_expression_word(struct lexer *lexer, struct token *token)
{
    const unsigned operators = CLASS_EXPR | CLASS_DATE | CLASS_QUANTITY;
    const char *text = lexer->bytes + token->start, *end = lexer->bytes + lexer->end;
    struct lexicon_match matches[LEXICON_MATCHES];
    uint32_t longest = token->end - token->start;
    int count = lexicon_matches(lexer->lexicon, text, end, ~0u, matches);
    token->kind = T_NAME;
    for (int i = 0; i < count; i++) {
        const struct keyword *keyword = matches[i].keyword;
        bool operator = keyword->class & operators;
        if (matches[i].length < longest || (operator && keyword->class != CLASS_EXPR && !is_operand_word(keyword)) ||
            (keyword->class == CLASS_STATUS && begins_with_not(text)))
            continue;
        if (matches[i].length == longest && !operator)
            continue;
        longest = matches[i].length;
        token->kind = !operator                      ? T_NAME
                      : keyword->class == CLASS_EXPR ? T_OPERATOR
                                                     : term_token(keyword->id, keyword->class);
        token->symbol = keyword->id;
        token->languages = matches[i].languages;
        token->synonym = matches[i].synonym;
    }
    token->end = token->start + longest;
}

static void read_reference(struct lexer *lexer, struct token *token)
{
    const char *text = lexer->bytes + token->start;
    uint32_t length = token->end - token->start;
    if (is_conjunction(text, length))
        token->kind = T_AND;
    else
        token->symbol = symbol_intern(&lexer->tree->symbols, text, length);
}

/* ---- lines --------------------------------------------------------------------------------------------- */

/* Records the comment at the cursor and moves to the end of its line. */
static void skip_comment(struct lexer *lexer)
{
    struct tree *tree = lexer->tree;
    uint32_t end = lexer_line_end(lexer->bytes, lexer->cursor, lexer->end);
    struct comment comment = {lexer->cursor, end};
    if (tree->comment_count == 0 || tree->comments[tree->comment_count - 1].start < comment.start)
        ARRAY_PUSH(tree, comments, comment_count, comment_capacity, comment);
    lexer->cursor = end;
}

/* After a comma at the end of a line: moves to the next line with text if it is deeper. Comments between are kept. */
static bool continue_in_next_line(struct lexer *lexer)
{
    uint32_t at = lexer->end;
    while (at < lexer->source_end) {
        uint32_t start = lexer_next_line(lexer->bytes, at, lexer->source_end), text = start;
        while (text < lexer->source_end && (lexer->bytes[text] == ' ' || lexer->bytes[text] == '\t'))
            text++;
        uint32_t end = lexer_line_end(lexer->bytes, text, lexer->source_end);
        if (text == end || lexer->bytes[text] == '#') {
            if (end >= lexer->source_end)
                return false;
            at = end;
            continue;
        }
        if (text - start <= lexer->indent)
            return false;
        for (at = lexer->end; at < text; at++) /* the comments in between */
            if (lexer->bytes[at] == '#') {
                lexer->cursor = at;
                lexer->end = lexer_line_end(lexer->bytes, at, lexer->source_end);
                skip_comment(lexer);
                at = lexer->end;
            }
        lexer->cursor = text;
        lexer->end = end;
        return true;
    }
    return false;
}

static bool comment_starts_here(const struct lexer *lexer, uint32_t at)
{
    return !lexer->cell && (at == 0 || strchr(" \t\r\n", lexer->bytes[at - 1]) ||
                            (at >= 2 && memcmp(lexer->bytes + at - 2, "\xC2\xA0", 2) == 0));
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

static void finish(struct lexer *lexer, struct token *token, int raw)
{
    uint32_t quote = 1;
    if (raw == RAW_WIDE_REF || raw == RAW_WIDE_WORD)
        raw = !trim_name(lexer, token) ? RAW_OTHER : raw == RAW_WIDE_REF ? T_REF : RAW_WORD;
    token->kind = raw;
    switch (raw) {
    case T_REF: read_reference(lexer, token); break;
    case RAW_WORD:
        if (lexer->expression)
            read_expression_word(lexer, token);
        else
            read_word(lexer, token);
        break;
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
        fail(lexer, token, DIAG_UNTERMINATED_STRING);
        break;
    case RAW_HYPHEN:
        diag_add_fix(lexer->diagnostics, fail(lexer, token, DIAG_HYPHEN), token_span(lexer, token), "–", true, PHRASE_REPLACE);
        break;
    case RAW_OTHER:
    case RAW_HASH:
        fail(lexer, token, DIAG_UNEXPECTED_CHARACTER)->arguments[1] = diag_phrase(shape_row(lexer->shape)->expected);
        break;
    default: read_digits(lexer, token, raw); break;
    }
    lexer->cursor = token->end;
    if (token->kind == T_STRING) {
        token->start += quote;
        token->end -= quote;
    }
}

struct token lexer_next(struct lexer *lexer)
{
    bool references = shape_row(lexer->shape)->mode == LEX_REFERENCES;
    bool after_comma = lexer->cursor > 0 && lexer->bytes[lexer->cursor - 1] == ',';
    for (;;) {
        while (lexer->cursor < lexer->end && lexer->bytes[lexer->cursor] == ' ')
            lexer->cursor++;
        const unsigned char *at = (const unsigned char *)lexer->bytes + lexer->cursor, *after = at;
        const unsigned char *limit = (const unsigned char *)lexer->bytes + lexer->end;
        int raw = at >= limit         ? RAW_END
                  : lexer->expression ? scan_expression(at, limit, &after)
                  : references        ? scan_references(at, limit, &after)
                                      : scan_values(at, limit, &after);
        if (after > limit)
            after = limit;
        struct token token = {.kind = raw, .start = lexer->cursor, .end = (uint32_t)((const char *)after - lexer->bytes)};
        if (raw == RAW_BLANK) {
            lexer->cursor = token.end;
        } else if (raw == RAW_HASH && comment_starts_here(lexer, token.start)) {
            skip_comment(lexer);
        } else if (raw == RAW_END) {
            if (after_comma && !lexer->cell && continue_in_next_line(lexer))
                continue;
            token.start = token.end = lexer->cursor;
            return token;
        } else {
            finish(lexer, &token, raw);
            return token;
        }
    }
}
