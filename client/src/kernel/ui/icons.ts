/** The names in icons.svg, by what they mean here. A test keeps the two lists equal. */
export const ICONS = [
  'home', 'talk', 'checkin', 'settings', 'lock', 'speaker', 'stop', 'back', 'forward', 'tick', 'warning', 'camera', 'microphone',
  'play', 'pause', 'bin', 'place', 'sign', 'pencil', 'send', 'tablet', 'phone-device', 'kiosk', 'sent', 'waiting', 'clock',
  'person', 'people', 'call', 'phone', 'email', 'housing', 'money', 'alcohol', 'drugs', 'mind', 'work', 'support', 'other',
  'all-good', 'eye', 'language', 'text-size', 'moon', 'sun', 'info', 'close', 'no-network', 'network', 'refresh', 'calendar',
  'open-envelope', 'sealed', 'health', 'family', 'feelings', 'qr', 'help', 'write', 'keyboard', 'photo', 'leave', 'rub-out',
  'easy-read', 'read-aloud', 'hourglass', 'no', 'picture-apple', 'picture-ball', 'picture-bus', 'picture-tree', 'picture-fish',
  'picture-key', 'picture-star', 'picture-umbrella', 'picture-cat', 'picture-flower', 'picture-leaf', 'picture-bell',
  'picture-cup', 'picture-boat', 'picture-bike', 'picture-carrot', 'face-very-well', 'face-well', 'face-ok', 'face-not-great',
  'face-struggling'
] as const

export type IconName = (typeof ICONS)[number]

/** The sixteen pictures of a picture password; the server sees these names joined by "-". */
export const PICTURES = [
  'apple', 'ball', 'bus', 'tree', 'fish', 'key', 'star', 'umbrella', 'cat', 'flower', 'leaf', 'bell', 'cup', 'boat', 'bike', 'carrot'
] as const

export type PictureName = (typeof PICTURES)[number]
