// The module with less memory than it may need: its memory section, which says how many pages of 64 kB there may be, is written anew.

const MEMORY = 5; // the section's number

/** A number as WebAssembly has it (LEB128). */
const written = (number) => (number < 128 ? [number] : [(number & 127) | 128, ...written(number >> 7)]);

/** The number that stands at a place, and the place behind it. */
function read(bytes, at) {
  let number = 0;
  for (let shift = 0; ; shift += 7) {
    number |= (bytes[at] & 127) << shift;
    if (bytes[at++] < 128) return [number, at];
  }
}

/** The bytes of the module, with no more than so many pages beyond those that it begins with. */
export function limited(bytes, more) {
  for (let at = 8, size, body; at < bytes.length; at = body + size) {
    [size, body] = read(bytes, at + 1);
    if (bytes[at] !== MEMORY) continue;
    const [least] = read(bytes, body + 2); // behind the number of memories, and that it has no most
    const section = [1, 1, ...written(least), ...written(least + more)];
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from([MEMORY, section.length, ...section]),
      bytes.subarray(body + size),
    ]);
  }
  throw new Error("the module has no memory of its own");
}
