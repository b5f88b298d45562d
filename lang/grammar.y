/* grammar.y: one logical line, or one cell of a table, into values. Layout has read the keyword; the first token
 * says the shape of what follows it (T_S_…). Values are appended in the order they stand; builders are in build.c.
 * Words are keywords only where a rule wants them: %fallback makes them names elsewhere (needs `lemon -c`). */
%name line_parser_
%token_prefix T_
%token_type {struct token}
%extra_context {struct builder *b}
%include {
#include "build.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
}
%syntax_error { build_syntax_error(b, &yyminor); }
%stack_overflow { build_syntax_error(b, NULL); }
%default_type {struct token}
%start_symbol line

%fallback NAME STATUS TERM FROM UNTIL SEASON PART_OF_YEAR EVERY EVERY_SOME YEARS_WORD CONTINUOUS VAGUE PERIOD_BOUND
    SCHOOL_YEAR_WORD WEEK MONTH_NAME KNOWN UNKNOWN ISSUED WITHIN AND SHARE_OF COMPARISON OF UNIT CHANGE PER_YEAR
    MAINTAIN SCALE SOURCED ALTERNATIVE DAYS COLUMN PERIOD_NAME WHOLE END_OF DURING ORDINAL_WORD.

line ::= S_DECLARATION declared.
line ::= S_ID id.
line ::= S_USE REF(A).                     { build_reference(b, &A, TAG_NONE); }
line ::= S_REFERENCES references.
line ::= S_CODES references.
line ::= S_SHORT_NAMES references.
line ::= S_SECTOR references.              { build_own_sector(b); }
line ::= S_NOTED_REFERENCES noted_references.
line ::= S_VALUES listed_values.
line ::= S_WORDS words.
line ::= S_TEXT text.
line ::= S_LANGUAGE_TEXT STRING(A).        { build_plain(b, VALUE_STRING, TAG_NONE, &A); }
line ::= S_LANGUAGE_TEXT TERM(L) STRING(A). { build_plain(b, VALUE_TERM, TAG_LANGUAGE, &L); build_plain(b, VALUE_STRING, TAG_NONE, &A); }
line ::= S_LANGUAGE_NAME TERM(L) name(A).  { build_plain(b, VALUE_TERM, TAG_LANGUAGE, &L); build_plain(b, VALUE_NAME, TAG_NONE, &A); }
line ::= S_LINK links.
line ::= S_DATE date_value.
line ::= S_DATE during_value.
line ::= S_DATES dates.
line ::= S_DEADLINE date_value.
line ::= S_DEADLINE during_value.
line ::= S_DEADLINE by_value.
line ::= S_DEADLINE STRING(A).             { build_plain(b, VALUE_STRING, TAG_NONE, &A); }
line ::= S_POSTPONEMENT postponement.
line ::= S_PERIOD date_value.
line ::= S_PERIOD whole_period(A).         { build_date(b, &A, TAG_NONE); }
line ::= S_WHEN whens.
line ::= S_STATUS status.
line ::= S_DECISION decision.
line ::= S_STAGE stage_date.
line ::= S_STAGE stage_date conditions.
line ::= S_MEASUREMENT measured_date measured_value measured_tail.
line ::= S_COMPARISON comparison_name amount.
line ::= S_QUANTITY amount.
line ::= S_QUANTITY blank_value.
line ::= S_DURATION number days.
line ::= S_UNIT unit.
line ::= S_UNIT PERCENT(A).                { build_unit(b, &A); }
line ::= S_MONEY number money_tail.
line ::= S_MONEY blank_value.
line ::= S_PARTICIPATION participation.
line ::= S_EVALUATION evaluation.
line ::= S_APPLIES_TO applies_to.
line ::= S_EXCEPTION path exception_until STRING(A). { build_plain(b, VALUE_STRING, TAG_NOTE, &A); }
line ::= S_RULE_SETTING path TERM(A).      { build_plain(b, VALUE_TERM, TAG_NONE, &A); }
line ::= S_DATA STRING(A) columns.         { build_first(b, VALUE_STRING, &A); }
line ::= S_FLAG.

days ::= DAYS.
days ::= .
name(A) ::= NAME(B).                       { A = B; build_name_of_keyword(b, &A); }

/* ---- ids and references ---- */
declared ::= .
declared ::= id.
declared ::= title.
declared ::= id title.
declared ::= id title STRING(A).           { build_two_titles(b, &A); }
id ::= REF(A).                             { build_id(b, &A); }
title ::= STRING(A).                       { build_plain(b, VALUE_STRING, TAG_TITLE, &A); }

references ::= reference.
references ::= references COMMA reference.
references ::= references AND reference.
reference ::= REF(A) maybe(Q).             { build_reference(b, &A, TAG_NONE); build_uncertain(b, &Q); }
reference ::= STRING(A) maybe(Q).          { build_quoted(b, &A); build_uncertain(b, &Q); }
reference ::= NONE(A).                     { build_none(b, &A); }
reference ::= QUESTION(A).                 { build_plain(b, VALUE_UNDECIDED, TAG_NONE, &A); }

noted_references ::= noted_reference.
noted_references ::= noted_references COMMA noted_reference.
noted_references ::= noted_references AND noted_reference.
noted_reference ::= reference.
noted_reference ::= REF(A) maybe(Q) STRING(N). { build_reference(b, &A, TAG_NONE); build_uncertain(b, &Q); build_plain(b, VALUE_STRING, TAG_NOTE, &N); }

maybe(A) ::= .                             { A.kind = 0; }
maybe(A) ::= QUESTION(B).                  { A = B; }
blank_value ::= QUESTION(A).               { build_plain(b, VALUE_UNDECIDED, TAG_NONE, &A); }
blank_value ::= NONE(A).                   { build_none(b, &A); }

/* ---- words and texts ---- */
listed_values ::= listed_value.
listed_values ::= listed_values COMMA listed_value.
listed_values ::= listed_values AND listed_value.
listed_value ::= TERM(A) maybe(Q).         { build_plain(b, VALUE_TERM, TAG_NONE, &A); build_uncertain(b, &Q); }
listed_value ::= NAME(A) maybe(Q).         { build_unlisted(b, &A); build_uncertain(b, &Q); }
listed_value ::= STRING(A).                { build_unlisted(b, &A); }
listed_value ::= blank_value.

words ::= word.
words ::= words COMMA word.
words ::= words AND word.
word ::= name(A) maybe(Q).                 { build_plain(b, VALUE_NAME, TAG_NONE, &A); build_uncertain(b, &Q); }
word ::= STRING(A) maybe(Q).               { build_plain(b, VALUE_STRING, TAG_NONE, &A); build_uncertain(b, &Q); }
word ::= number.
word ::= LINK(A).                          { build_plain(b, VALUE_LINK, TAG_NONE, &A); }
word ::= blank_value.

text ::= STRING(A).                        { build_plain(b, VALUE_STRING, TAG_NONE, &A); }
text ::= blank_value.

links ::= link.
links ::= links COMMA link.
links ::= links AND link.
link ::= LINK(A).                          { build_plain(b, VALUE_LINK, TAG_NONE, &A); }
link ::= STRING(A).                        { build_plain(b, VALUE_STRING, TAG_NONE, &A); }
link ::= LINK(A) STRING(N).                { build_plain(b, VALUE_LINK, TAG_NONE, &A); build_plain(b, VALUE_STRING, TAG_NOTE, &N); }

path ::= NAME(A).                          { build_name_of_keyword(b, &A); build_plain(b, VALUE_NAME, TAG_NONE, &A); }
path ::= path SLASH NAME(A).               { build_path(b, &A); }

/* ---- dates ---- */
date(A) ::= YEAR(B).                       { A = build_year(b, &B); }
date(A) ::= DAY(B).                        { A = B; }
date(A) ::= MONTH(B).                      { A = build_iso_month(b, &B); }
date(A) ::= ORDINAL(O) MONTH_NAME(M) YEAR(Y). { A = build_day_of_month(b, &O, &M, &Y); }
date(A) ::= INTEGER(O) MONTH_NAME(M) YEAR(Y). { A = build_day_of_month(b, &O, &M, &Y); }
date(A) ::= MONTH_NAME(M) YEAR(Y).         { A = build_month(b, &M, &Y); }
date(A) ::= SEASON(S) YEAR(Y).             { A = build_season(b, &S, &Y); }
date(A) ::= ORDINAL(O) PART_OF_YEAR(P) YEAR(Y). { A = build_part_of_year(b, &O, &P, &Y); }
date(A) ::= ORDINAL_WORD(O) PART_OF_YEAR(P) YEAR(Y). { A = build_part_of_year(b, &O, &P, &Y); }
date(A) ::= WEEK(W) INTEGER(N) YEAR(Y).    { A = build_week(b, &W, &N, &Y); }
date(A) ::= SCHOOL_YEAR_WORD(W) SCHOOL_YEAR(Y). { A = build_school_year(b, &Y); A.start = W.start; }
date(A) ::= SCHOOL_YEAR_WORD(W) MONTH(Y).  { A = build_school_year(b, &Y); A.start = W.start; }
date(A) ::= SCHOOL_YEAR_WORD(W) RANGE(Y).  { A = build_school_years(b, &Y); A.start = W.start; }
date(A) ::= SCHOOL_YEAR(Y).                { A = build_school_year(b, &Y); }
date(A) ::= PERIOD_BOUND(B).               { A = build_period_bound(b, &B, NULL, NULL); }
date(A) ::= PERIOD_BOUND(B) LPAREN YEAR(Y) RPAREN(R). { A = build_period_bound(b, &B, &Y, &R); }
date(A) ::= END_OF(B) PERIOD_NAME(P).      { A = build_period_bound(b, &B, NULL, &P); }
date(A) ::= END_OF(B) PERIOD_NAME LPAREN YEAR(Y) RPAREN(R). { A = build_period_bound(b, &B, &Y, &R); }

range(A) ::= RANGE(B).                     { A = build_glued_range(b, &B); }
range(A) ::= date(F) NONE date(L).         { A = build_range(b, &F, &L); }
range(A) ::= FROM(W) date(F).              { A = build_open_range(b, &W, &F, NULL); }
range(A) ::= FROM(W) date(F) UNTIL until(L). { A = build_open_range(b, &W, &F, &L); }
range(A) ::= UNTIL(W) until(L).            { A = build_open_range(b, &W, NULL, &L); }
until(A) ::= date(B).                      { A = B; }
until(A) ::= END_OF date(B).               { A = B; }

date_or_range(A) ::= date(B).              { A = B; }
date_or_range(A) ::= range(B).             { A = B; }
date_value ::= date_or_range(A) maybe(Q).  { build_date(b, &A, TAG_NONE); build_uncertain(b, &Q); }
date_value ::= blank_value.

/* `i løpet av 2026`, `i hele planperioden`; `innen utgangen av mai 2026`, whose start nobody says. */
during_value ::= DURING(W) date(D) maybe(Q). { D.start = W.start; build_date(b, &D, TAG_NONE); build_uncertain(b, &Q); }
whole_period(A) ::= WHOLE(W) PERIOD_NAME(P). { A = build_whole_period(b, &W, &P); }
whole_period(A) ::= DURING(W) PERIOD_NAME(P). { A = build_whole_period(b, &W, &P); }
whole_period(A) ::= DURING(W) WHOLE PERIOD_NAME(P). { A = build_whole_period(b, &W, &P); }
by(A) ::= END_OF(W) date(D).               { A = build_by(b, &W, &D); }
by(A) ::= WITHIN(W) date(D).               { A = build_by(b, &W, &D); }
by(A) ::= WITHIN(W) END_OF date(D).        { A = build_by(b, &W, &D); }
by_value ::= by(A) maybe(Q).               { build_date(b, &A, TAG_NONE); build_uncertain(b, &Q); }

/* In a list a year may stand once, behind the last: `januar og mars 2020`. */
yearless(A) ::= ORDINAL(O) MONTH_NAME(M).  { A = build_day_of_month(b, &O, &M, NULL); }
yearless(A) ::= MONTH_NAME(M).             { A = build_month(b, &M, NULL); }
yearless(A) ::= SEASON(S).                 { A = build_season(b, &S, NULL); }
yearless(A) ::= ORDINAL(O) PART_OF_YEAR(P). { A = build_part_of_year(b, &O, &P, NULL); }
yearless(A) ::= ORDINAL_WORD(O) PART_OF_YEAR(P). { A = build_part_of_year(b, &O, &P, NULL); }
listed_date ::= date_value.
listed_date ::= during_value.
listed_date ::= yearless(A).               { build_date(b, &A, TAG_NONE); }

dates ::= listed_date.
dates ::= dates COMMA listed_date.
dates ::= dates AND listed_date.

postponement ::= blank_value postponed_by.
postponement ::= postponed_to postponed_by.
postponed_to ::= date_or_range(A) maybe(Q). { build_date(b, &A, TAG_NONE); build_uncertain(b, &Q); }
postponed_to ::= during_value.
postponed_to ::= by_value.
postponed_by ::= .
postponed_by ::= date(A).                  { build_date(b, &A, TAG_DECIDED); }
postponed_by ::= ISSUED STRING(S).         { build_plain(b, VALUE_STRING, TAG_DECISION, &S); }
postponed_by ::= ISSUED STRING(S) date(A). { build_plain(b, VALUE_STRING, TAG_DECISION, &S); build_date(b, &A, TAG_DECIDED); }
postponed_by ::= ISSUED STRING(S) date(A) STRING(N). { build_plain(b, VALUE_STRING, TAG_DECISION, &S); build_date(b, &A, TAG_DECIDED); build_plain(b, VALUE_STRING, TAG_NOTE, &N); }

decision ::= blank_value.
decision ::= STRING(S).                    { build_plain(b, VALUE_STRING, TAG_DECISION, &S); }
decision ::= STRING(S) date(A).            { build_plain(b, VALUE_STRING, TAG_DECISION, &S); build_date(b, &A, TAG_DECIDED); }
decision ::= STRING(S) date(A) STRING(N).  { build_plain(b, VALUE_STRING, TAG_DECISION, &S); build_date(b, &A, TAG_DECIDED); build_plain(b, VALUE_STRING, TAG_NOTE, &N); }
decision ::= date(A).                      { build_date(b, &A, TAG_DECIDED); }

status ::= blank_value.
status ::= status_word status_tail.
status_word ::= STATUS(A) maybe(Q).        { build_plain(b, VALUE_TERM, TAG_NONE, &A); build_uncertain(b, &Q); }
status_tail ::= .
status_tail ::= status_date.
status_tail ::= status_date STRING(N).     { build_plain(b, VALUE_STRING, TAG_NOTE, &N); }
status_tail ::= STRING(N).                 { build_plain(b, VALUE_STRING, TAG_NOTE, &N); }
status_date ::= date(A) maybe(Q).          { build_date(b, &A, TAG_NONE); build_uncertain(b, &Q); }
status_date ::= during_value.

whens ::= when.
whens ::= whens COMMA when.
whens ::= whens AND when.
when ::= listed_date.
when ::= STRING(A).                        { build_plain(b, VALUE_STRING, TAG_NONE, &A); }
when ::= vague.
when ::= vague time_range.
vague ::= VAGUE(A) maybe(Q).               { build_plain(b, VALUE_TERM, TAG_NONE, &A); build_uncertain(b, &Q); }
when ::= by_value.
when ::= whole_period(A).                  { build_date(b, &A, TAG_NONE); }
when ::= continuous.
when ::= continuous time_range.
time_range ::= date_or_range(A).           { build_date(b, &A, TAG_RANGE); }
time_range ::= whole_period(A).            { build_date(b, &A, TAG_RANGE); }
continuous ::= CONTINUOUS(A) maybe(Q).     { build_plain(b, VALUE_TERM, TAG_NONE, &A); build_uncertain(b, &Q); }
when ::= every within.
when ::= every time_range within.
every ::= EVERY(A).                        { build_every(b, &A, NULL, &A); }
every ::= EVERY_SOME(A) INTEGER(N) YEARS_WORD(Z). { build_every(b, &A, &N, &Z); }
every ::= EVERY_SOME(A) ORDINAL(N) YEARS_WORD(Z). { build_every(b, &A, &N, &Z); }
every ::= EVERY_SOME(A) ORDINAL_WORD(N) YEARS_WORD(Z). { build_every(b, &A, &N, &Z); }
within ::= .
within ::= WITHIN ORDINAL(O) MONTH_NAME(M). { build_within(b, &O, &M); }
within ::= WITHIN INTEGER(O) MONTH_NAME(M). { build_within(b, &O, &M); }
within ::= WITHIN MONTH_NAME(M).           { build_within(b, NULL, &M); }
within ::= WITHIN END_OF MONTH_NAME(M).    { build_within(b, NULL, &M); }

/* ---- quantities and conditions ---- */
stage_date ::= date_or_range(A).           { build_date(b, &A, TAG_NONE); }
stage_date ::= END_OF date(A).             { build_date(b, &A, TAG_NONE); }

number ::= INTEGER(A).                     { build_number(b, &A, NULL); }
number ::= YEAR(A).                        { build_number(b, &A, NULL); }
number ::= NUMBER(A).                      { build_number(b, &A, NULL); }
number ::= INTEGER(A) SCALE(S).            { build_number(b, &A, &S); }
number ::= NUMBER(A) SCALE(S).             { build_number(b, &A, &S); }
amount ::= number.
amount ::= number unit.
amount ::= number PERCENT(A).              { build_unit(b, &A); }
unit ::= UNIT(A).                          { build_unit(b, &A); }
unit ::= NAME(A).                          { build_unit(b, &A); }
unit ::= STRING(A).                        { build_unit(b, &A); }

conditions ::= condition.
conditions ::= conditions AND condition.
condition ::= compare amount.
condition ::= compare amount OF population.
condition ::= compare amount OF number.
condition ::= compare amount OF number population.
condition ::= bare amount.
condition ::= bare amount OF number.
condition ::= bare amount OF number population.
condition ::= NUMBERS(A) between_unit.     { build_between(b, &A); }
condition ::= change amount.
condition ::= change amount PER_YEAR(A).   { build_plain(b, VALUE_TERM, TAG_PER_YEAR, &A); }
condition ::= MAINTAIN(A).                 { build_condition(b, &A); }
condition ::= share population.
condition ::= QUESTION(A).                 { build_plain(b, VALUE_UNDECIDED, TAG_NONE, &A); }
compare ::= COMPARISON(A).                 { build_condition(b, &A); }
change ::= CHANGE(A).                      { build_condition(b, &A); }
share ::= SHARE_OF(A).                     { build_condition(b, &A); }
bare ::= .                                 { build_condition(b, NULL); }
between_unit ::= .
between_unit ::= unit.
between_unit ::= PERCENT(A).               { build_unit(b, &A); }
population ::= name(A).                    { build_plain(b, VALUE_NAME, TAG_POPULATION, &A); }
population ::= STRING(A).                  { build_plain(b, VALUE_STRING, TAG_POPULATION, &A); }

measured_date ::= date_or_range(A).        { build_date(b, &A, TAG_NONE); }
measured_value ::= amount.
measured_value ::= amount OF out_of.
measured_value ::= amount OF out_of population.
measured_value ::= QUESTION(A).            { build_plain(b, VALUE_UNDECIDED, TAG_NONE, &A); }
out_of ::= number.                         { build_retag(b, TAG_OUT_OF); }
measured_tail ::= .
measured_tail ::= measured_tail unknown_word number. { build_retag(b, TAG_UNKNOWN); }
measured_tail ::= measured_tail KNOWN date(A). { build_date(b, &A, TAG_KNOWN); }
measured_tail ::= measured_tail SOURCED path. { build_source(b); }
measured_tail ::= measured_tail SOURCED STRING(A). { build_plain(b, VALUE_STRING, TAG_SOURCE, &A); }
unknown_word ::= UNKNOWN.

comparison_name ::= name(A).               { build_plain(b, VALUE_NAME, TAG_NONE, &A); }
comparison_name ::= STRING(A).             { build_plain(b, VALUE_STRING, TAG_NONE, &A); }

money_tail ::= currency per_year money_range choice budget.
currency ::= .
currency ::= UNIT(A).                      { build_unit(b, &A); }
per_year ::= .
per_year ::= PER_YEAR(A).                  { build_plain(b, VALUE_TERM, TAG_PER_YEAR, &A); }
money_range ::= .
money_range ::= date_or_range(A).          { build_date(b, &A, TAG_RANGE); }
choice ::= .
choice ::= ALTERNATIVE alternative.
budget ::= .
budget ::= TERM(A).                        { build_plain(b, VALUE_TERM, TAG_BUDGET, &A); }
alternative ::= name(A).                   { build_plain(b, VALUE_NAME, TAG_ALTERNATIVE, &A); }
alternative ::= STRING(A).                 { build_plain(b, VALUE_STRING, TAG_ALTERNATIVE, &A); }
alternative ::= INTEGER(A).                { build_number(b, &A, NULL); build_retag(b, TAG_ALTERNATIVE); }

/* ---- fields of several parts ---- */
participation ::= blank_value.
participation ::= whos how.
whos ::= who.
whos ::= whos COMMA who.
whos ::= whos AND who.
who ::= name(A) maybe(Q).                  { build_plain(b, VALUE_NAME, TAG_NONE, &A); build_uncertain(b, &Q); }
how ::= .
how ::= STRING(A).                         { build_plain(b, VALUE_STRING, TAG_NOTE, &A); }
how ::= STRING(A) date_or_range(D).        { build_plain(b, VALUE_STRING, TAG_NOTE, &A); build_date(b, &D, TAG_DECIDED); }
how ::= date_or_range(D).                  { build_date(b, &D, TAG_DECIDED); }
how ::= date_or_range(D) STRING(A).        { build_date(b, &D, TAG_DECIDED); build_plain(b, VALUE_STRING, TAG_NOTE, &A); }

evaluation ::= blank_value.
evaluation ::= evaluation_kinds how.
evaluation_kinds ::= evaluation_kind.
evaluation_kinds ::= evaluation_kinds COMMA evaluation_kind.
evaluation_kinds ::= evaluation_kinds AND evaluation_kind.
evaluation_kind ::= TERM(A).               { build_plain(b, VALUE_TERM, TAG_NONE, &A); }
evaluation_kind ::= NAME(A).               { build_unlisted(b, &A); }

applies_to ::= levels.
applies_to ::= NAME(A) levels.             { build_level_word(b, &A); }
levels ::= TERM(A).                        { build_plain(b, VALUE_TERM, TAG_NONE, &A); }
levels ::= levels COMMA TERM(A).           { build_plain(b, VALUE_TERM, TAG_NONE, &A); }
levels ::= levels AND TERM(A).             { build_plain(b, VALUE_TERM, TAG_NONE, &A); }

exception_until ::= .
exception_until ::= UNTIL date(A).         { build_date(b, &A, TAG_UNTIL); }

columns ::= .
columns ::= columns column.
column ::= column_word(A) EQUALS column_name.  { build_column(b, &A); }
column ::= filtered EQUALS filter_value.
column_word(A) ::= COLUMN(B).              { A = B; }
column_word(A) ::= KNOWN(B).               { A = B; }
column_word(A) ::= UNKNOWN(B).             { A = B; }
column_word(A) ::= OF(B).                  { A = B; }
column_name ::= name(A).                   { build_plain(b, VALUE_NAME, TAG_NONE, &A); }
column_name ::= STRING(A).                 { build_plain(b, VALUE_STRING, TAG_NONE, &A); }
filtered ::= NAME(A).                      { build_name_of_keyword(b, &A); build_plain(b, VALUE_NAME, TAG_COLUMN, &A); }
filtered ::= STRING(A).                    { build_plain(b, VALUE_STRING, TAG_COLUMN, &A); }
filter_value ::= column_name.
filter_value ::= YEAR(A).                  { build_code(b, &A); }
filter_value ::= INTEGER(A).               { build_code(b, &A); }
filter_value ::= NUMBER(A).                { build_code(b, &A); }
filter_value ::= NUMBERS(A).               { build_code(b, &A); }
filter_value ::= RANGE(A).                 { build_code(b, &A); }
filter_value ::= MONTH(A).                 { build_code(b, &A); }
filter_value ::= DAY(A).                   { build_code(b, &A); }

/* tokens that only stand for something that never parses */
line ::= BAD.

%code {
/* Feeds one line to a parser on the stack: the shape, the tokens, the end. */
void line_parser_Run(struct builder *b, int shape_token)
{
    yyParser parser;
    line_parser_Init(&parser, b);
    b->fed = 0;
    b->previous = (struct token){0};
    b->current = (struct token){.kind = shape_token};
    line_parser_(&parser, shape_token, b->current);
    do {
        b->before = b->previous;
        b->previous = b->current;
        b->fed++;
        lexer_next(b->lexer, &b->current);
        if (!b->failed && b->current.kind != T_BAD)
            line_parser_(&parser, b->current.kind, b->current);
    } while (b->current.kind && !b->failed && !b->lexer->failed);
    if (b->lexer->failed && !b->failed && b->lexer->shape == SHAPE_DECLARATION) { /* the id before the mistake still names it */
        struct token end = {.kind = 0};
        b->failed = true; /* so that the early end is not reported too */
        line_parser_(&parser, 0, end);
    }
    line_parser_Finalize(&parser);
}
}
