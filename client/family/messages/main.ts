/** A thread on families' pages. All of it stands in the page already; here it becomes a messenger. */
import { compose } from './composer'
import { follow } from './latest'

const list = document.querySelector<HTMLElement>('[data-latest]')
const form = document.querySelector<HTMLFormElement>('[data-composer]')

if (list) follow(list)
if (form) compose(form)
