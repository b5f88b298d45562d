#include "property.h"

static const struct shape_row SHAPES[] = {
#define SHAPE(id, mode, classes, nb, nn, en) {LEX_##mode, classes, {nb, nn, en}},
#include "shape.def"
#undef SHAPE
};

static const struct property_row PROPERTIES[] = {
    {0},
#define PROPERTY(id, word, shape, parents, flags, other) {WORD_##word, SHAPE_##shape, parents, flags, other, #id},
#include "property.def"
#undef PROPERTY
};

const struct property_row *property_row(enum property property)
{
    return &PROPERTIES[property];
}

const struct shape_row *shape_row(enum shape shape)
{
    return &SHAPES[shape];
}

uint32_t property_sets(enum property property)
{
    switch (PROPERTIES[property].shape) {
    case SHAPE_VALUES:
    case SHAPE_EVALUATION:
    case SHAPE_APPLIES_TO:
    case SHAPE_RULE_SETTING: return PROPERTIES[property].other;
    case SHAPE_MONEY: return SET_(BUDGET);
    case SHAPE_LANGUAGE_TEXT:
    case SHAPE_LANGUAGE_NAME: return SET_(LANGUAGE);
    default: return 0;
    }
}
