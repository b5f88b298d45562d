/* sarif: what the files that write SARIF share: the run that is being written, its rules and its places.
 * Depends on findings, json, linehash. Used by findings_sarif.c alone, which owns the run. Section numbers are those of SARIF 2.1.0. */
#ifndef TRAAD_SARIF_H
#define TRAAD_SARIF_H

#include "findings.h"
#include "json.h"
#include "linehash.h"
#include "symbol.h"

#define SARIF_ROOT "%SRCROOT%" /* the folder that the addresses are relative to */

struct sarif {
    struct json json;
    const struct findings *findings;
    struct places places;
    struct arena arena; /* of one rule or result */
    struct symbol_table codes;
    const struct diagnostic **rules; /* by symbol of a code - 1: the first finding of it */
    uint32_t rule_count, rule_capacity;
    uint32_t *artifacts, artifact_count, artifact_capacity; /* by file: its number among the artifacts + 1 */
    struct linehash *hashes;                                /* of hashed_file - 1 */
    uint32_t hash_count, hashed_file;
};

void sarif_member(struct json *json, const char *key, const char *text);

/* A message of plain text, in which `{` and `}` stand for placeholders and `[text](address)` for a link (3.11.5, 3.11.6). */
const char *sarif_plain(struct sarif *s, const char *text);
void sarif_message(struct sarif *s, const char *key, const char *text);

/* ---- sarif_place.c ---- */
void sarif_address(struct sarif *s, uint32_t file);
void sarif_location(struct sarif *s, const struct diagnostic *diagnostic);
void sarif_related(struct sarif *s, const struct diagnostic *diagnostic);
void sarif_fixes(struct sarif *s, const struct diagnostic *diagnostic);

/* ---- sarif_rule.c ---- */
/* Lists every code that is found, in the order of the first of each. */
void sarif_list_rules(struct sarif *s);
uint32_t sarif_rule_number(const struct sarif *s, const struct diagnostic *diagnostic);
void sarif_tool(struct sarif *s);

#endif
