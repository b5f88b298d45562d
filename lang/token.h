/* token: what the lexer hands to the grammar, by value. Depends on date, grammar.h (generated: the kinds). */
#ifndef TRAAD_TOKEN_H
#define TRAAD_TOKEN_H

#include "date.h"

struct token {
    int kind;            /* T_… of grammar.h; 0 at the end of the line */
    uint32_t start, end; /* bytes; of a string, within the quotation marks */
    uint32_t symbol;     /* of a name, its id in the tree's table; of a keyword, its enum term */
    uint8_t languages;   /* of a keyword: who writes it so */
    bool synonym;
    double number;
    struct date date;
};

#endif
