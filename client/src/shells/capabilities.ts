/** The capabilities of this build, one line each. The line is deliberate: a folder must not switch itself on. */
import type { Capability } from '@/kernel/registry'
import { supervision } from '@/capabilities/supervision/capability'
import { talk } from '@/capabilities/talk/capability'
import { family } from '@/capabilities/family/capability'
import { messages } from '@/capabilities/messages/capability'
import { letters } from '@/capabilities/letters/capability'
import { money } from '@/capabilities/money/capability'
import { library } from '@/capabilities/library/capability'
import { bulletin } from '@/capabilities/bulletin/capability'
import { apps } from '@/capabilities/apps/capability'
import { leisure } from '@/capabilities/leisure/capability'
import { firstday } from '@/capabilities/firstday/capability'
import { settings } from '@/capabilities/settings/capability'

export const capabilities: readonly Capability[] = [supervision, talk, family, messages, letters, money, library, bulletin, apps, leisure, firstday, settings]
