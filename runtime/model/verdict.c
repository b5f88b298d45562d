#include "verdict.h"

#define ROW(id, name, nb, nn, en) {name, {nb, nn, en}},
#define NO_ROW         \
    {                  \
        0,             \
        {              \
            "", "", "" \
        }              \
    }

const struct verdict_row *class_row(enum time_class class)
{
    static const struct verdict_row rows[] = {
        NO_ROW,
#define CLASS ROW
#include "class.def"
#undef CLASS
    };
    return &rows[class];
}

const struct verdict_row *state_row(enum target_state state)
{
    static const struct verdict_row rows[] = {
        NO_ROW,
#define STATE ROW
#include "state.def"
#undef STATE
    };
    return &rows[state];
}

const struct verdict_row *reason_row(enum reason reason)
{
    static const struct verdict_row rows[] = {
        NO_ROW,
#define REASON ROW
#include "reason.def"
#undef REASON
    };
    return &rows[reason];
}
