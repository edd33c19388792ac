/** What items are about, as the server's rules/kinds.py has it. A topic that came after this version of the app goes by its own name, with the library's picture. */
import type { IconName } from '@/kernel/ui'
import { hasWords, t } from '@/kernel/words'

const TOPIC_ICON: Readonly<Record<string, IconName>> = {
  life_here: 'calendar',
  health: 'health',
  feelings: 'feelings',
  family: 'family',
  work: 'work',
  learning: 'learning',
  money: 'money',
  housing: 'housing',
  rights: 'rights',
  faith: 'faith',
  free_time: 'fun',
  getting_out: 'leave'
}

const KIND_ICON: Readonly<Record<string, IconName>> = { film: 'film', sound: 'sound', news: 'news', policy: 'document', event: 'calendar', opportunity: 'work' }

export function topicWords(topic: string): string {
  const key = `library.topic.${topic}`
  return hasWords(key) ? t(key) : topic.charAt(0).toUpperCase() + topic.slice(1).replace(/[-_]/g, ' ')
}

export function topicIcon(topic: string): IconName {
  return TOPIC_ICON[topic] ?? 'book'
}

/** What stands for an item that has no picture, or whose picture is not here: what kind of thing it is, else what it is about. */
export function iconOf({ kind, topics }: { kind: string; topics: readonly string[] }): IconName {
  return KIND_ICON[kind] ?? topicIcon(topics[0] ?? '')
}
