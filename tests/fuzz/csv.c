/* CSV: any bytes are rows or are told what is wrong with them; what they say is judged and shown. */
#include "data.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_data(data, size);
    return 0;
}
