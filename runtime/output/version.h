/* version: which Tråd this is, the day it was released, and which form its JSON has. Depends on nothing.
 * The form's number changes when a key changes its meaning or goes away, not when one is added. */
#ifndef TRAAD_VERSION_H
#define TRAAD_VERSION_H

#define TRAAD_VERSION "0.1.0"
#define TRAAD_RELEASED "2026-11-22"
#define JSON_FORMAT_VERSION "1.0"

#endif
