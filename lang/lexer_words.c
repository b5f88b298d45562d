/* lexer_words.c: words: which of them are keywords where they stand, and which are names. */
#include "lexer_parts.h"

#include <string.h>

/* The grammar's tokens of dates and quantities. */
static const uint8_t TOKENS[TERM_COUNT] = {[DATE_FROM] = T_FROM,
                                           [DATE_UNTIL] = T_UNTIL,
                                           [DATE_SPRING] = T_SEASON,
                                           [DATE_AUTUMN] = T_SEASON,
                                           [DATE_HALF_YEAR] = T_PART_OF_YEAR,
                                           [DATE_QUARTER] = T_PART_OF_YEAR,
                                           [DATE_TERTIAL] = T_PART_OF_YEAR,
                                           [DATE_EVERY_YEAR] = T_EVERY,
                                           [DATE_EVERY_HALF_YEAR] = T_EVERY,
                                           [DATE_EVERY_QUARTER] = T_EVERY,
                                           [DATE_EVERY_TERTIAL] = T_EVERY,
                                           [DATE_EVERY_MONTH] = T_EVERY,
                                           [DATE_EVERY_FOUR_YEARS] = T_EVERY,
                                           [DATE_EVERY] = T_EVERY_SOME,
                                           [DATE_YEAR] = T_YEARS_WORD,
                                           [DATE_CONTINUOUS] = T_CONTINUOUS,
                                           [DATE_REGULARLY] = T_VAGUE,
                                           [DATE_AS_NEEDED] = T_VAGUE,
                                           [DATE_PERIOD_START] = T_PERIOD_BOUND,
                                           [DATE_PERIOD_END] = T_PERIOD_BOUND,
                                           [DATE_SCHOOL_YEAR] = T_SCHOOL_YEAR_WORD,
                                           [DATE_WEEK] = T_WEEK,
                                           [DATE_JANUARY] = T_MONTH_NAME,
                                           [DATE_FEBRUARY] = T_MONTH_NAME,
                                           [DATE_MARCH] = T_MONTH_NAME,
                                           [DATE_APRIL] = T_MONTH_NAME,
                                           [DATE_MAY] = T_MONTH_NAME,
                                           [DATE_JUNE] = T_MONTH_NAME,
                                           [DATE_JULY] = T_MONTH_NAME,
                                           [DATE_AUGUST] = T_MONTH_NAME,
                                           [DATE_SEPTEMBER] = T_MONTH_NAME,
                                           [DATE_OCTOBER] = T_MONTH_NAME,
                                           [DATE_NOVEMBER] = T_MONTH_NAME,
                                           [DATE_DECEMBER] = T_MONTH_NAME,
                                           [DATE_KNOWN] = T_KNOWN,
                                           [DATE_UNKNOWN] = T_UNKNOWN,
                                           [DATE_ISSUED] = T_ISSUED,
                                           [DATE_WITHIN] = T_WITHIN,
                                           [DATE_PERIOD] = T_PERIOD_NAME,
                                           [DATE_WHOLE] = T_WHOLE,
                                           [DATE_END_OF] = T_END_OF,
                                           [DATE_DURING] = T_DURING,
                                           [DATE_FIRST] = T_ORDINAL_WORD,
                                           [DATE_SECOND] = T_ORDINAL_WORD,
                                           [DATE_THIRD] = T_ORDINAL_WORD,
                                           [DATE_FOURTH] = T_ORDINAL_WORD,
                                           [DATE_FIFTH] = T_ORDINAL_WORD,
                                           [QUANTITY_AND] = T_AND,
                                           [QUANTITY_ALL] = T_SHARE_OF,
                                           [QUANTITY_MOST] = T_SHARE_OF,
                                           [QUANTITY_HALF_OF] = T_SHARE_OF,
                                           [QUANTITY_NONE_OF] = T_SHARE_OF,
                                           [QUANTITY_AT_LEAST] = T_COMPARISON,
                                           [QUANTITY_AT_MOST] = T_COMPARISON,
                                           [QUANTITY_MORE_THAN] = T_COMPARISON,
                                           [QUANTITY_BELOW] = T_COMPARISON,
                                           [QUANTITY_OF] = T_OF,
                                           [QUANTITY_POINTS] = T_UNIT,
                                           [QUANTITY_INCREASE] = T_CHANGE,
                                           [QUANTITY_REDUCE] = T_CHANGE,
                                           [QUANTITY_PER_YEAR] = T_PER_YEAR,
                                           [QUANTITY_MAINTAIN] = T_MAINTAIN,
                                           [QUANTITY_MILLION] = T_SCALE,
                                           [QUANTITY_BILLION] = T_SCALE,
                                           [QUANTITY_KRONER] = T_UNIT,
                                           [QUANTITY_SOURCED] = T_SOURCED,
                                           [QUANTITY_ALTERNATIVE] = T_ALTERNATIVE,
                                           [QUANTITY_DAYS] = T_DAYS,
                                           [QUANTITY_COLUMN_DATE] = T_COLUMN,
                                           [QUANTITY_COLUMN_VALUE] = T_COLUMN,
                                           [QUANTITY_COLUMN_GROUP] = T_COLUMN,
                                           [QUANTITY_COLUMN_AREA] = T_COLUMN};

/* The grammar's token of a keyword inside a value. */
static uint16_t term_token(enum term term, enum keyword_class class)
{
    if (class == CLASS_STATUS)
        return T_STATUS;
    return class == CLASS_VALUE ? T_TERM : TOKENS[term];
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

void lexer_read_word(struct lexer *lexer, struct token *token)
{
    const struct shape_row *shape = shape_row(lexer->shape);
    const char *text = lexer->bytes + token->start, *end = lexer->bytes + lexer->end;
    struct lexicon_match matches[LEXICON_MATCHES];
    int count = shape->classes ? known_matches(lexer->known, lexer->lexicon, text, end, shape->classes, matches) : 0;
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
    uint16_t kind = term_token(keyword->id, keyword->class);
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
void lexer_read_expression_word(struct lexer *lexer, struct token *token)
{
    const unsigned operators = CLASS_EXPR | CLASS_DATE | CLASS_QUANTITY;
    const char *text = lexer->bytes + token->start, *end = lexer->bytes + lexer->end;
    struct lexicon_match matches[LEXICON_MATCHES];
    uint32_t longest = token->end - token->start;
    int count = lexicon_matches(lexer->lexicon, text, end, ~0u, matches);
    token->kind = T_NAME;
    for (int i = 0; i < count; i++) {
        const struct keyword *keyword = matches[i].keyword;
        bool operator= keyword->class & operators;
        if (matches[i].length < longest || (operator&& keyword->class != CLASS_EXPR && !is_operand_word(keyword)) ||
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

void lexer_read_reference(struct lexer *lexer, struct token *token)
{
    const char *text = lexer->bytes + token->start;
    uint32_t length = token->end - token->start;
    if (is_conjunction(text, length))
        token->kind = T_AND;
    else
        token->symbol = symbol_intern(&lexer->tree->symbols, text, length);
}
