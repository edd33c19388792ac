/** The person, as the server names them; the feed `people.me` says more than enrolment does. */
export interface Me {
  id: string
  known_as: string
  name: string
  numbers: Record<string, string>
  language: string
  easy_read?: boolean
  lives?: { place: string; setting: string; since: string }
  regime?: string
  workers?: { id: string; name: string; role: string }[]
}
