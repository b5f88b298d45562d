/* token: what the lexer hands to the grammar, by value. Depends on date, grammar.h (generated: the kinds). */
#ifndef TRAAD_TOKEN_H
#define TRAAD_TOKEN_H

#include "date.h"

struct token {
    uint16_t kind;     /* T_… of grammar.h; 0 at the end of the line */
    uint8_t languages; /* of a keyword: who writes it so */
    bool synonym;
    uint32_t start, end; /* bytes; of a string, within the quotation marks */
    uint32_t symbol;     /* of a name, its id in the tree's table; of a keyword, its enum term; of a month or school
                            year in digits, its (first) year */
    union {
        double number;    /* of what is made of digits: the number, the year, the month, the second school year */
        double bounds[2]; /* of two numbers with a dash between */
        struct date date; /* of a day or a range of digits, and of every date once it is built */
    };
};

#endif
