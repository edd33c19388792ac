/** The name the access policy knows this by. */
export const CAPABILITY = 'supervision.checkin'
