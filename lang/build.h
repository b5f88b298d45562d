/* build: what the grammar's rules do: values appended to the tree, and the mistakes that only a whole value shows.
 * Depends on lexer, tree, diag. One builder serves one line; it owns nothing. */
#ifndef TRAAD_BUILD_H
#define TRAAD_BUILD_H

#include "lexer.h"

struct builder {
    struct lexer *lexer;
    struct tree *tree;
    const struct property_row *property;    /* NULL on a declaration line */
    const struct keyword *keyword;          /* the line's first word, for messages */
    uint32_t first;                         /* the line's first value */
    struct token current, previous, before; /* fed to the grammar last, before that, and before that again */
    uint32_t fed;                           /* tokens fed before the current one; the first is the shape */
    bool failed;                            /* the line does not parse */
};

void build_syntax_error(struct builder *b, const struct token *at);

void build_plain(struct builder *b, enum value_type type, enum value_tag tag, const struct token *token);
void build_first(struct builder *b, enum value_type type,
                 const struct token *token); /* before the line's other values */
void build_reference(struct builder *b, const struct token *token, enum value_tag tag);
/* A text where names are expected: a short name with blanks in it is written so, and compares as names do. */
void build_quoted(struct builder *b, const struct token *token);
void build_id(struct builder *b, const struct token *token);
void build_two_titles(struct builder *b, const struct token *token);
void build_none(struct builder *b, const struct token *token);
void build_uncertain(struct builder *b, const struct token *question); /* marks the last value; kind 0: not */
void build_own_sector(struct builder *b);
void build_unlisted(struct builder *b, const struct token *token);
void build_level_word(struct builder *b, const struct token *token);
void build_name_of_keyword(struct builder *b, struct token *token); /* a keyword that is a name here */
void build_path(struct builder *b, const struct token *token);
void build_retag(struct builder *b, enum value_tag tag); /* the last number, with its unit */
void build_source(struct builder *b);
void build_column(struct builder *b, const struct token *word); /* before the column's name, the last value */
void build_code(struct builder *b, const struct token *token);  /* digits that are a name: `kommune=4601` */

struct token build_year(struct builder *b, const struct token *year);
struct token build_iso_month(struct builder *b, const struct token *month);
struct token build_day_of_month(struct builder *b, const struct token *day, const struct token *month,
                                const struct token *year);
struct token build_month(struct builder *b, const struct token *month, const struct token *year);
struct token build_season(struct builder *b, const struct token *season, const struct token *year);
struct token build_part_of_year(struct builder *b, const struct token *part, const struct token *word,
                                const struct token *year);
struct token build_week(struct builder *b, const struct token *word, const struct token *week,
                        const struct token *year);
struct token build_school_year(struct builder *b, const struct token *years);
struct token build_school_years(struct builder *b, const struct token *range);
struct token build_period_bound(struct builder *b, const struct token *word, const struct token *year,
                                const struct token *end);
struct token build_glued_range(struct builder *b, const struct token *range);
struct token build_range(struct builder *b, const struct token *first, const struct token *last);
struct token build_open_range(struct builder *b, const struct token *word, const struct token *one,
                              const struct token *other);
struct token build_whole_period(struct builder *b, const struct token *word, const struct token *period);
struct token build_by(struct builder *b, const struct token *word, const struct token *date);
void build_date(struct builder *b, const struct token *date, enum value_tag tag);
void build_every(struct builder *b, const struct token *word, const struct token *count, const struct token *end);
void build_within(struct builder *b, const struct token *day, const struct token *month);

void build_number(struct builder *b, const struct token *number, const struct token *scale);
void build_unit(struct builder *b, const struct token *unit);
void build_condition(struct builder *b, const struct token *word);
void build_between(struct builder *b, const struct token *numbers);

/* What only the whole line shows: years that stand once for a list, `–` among others. */
void build_finish(struct builder *b);

/* The texts of all values of some sets, "stat, fylke, kommune", one a language, in the list's arena. */
const char *const *build_value_list(struct diag_list *list, uint32_t sets);

#endif
