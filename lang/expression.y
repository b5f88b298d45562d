/* expression.y: the expressions of rules, `beregn` and questions (language.md 9). The first token says the form of the whole.
 *
 * A filter of a quantifier ends its operand when it has no parentheses. The grammar takes what follows it all the same, and the builder (syntax.c)
 * refuses it, since the message can then say which filter, and put the parentheses in. What words name is not known here.
 * Words of dates are keywords only where a rule wants them: %fallback makes them names elsewhere (needs `lemon -c`). */
%name expression_parser_
%token_prefix X_
%token_type {struct token}
%extra_context {struct syntax_builder *b}
%include {
#include "syntax_build.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
}
%syntax_error { syntax_error(b, &yyminor); }
%stack_overflow { syntax_too_deep(b); }
%default_type {uint32_t}
%type date {struct token}
%type number {struct token}
%type start {struct token}
%type lacks {struct token}
%start_symbol text

%fallback NAME MONTH_NAME SEASON WEEK PART_OF_YEAR SCHOOL_YEAR_WORD DAYS KRONER SCALE.

text ::= FORM_VALUE condition(A).            { b->expression->root = A; }
text ::= FORM_FIELD condition(A).            { b->expression->root = A; }
text ::= FORM_FIELD filtered(A).             { b->expression->root = A; }
text ::= FORM_SELECT select(A).              { b->expression->root = A; }
text ::= FORM_QUERY condition(A).            { b->expression->root = A; }
text ::= FORM_QUERY condition(A) SHOW columns(C). { b->expression->root = syntax_add(b, SYNTAX_SHOW, A, C); }
text ::= FORM_QUERY filtered(A).             { b->expression->root = A; }
text ::= FORM_QUERY filtered(A) SHOW columns(C). { b->expression->root = syntax_add(b, SYNTAX_SHOW, A, C); }

/* ---- what is asked for: a range, with a filter ---- */
select(A) ::= ranges(R).                     { A = syntax_add(b, SYNTAX_SELECT, R, 0); }
select(A) ::= filtered(F).                   { A = F; }
filtered(A) ::= ranges(R) WHERE condition(C). { A = syntax_select(b, R, C); }
filtered(A) ::= ranges(R) HAS condition(C).  { A = syntax_select(b, R, C); }
ranges(A) ::= path(P).                       { A = P; }
ranges(A) ::= ranges(R) COMMA path(P).       { A = syntax_add(b, SYNTAX_LIST, R, P); }
columns(A) ::= column(C).                    { A = syntax_add(b, SYNTAX_LIST, 0, C); }
columns(A) ::= columns(L) COMMA column(C).   { A = syntax_add(b, SYNTAX_LIST, L, C); }
column(A) ::= sum(S).                        { A = S; }

/* ---- conditions ---- */
condition(A) ::= both(B).                    { A = B; }
condition(A) ::= condition(L) OR both(R).    { A = syntax_join(b, SYNTAX_OR, L, R); }
both(A) ::= negation(N).                     { A = N; }
both(A) ::= both(L) AND negation(R).         { A = syntax_join(b, SYNTAX_AND, L, R); }
negation(A) ::= comparison(C).               { A = C; }
negation(A) ::= NOT(O) negation(N).          { A = syntax_prefix(b, SYNTAX_NOT, &O, N); }
comparison(A) ::= sum(S).                    { A = S; }
comparison(A) ::= every(E).                  { A = E; }
comparison(A) ::= sum(L) compare(O) sum(R).  { A = syntax_compare(b, L, O, R); }
comparison(A) ::= sum(L) in LPAREN list(R) RPAREN(E). { A = syntax_in(b, L, R, &E); }
comparison(A) ::= sum(L) not_in LPAREN list(R) RPAREN(E). { A = syntax_negate(b, syntax_in(b, L, R, &E)); }
comparison(A) ::= sum(L) CONTAINS texts(R).  { A = syntax_contains(b, L, R); }
comparison(A) ::= sum(L) lacks_text texts(R). { A = syntax_negate(b, syntax_contains(b, L, R)); }
comparison(A) ::= sum(L) EXISTS(E).          { A = syntax_postfix(b, SYNTAX_EXISTS, L, &E); }
comparison(A) ::= sum(L) lacks(E).           { A = syntax_postfix(b, SYNTAX_LACKS, L, &E); }
compare(A) ::= EQUALS.                       { A = COMPARE_SAME; }
compare(A) ::= NOT_EQUAL.                    { A = COMPARE_OTHER; }
compare(A) ::= LESS.                         { A = COMPARE_SMALLER; }
compare(A) ::= LESS_EQUAL.                   { A = COMPARE_SMALLER_OR_SAME; }
compare(A) ::= GREATER.                      { A = COMPARE_LARGER; }
compare(A) ::= GREATER_EQUAL.                { A = COMPARE_LARGER_OR_SAME; }
compare(A) ::= IS.                           { A = COMPARE_SAME + 100; }
compare(A) ::= IS_NOT.                       { A = COMPARE_OTHER + 100; }
compare(A) ::= NOT IS.                       { A = COMPARE_OTHER + 100; }
compare(A) ::= IS AT_LEAST.                  { A = COMPARE_LARGER_OR_SAME; }
compare(A) ::= IS AT_MOST.                   { A = COMPARE_SMALLER_OR_SAME; }
in ::= IN.
in ::= IS IN.
not_in ::= NOT IN.
not_in ::= IS_NOT IN.
lacks_text ::= CONTAINS_NOT.
lacks_text ::= NOT CONTAINS.
lacks(A) ::= LACKS(E).                       { A = E; }
lacks(A) ::= NOT EXISTS(E).                  { A = E; }
texts(A) ::= value(V).                       { A = syntax_add(b, SYNTAX_LIST, 0, V); }
texts(A) ::= LPAREN list(L) RPAREN.          { A = L; }
list(A) ::= value(V).                        { A = syntax_add(b, SYNTAX_LIST, 0, V); }
list(A) ::= list(L) comma value(V).          { A = syntax_add(b, SYNTAX_LIST, L, V); }
comma ::= COMMA.
comma ::= AND.
comma ::= OR.

/* ---- arithmetic ---- */
sum(A) ::= product(P).                       { A = P; }
sum(A) ::= sum(L) PLUS product(R).           { A = syntax_arithmetic(b, '+', L, R); }
sum(A) ::= sum(L) MINUS product(R).          { A = syntax_arithmetic(b, '-', L, R); }
product(A) ::= factor(F).                    { A = F; }
product(A) ::= product(L) TIMES factor(R).   { A = syntax_arithmetic(b, '*', L, R); }
product(A) ::= product(L) DIVIDE factor(R).  { A = syntax_arithmetic(b, '/', L, R); }
factor(A) ::= MINUS(O) factor(F).            { A = syntax_prefix(b, SYNTAX_MINUS, &O, F); }
factor(A) ::= value(V).                      { A = V; }
factor(A) ::= count(C).                      { A = C; }
factor(A) ::= LPAREN(O) condition(C) RPAREN(E). { A = syntax_parentheses(b, &O, C, &E); }

/* ---- quantifiers: `Q R [der F] [har F]` ---- */
count(A) ::= measure(Q) path(R).             { A = syntax_quantifier(b, Q, R, 0, 0); }
count(A) ::= measure(Q) path(R) WHERE tested(F). { A = syntax_quantifier(b, Q, R, F, 0); }
count(A) ::= measure(Q) path(R) HAS tested(H). { A = syntax_quantifier(b, Q, R, 0, H); }
count(A) ::= measure(Q) path(R) WHERE tested(F) HAS tested(H). { A = syntax_quantifier(b, Q, R, F, H); }
every(A) ::= logical(Q) path(R).             { A = syntax_quantifier(b, Q, R, 0, 0); }
every(A) ::= logical(Q) path(R) WHERE filter(F). { A = syntax_quantifier(b, Q, R, F, 0); }
every(A) ::= logical(Q) path(R) HAS filter(H). { A = syntax_quantifier(b, Q, R, 0, H); }
every(A) ::= logical(Q) path(R) WHERE filter(F) HAS filter(H). { A = syntax_quantifier(b, Q, R, F, H); }
measure(A) ::= COUNT(Q).                     { A = syntax_begin(b, &Q, NULL); }
measure(A) ::= SHARE(Q).                     { A = syntax_begin(b, &Q, NULL); }
measure(A) ::= SUM(Q).                       { A = syntax_begin(b, &Q, NULL); }
measure(A) ::= LOWEST(Q).                    { A = syntax_begin(b, &Q, NULL); }
measure(A) ::= HIGHEST(Q).                   { A = syntax_begin(b, &Q, NULL); }
logical(A) ::= EVERY(Q).                     { A = syntax_begin(b, &Q, NULL); }
logical(A) ::= SOME(Q).                      { A = syntax_begin(b, &Q, NULL); }
logical(A) ::= NO(Q).                        { A = syntax_begin(b, &Q, NULL); }
logical(A) ::= AT_LEAST(Q) INTEGER(N).       { A = syntax_begin(b, &Q, &N); }
logical(A) ::= AT_MOST(Q) INTEGER(N).        { A = syntax_begin(b, &Q, &N); }

/* A filter; bare paths only where no comparison can follow. */
filter(A) ::= tested(F).                     { A = F; }
filter(A) ::= path(P).                       { A = syntax_open(b, P); }
tested(A) ::= LPAREN(O) condition(C) RPAREN(E). { A = syntax_parentheses(b, &O, C, &E); }
tested(A) ::= path(L) compare(O) value(R).   { A = syntax_open(b, syntax_compare(b, L, O, R)); }
tested(A) ::= path(L) in LPAREN list(R) RPAREN(E). { A = syntax_open(b, syntax_in(b, L, R, &E)); }
tested(A) ::= path(L) not_in LPAREN list(R) RPAREN(E). { A = syntax_open(b, syntax_negate(b, syntax_in(b, L, R, &E))); }
tested(A) ::= path(L) CONTAINS texts(R).     { A = syntax_open(b, syntax_contains(b, L, R)); }
tested(A) ::= path(L) lacks_text texts(R).   { A = syntax_open(b, syntax_negate(b, syntax_contains(b, L, R))); }
tested(A) ::= path(L) EXISTS(E).             { A = syntax_open(b, syntax_postfix(b, SYNTAX_EXISTS, L, &E)); }
tested(A) ::= path(L) lacks(E).              { A = syntax_open(b, syntax_postfix(b, SYNTAX_LACKS, L, &E)); }

/* ---- values ---- */
value(A) ::= path(P).                        { A = P; }
value(A) ::= STRING(S).                      { A = syntax_leaf(b, SYNTAX_STRING, &S); }
value(A) ::= LABEL(L).                       { A = syntax_leaf(b, SYNTAX_LABEL, &L); }
value(A) ::= TODAY(T).                       { A = syntax_leaf(b, SYNTAX_TODAY, &T); }
value(A) ::= date(D).                        { A = syntax_date(b, &D); }
value(A) ::= YEAR(Y).                        { A = syntax_year(b, &Y); }
value(A) ::= number(N).                      { A = syntax_number(b, &N, UNIT_PLAIN, NULL); }
value(A) ::= number(N) PERCENT(U).           { A = syntax_number(b, &N, UNIT_PERCENT, &U); }
value(A) ::= number(N) KRONER(U).            { A = syntax_number(b, &N, UNIT_KRONER, &U); }
value(A) ::= number(N) DAYS(U).              { A = syntax_number(b, &N, UNIT_DAYS, &U); }
value(A) ::= YEAR(N) KRONER(U).              { A = syntax_number(b, &N, UNIT_KRONER, &U); } /* `2000 kr` is no year */
value(A) ::= YEAR(N) DAYS(U).                { A = syntax_number(b, &N, UNIT_DAYS, &U); }
value(A) ::= YEAR(N) PERCENT(U).             { A = syntax_number(b, &N, UNIT_PERCENT, &U); }
number(A) ::= INTEGER(N).                    { A = N; }
number(A) ::= NUMBER(N).                     { A = N; }
number(A) ::= YEAR(N) SCALE(S).              { A = N; syntax_scale(&A, &S); }
number(A) ::= INTEGER(N) SCALE(S).           { A = N; syntax_scale(&A, &S); }
number(A) ::= NUMBER(N) SCALE(S).            { A = N; syntax_scale(&A, &S); }
path(A) ::= NAME(N).                         { A = syntax_step(b, 0, &N); }
path(A) ::= path(P) DOT NAME(N).             { A = syntax_step(b, P, &N); }

date(A) ::= DAY(B).                          { A = B; }
date(A) ::= MONTH(B).                        { A = build_iso_month(&b->builder, &B); }
date(A) ::= ORDINAL(O) MONTH_NAME(M) YEAR(Y). { A = build_day_of_month(&b->builder, &O, &M, &Y); }
date(A) ::= INTEGER(O) MONTH_NAME(M) YEAR(Y). { A = build_day_of_month(&b->builder, &O, &M, &Y); }
date(A) ::= MONTH_NAME(M) YEAR(Y).           { A = build_month(&b->builder, &M, &Y); }
date(A) ::= SEASON(S) YEAR(Y).               { A = build_season(&b->builder, &S, &Y); }
date(A) ::= ORDINAL(O) PART_OF_YEAR(P) YEAR(Y). { A = build_part_of_year(&b->builder, &O, &P, &Y); }
date(A) ::= WEEK(W) INTEGER(N) YEAR(Y).      { A = build_week(&b->builder, &W, &N, &Y); }
date(A) ::= SCHOOL_YEAR_WORD(W) SCHOOL_YEAR(Y). { A = build_school_year(&b->builder, &Y); A.start = W.start; }
date(A) ::= SCHOOL_YEAR(Y).                  { A = build_school_year(&b->builder, &Y); }
date(A) ::= PERIOD_BOUND(B).                 { A = build_period_bound(&b->builder, &B, NULL, NULL); }

/* tokens that only stand for something that never parses */
text ::= BAD.

%code {
/* Feeds a text to a parser on the stack: the form, the tokens, the end. */
void expression_parser_run(struct syntax_builder *b, int form)
{
    yyParser parser;
    struct token token = {.kind = 0};
    expression_parser_Init(&parser, b);
    expression_parser_(&parser, form, token);
    do {
        token = syntax_next(b);
        if (!b->builder.failed && !b->builder.lexer->failed)
            expression_parser_(&parser, token.kind, token);
    } while (token.kind && !b->builder.failed && !b->builder.lexer->failed);
    expression_parser_Finalize(&parser);
}
}
