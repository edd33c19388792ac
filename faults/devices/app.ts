/** What of the app a device of these runs has: its kernel, all of it real. Bundled as one function and called once for each start of the app. */
export { keepFile, NotSaved, olderActs, send, useActs, type ActView, type SavedFile } from '@/kernel/acts'
export { Clock } from '@/kernel/basics/clock'
export { concat, hex, sha256, utf8 } from '@/kernel/basics/bytes'
export { followDrafts, useDraft } from '@/kernel/drafts'
export { useRows } from '@/kernel/feeds'
export { Session, Trouble, use } from '@/kernel/session'
