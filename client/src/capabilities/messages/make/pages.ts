/** Our own pictures to colour in, on a field of 400 by 300: each region is one shape, filled by a press. */

export const PAGES = ['house', 'fish', 'butterfly', 'boat'] as const

export type PageName = (typeof PAGES)[number]

export const WIDTH = 400
export const HEIGHT = 300

/** The shapes from the back to the front, each the `d` of a path. */
export const REGIONS: Record<PageName, readonly string[]> = {
  house: [
    'M0 0h400v210h-400z',
    'M0 210h400v90h-400z',
    'M330 20a34 34 0 1 1 0 68a34 34 0 1 1 0-68z',
    'M250 60h36v70h-36z',
    'M90 140h220v130h-220z',
    'M70 145l130-100l130 100z',
    'M180 190h50v80h-50z',
    'M110 170h48v46h-48z',
    'M250 170h48v46h-48z',
    'M40 190a28 32 0 1 1 1 0zM34 190h14v60h-14z'
  ],
  fish: [
    'M0 0h400v300h-400z',
    'M0 250q50-20 100 0t100 0t100 0t100 0v50h-400z',
    'M290 150l80-60q-14 60 0 120z',
    'M60 150q110-110 240 0q-130 110-240 0z',
    'M160 97q40-50 90 4q-46-20-90-4z',
    'M60 150q30-30 64-40q16 40 0 80q-34-10-64-40z',
    'M108 138a11 11 0 1 1 0 22a11 11 0 1 1 0-22z',
    'M190 112q40 36 0 76q30-38 0-76z',
    'M230 116q36 34 0 68q26-34 0-68z',
    'M40 60a14 14 0 1 1 1 0zM80 40a9 9 0 1 1 1 0z'
  ],
  butterfly: [
    'M0 0h400v300h-400z',
    'M195 140q-60-120-150-90q-40 90 60 120q50 10 90-30z',
    'M205 140q60-120 150-90q40 90-60 120q-50 10-90-30z',
    'M195 155q-80 0-110 60q20 70 80 40q30-30 30-100z',
    'M205 155q80 0 110 60q-20 70-80 40q-30-30-30-100z',
    'M110 82a24 24 0 1 1 0 48a24 24 0 1 1 0-48z',
    'M290 82a24 24 0 1 1 0 48a24 24 0 1 1 0-48z',
    'M140 196a18 18 0 1 1 0 36a18 18 0 1 1 0-36z',
    'M260 196a18 18 0 1 1 0 36a18 18 0 1 1 0-36z',
    'M200 96q14 0 14 20v124q0 30-14 30q-14 0-14-30v-124q0-20 14-20z'
  ],
  boat: [
    'M0 0h400v220h-400z',
    'M0 210q50-24 100 0t100 0t100 0t100 0v90h-400z',
    'M60 20a32 32 0 1 1 0 64a32 32 0 1 1 0-64z',
    'M280 50q20-30 50-10q40-6 40 24q0 20-30 20h-60q-34-12 0-34z',
    'M208 30v150h110q-14-100-110-150z',
    'M192 50v130h-90q10-80 90-130z',
    'M196 20h10v180h-10z',
    'M80 195h250q-16 60-50 60h-150q-40-6-50-60z',
    'M140 212a13 13 0 1 1 1 0zM205 212a13 13 0 1 1 1 0zM270 212a13 13 0 1 1 1 0z',
    'M206 20l44 14l-44 14z'
  ]
}

/** With what was filled in so far: a colour, in hex, by the number of its region. */
export function pageDrawn(page: PageName, fills: Readonly<Record<string, string>>): string {
  return REGIONS[page].map((d, i) => `<path d="${d}" fill="${fills[i] ?? '#ffffff'}" stroke="#1d2530" stroke-width="3" stroke-linejoin="round"/>`).join('')
}
