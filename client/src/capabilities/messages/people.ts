/** What stands at "My people": the latest of each conversation and the way into it, and the groups. Loaded with that list. */
import type { AtPeople } from '@/kernel/registry'
import AtPeopleAll from './screens/parts/Groups.vue'
import AtPerson from './screens/parts/Latest.vue'

const people: AtPeople = { one: AtPerson, all: AtPeopleAll }

export const { one, all } = people
