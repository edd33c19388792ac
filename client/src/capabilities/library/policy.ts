/** What the access policy decides on; the server's rules/needs.py has the same names. */
export const READ = 'library.read'
export const SAY = 'library.comment'
