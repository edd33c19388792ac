/** The two objects by which courses talk, as each edition of SCORM names them. Runs in the sandbox. */
import { Course, type Edition, type Values } from './model'

interface Told {
  left: Partial<Record<Edition, Values>>
  launch: string
  changed: (course: Course) => void
}

/** A course uses one of them, whichever it was made for. */
export function apis({ left, launch, changed }: Told): { API: object; API_1484_11: object } {
  const [old, newer] = (['1.2', '2004'] as const).map((edition) => new Course(edition, left[edition] ?? null, launch, changed))
  return { API: named(old!, 'LMS', 'Finish'), API_1484_11: named(newer!, '', 'Terminate') }
}

function named(course: Course, start: string, end: string): object {
  return {
    [`${start}Initialize`]: () => course.begin(),
    [`${start}${end}`]: () => course.end(),
    [`${start}GetValue`]: (name: string) => course.get(name),
    [`${start}SetValue`]: (name: string, value: unknown) => course.set(name, value),
    [`${start}Commit`]: () => course.commit(),
    [`${start}GetLastError`]: () => course.lastError(),
    [`${start}GetErrorString`]: () => '',
    [`${start}GetDiagnostic`]: () => ''
  }
}
