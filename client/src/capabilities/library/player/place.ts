/** Where somebody goes on in a sound or film. */

/** In seconds: what is left after it is its end, such as the names. */
const END_S = 10
/** Before it they had hardly begun. */
const BEGUN_S = 5

/** In seconds; 0 for the beginning, which is also where somebody goes on who had come to its end. */
export function resumeAt(seconds: number, duration: number): number {
  return seconds < BEGUN_S || seconds > duration - END_S ? 0 : seconds
}
