// Of 10,000 texts opened at once, each holds its promise and its bytes until the last is done; and what survives makes the browser
// grow the room for young objects, which it is slow to give back.
const AT_ONCE = 100

/** As Promise.all over a list of any length, with only so many under way at a time. */
export async function inSlices<One, Made>(all: readonly One[], make: (one: One) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = []
  for (let at = 0; at < all.length; at += AT_ONCE) made.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(make))))
  return made
}
