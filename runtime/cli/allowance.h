/* allowance: the most memory and time that the process may use (--max-memory, --max-time), and its last words where there is no more.
 * Depends on command, signals. The words lie in the session's arena; where they lie is the module's only state.
 * They hold for libraries too: the system counts. Then the status is 2, and nothing half written is left lying. */
#ifndef TRAAD_ALLOWANCE_H
#define TRAAD_ALLOWANCE_H

#include "command.h"

/* Sets the limits that were asked for. Without any, no memory left is still said, in the session's language. A lower limit
 * that the process was started with stands. False when the system would not have it, which has been said. */
bool allowance_impose(struct session *session);

/* To be called again when the session's language has been settled. */
void allowance_speak(struct session *session);

#endif
