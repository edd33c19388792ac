/** The pencils of drawings and colouring pages. */
export const COLOURS = { black: '#1d2530', red: '#d7332b', orange: '#e8862e', yellow: '#f2c53d', green: '#4a9b4f', blue: '#3b78c4', purple: '#7a4fa3', brown: '#8a5a3b', pink: '#d9639c', white: '#ffffff' } as const

export type Colour = keyof typeof COLOURS

export const COLOUR_NAMES = Object.keys(COLOURS) as Colour[]

/** The name of a colour in hex; white for what was not coloured. */
export function nameOf(hex: string | undefined): Colour {
  return COLOUR_NAMES.find((name) => COLOURS[name] === hex) ?? 'white'
}
