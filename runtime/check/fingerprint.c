/* fingerprint.c: what a finding is known by, whatever line it has moved to and whatever language it is told in. */
#include "check.h"
#include "symbol.h"

#include <string.h>

/* FNV-1a, 64 bits, over the parts with a separator between them. */
static uint64_t hash_part(uint64_t hash, const char *text, size_t length)
{
    for (size_t i = 0; i <= length; i++)
        hash = (hash ^ (i < length ? (unsigned char)text[i] : 0xFF)) * 1099511628211u;
    return hash;
}

const char *check_subject(const struct model *model, const struct diagnostic *diagnostic)
{
    return diagnostic->declaration ? model_identity(model, diagnostic->declaration)
                                   : model->files[diagnostic->span.file].source.path;
}

static void write_fingerprint(const struct model *model, const struct diagnostic *diagnostic, uint32_t ordinal,
                              struct fingerprint *fingerprint)
{
    static const char digits[] = "0123456789abcdef";
    const struct diag_argument *name = &diagnostic->arguments[0];
    const char *subject = check_subject(model, diagnostic), *code = diag_code_text(diagnostic);
    const char *property = diagnostic->property ? property_row((enum property)diagnostic->property)->name : "";
    uint64_t hash = 14695981039346656037u;
    hash = hash_part(hash, code, strlen(code));
    hash = hash_part(hash, subject, strlen(subject));
    hash = hash_part(hash, property, strlen(property));
    hash = name->type == ARGUMENT_TEXT ? hash_part(hash, name->as.text, name->length) : hash_part(hash, "", 0);
    hash = hash_part(hash, (const char *)&ordinal, sizeof ordinal);
    for (int i = FINGERPRINT_DIGITS - 1; i >= 0; i--, hash >>= 4)
        fingerprint->text[i] = digits[hash & 15];
    fingerprint->text[FINGERPRINT_DIGITS] = '\0';
}

struct fingerprint *check_fingerprints(struct model *model, const struct diagnostic *data, uint32_t count)
{
    uint32_t capacity = 0, room = 0;
    struct fingerprint *fingerprints = array_grow(NULL, &capacity, count + 1, sizeof *fingerprints);
    uint32_t *alike = array_grow(NULL, &room, count + 1, sizeof *alike); /* how many so far, by symbol */
    struct arena arena = {0};
    struct symbol_table seen;
    symbol_init(&seen, count);
    memset(alike, 0, (count + 1) * sizeof *alike);
    model_identities(model);
    for (uint32_t i = 0; i < count; i++) {
        write_fingerprint(model, &data[i], 0, &fingerprints[i]);
        uint32_t symbol = symbol_find(&seen, fingerprints[i].text, FINGERPRINT_DIGITS);
        if (!symbol)
            symbol = symbol_intern(&seen, arena_copy(&arena, fingerprints[i].text, FINGERPRINT_DIGITS),
                                   FINGERPRINT_DIGITS);
        if (alike[symbol])
            write_fingerprint(model, &data[i], alike[symbol], &fingerprints[i]);
        alike[symbol]++;
    }
    symbol_free(&seen);
    arena_free(&arena);
    array_free(alike);
    return fingerprints;
}
