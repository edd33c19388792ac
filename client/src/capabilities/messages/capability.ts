/** Messages: what somebody and their people write, say and draw to each other. No tile of its own: the way in is "My people". */
import type { Capability } from '@/kernel/registry'
import { bringWords } from '@/kernel/words'
import { MESSAGES, type MessageRow } from './shapes'
import { unfinished } from './unfinished'
import { words } from './words'
import { words as screenWords } from './words/words'

export const messages: Capability = {
  name: 'messages',
  unfinished,
  errand: async () => (await import('./byItself')).bringNew(),
  // Whatever waits or is held comes when it comes: it stands where its reader first meets it.
  inOrder: { [MESSAGES]: ({ thread, mine, written_at, at }: MessageRow) => [thread, mine ? written_at : at] },
  atPeople: () => withWords(() => import('./people')),
  routes: [
    { path: '/people/with/:thread', name: 'messages', screen: () => withWords(() => import('./screens/Conversation.vue')) },
    { path: '/people/with/:thread/make/:kind', name: 'messages-make', screen: () => withWords(() => import('./screens/Make.vue')) },
    { path: '/people/with/:thread/ask/:message', name: 'messages-appeal', screen: () => withWords(() => import('./screens/Appeal.vue')) },
    { path: '/people/group', name: 'messages-group', screen: () => withWords(() => import('./screens/MakeGroup.vue')) }
  ],
  words
}

/** Its words come with its screens: the first screen of the app needs none of them. */
async function withWords<T>(load: () => Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([load(), bringWords(screenWords)])
  return loaded
}
