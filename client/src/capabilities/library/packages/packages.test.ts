import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { ActView } from '@/kernel/acts'
import type { DidRow } from '../shapes'
import { NotAPackage, unpacked } from './box'
import { EventDispatcher, H5pEvent, outside, type Dispatcher } from './frame/h5p/events'
import { outcomeOf, type Speaker, type XapiEvent } from './frame/h5p/statements'
import { Course } from './frame/scorm/model'
import { openH5p, orderOf } from './h5p'
import { bestOf, better, together } from './outcomes'

const bytes = (text: string) => new TextEncoder().encode(text)
const named = (machineName: string) => ({ machineName, majorVersion: 1, minorVersion: 0 })
const box = (files: Record<string, string>) => new Blob([zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytes(text)]))) as Uint8Array<ArrayBuffer>])

describe('what is in a package', () => {
  it('is parted by what may be done with it, and what may run is closed first', async () => {
    const page = '<p onclick="a()">x</p><script>go()\r\n</script><script type="text/x-template"><b></b></script><script src="a.js"></script>'
    const { files, scripts } = await unpacked(box({ 'a.js': 'one()', 'a.css': 'p{}', 'index.html': page, 'x.png': 'png', 'A-1.0/semantics.json': '[]' }))
    expect(Object.keys(files.others)).toEqual(['x.png'])
    expect(files.others['x.png']!.type).toBe('image/png')
    expect(files.scripts['a.js']).toMatch(/RTC.*;one\(\)$/s)
    expect(scripts).toHaveLength(2)
    expect(files.pages['index.html']).toContain(scripts[1])
    expect(files.pages['index.html']).toContain('<script type="text/x-template"><b></b>')
  })

  it('is read in the letters that a page says it is in', async () => {
    const page = '<meta charset="iso-8859-1"><p>caf\u00e9</p>'
    const file = new Blob([zipSync({ 'a.html': Uint8Array.from(page, (letter) => letter.charCodeAt(0)) }) as Uint8Array<ArrayBuffer>])
    expect((await unpacked(file)).files.pages['a.html']).toBe(page)
  })

  it('is none where it is no archive', async () => {
    await expect(unpacked(new Blob(['<p>']))).rejects.toThrow(NotAPackage)
  })
})

describe('an H5P package', () => {
  const libraries = {
    'A-1.0': { preloadedDependencies: [named('B')], preloadedJs: [{ path: 'a.js' }], preloadedCss: [{ path: 'a.css' }] },
    'B-1.0': { preloadedDependencies: [named('C'), named('A')], preloadedJs: [{ path: 'b.js' }] },
    'C-1.0': { preloadedJs: [{ path: 'c.js' }, { path: 'd.js' }] }
  }

  it('loads each library once, after those it stands on', () => {
    const { scripts, styles } = orderOf([named('A'), named('C')], libraries)
    expect(scripts).toEqual(['C-1.0/c.js', 'C-1.0/d.js', 'B-1.0/b.js', 'A-1.0/a.js'])
    expect(styles).toEqual(['A-1.0/a.css'])
    expect(() => orderOf([named('D')], libraries)).toThrow(NotAPackage)
  })

  it('says what is to be shown', async () => {
    const about = { title: 'Coins', language: 'cy', mainLibrary: 'C', preloadedDependencies: [named('C')] }
    const files = { 'h5p.json': JSON.stringify(about), 'content/content.json': '{"q":1}', 'C-1.0/library.json': JSON.stringify(libraries['C-1.0']) }
    const { parts, lang, frame } = await openH5p(box({ ...files, 'C-1.0/c.js': '', 'C-1.0/d.js': '' }))
    expect(parts[0]!.given).toMatchObject({ library: 'C 1.0', content: { q: 1 } })
    expect(lang).toBe('cy')
    expect(frame.length).toBeGreaterThan(10_000)
  })
})

describe('the parts of an H5P package', () => {
  const Maker = EventDispatcher as unknown as new () => Dispatcher & Speaker & { triggerXAPIScored: (...all: unknown[]) => void }

  it('hear one another, up to the outermost and outside once', () => {
    const [whole, part] = [new Maker(), new Maker()]
    const heard: string[] = []
    part.parent = whole
    part.once('done', () => heard.push('part'))
    whole.on('*', ({ type }) => heard.push(`whole ${type}`))
    outside.on('done', () => heard.push('outside'))
    part.trigger(new H5pEvent('done', 1, { bubbles: true, external: true }))
    part.trigger('done')
    expect(heard).toEqual(['part', 'whole done', 'outside'])
    outside.off('done')
  })

  it('say what came of the whole, and not what came of a part of it', () => {
    const [whole, part] = [Object.assign(new Maker(), { contentId: 1 }), Object.assign(new Maker(), { contentId: 1, subContentId: 'a' })]
    const said: unknown[] = []
    part.parent = whole
    outside.on('xAPI', (event) => said.push(outcomeOf(event as XapiEvent)))
    part.triggerXAPIScored(1, 1, 'answered', true, true)
    whole.triggerXAPIScored(1, 4, 'completed', true, false)
    whole.triggerXAPIScored(0, 0, 'completed')
    whole.triggerXAPIScored(3, 4, 'interacted')
    outside.off('xAPI')
    expect(said).toEqual([null, { verb: 'failed', score: 0.25 }, { verb: 'finished', score: null }, null])
  })
})

describe('a course', () => {
  const begun = (edition: '1.2' | '2004', left: Record<string, string> | null = null) => {
    const course = new Course(edition, left, 'now', () => undefined)
    expect(course.begin()).toBe('true')
    return course
  }

  it('of 1.2 passes with its points', () => {
    const course = begun('1.2')
    expect(course.get('cmi.core.entry')).toBe('ab-initio')
    expect(course.get('cmi.launch_data')).toBe('now')
    course.set('cmi.core.score.raw', 15)
    course.set('cmi.core.score.max', '20')
    course.set('cmi.core.lesson_status', 'passed')
    expect(course.outcome()).toEqual({ verb: 'passed', score: 0.75 })
  })

  it('of 2004 is failed though it is completed', () => {
    const course = begun('2004')
    course.set('cmi.score.scaled', '-0.5')
    course.set('cmi.completion_status', 'completed')
    expect(course.outcome()).toEqual({ verb: 'finished', score: 0 })
    course.set('cmi.success_status', 'failed')
    expect(course.outcome()).toEqual({ verb: 'failed', score: 0 })
  })

  it('goes on where it was left', () => {
    const before = begun('1.2')
    before.set('cmi.core.lesson_location', 'page 3')
    before.set('cmi.core.exit', 'suspend')
    expect(before.end()).toBe('true')
    expect(before.outcome()).toBeNull()
    const after = begun('1.2', before.kept())
    expect([after.get('cmi.core.entry'), after.get('cmi.core.lesson_location')]).toEqual(['resume', 'page 3'])
  })

  it('that ends without a word is finished', () => {
    const course = begun('1.2')
    course.end()
    expect(course.outcome()).toEqual({ verb: 'finished', score: null })
  })

  it('counts what it noted one by one', () => {
    const course = begun('2004')
    expect(course.get('cmi.interactions._count')).toBe('0')
    course.set('cmi.interactions.0.id', 'a')
    course.set('cmi.interactions.1.id', 'b')
    expect(course.get('cmi.interactions._count')).toBe('2')
    expect(course.get('cmi.score._children')).toBe('')
  })

  it.each([
    ['1.2', 'cmi.core.student_id', '403'],
    ['1.2', 'name', '401'],
    ['2004', 'cmi.learner_id', '404']
  ] as const)('of %s does not set %s', (edition, name, error) => {
    const course = begun(edition)
    expect([course.set(name, 'x'), course.lastError()]).toEqual(['false', error])
  })

  it('says nothing before it has begun and after its end', () => {
    const course = new Course('2004', null, '', () => undefined)
    expect([course.get('cmi.location'), course.lastError()]).toEqual(['', '132'])
    course.begin()
    expect([course.begin(), course.lastError()]).toEqual(['false', '103'])
  })
})

describe('what came of it', () => {
  const row = (verb: DidRow['verb'], score: number | null, id = verb): DidRow => ({ id, item: 'i', edition: 1, package: 'f', verb, score, seconds: 1, at: '2026-11-20T09:00:00Z' })
  const act = (verb: string, status: string, id = 'a') =>
    ({ id, command: 'library.did@1', about: 'library/i', made: '2026-11-21T09:00:00Z', status, said: { package: 'f', verb, score: 1 } }) as unknown as ActView

  it('is the best of what the server has and what waits', () => {
    expect(bestOf([row('failed', 0.5)], [act('passed', 'saved')], 'f')).toMatchObject({ verb: 'passed', standing: 'saved' })
    expect(bestOf([row('passed', 1)], [act('failed', 'saved')], 'f')).toMatchObject({ verb: 'passed', standing: 'accepted' })
    expect(bestOf([], [act('passed', 'refused')], 'f')).toBeNull()
    expect(bestOf([row('passed', 1)], [], 'other')).toBeNull()
  })

  it('is worth writing down where it is better', () => {
    expect(better({ verb: 'failed', score: 0 }, null)).toBe(true)
    expect(better({ verb: 'passed', score: 0.6 }, { verb: 'failed', score: 0.9 })).toBe(true)
    expect(better({ verb: 'passed', score: 0.6 }, { verb: 'passed', score: 0.6 })).toBe(false)
  })

  it('of several parts is there when each was done', () => {
    expect(together(['a', 'b'], { a: { verb: 'passed', score: 1 } })).toBeNull()
    expect(together(['a', 'b'], { a: { verb: 'passed', score: 1 }, b: { verb: 'finished', score: null } })).toEqual({ verb: 'passed', score: 1 })
    expect(together(['a', 'b'], { a: { verb: 'passed', score: 1 }, b: { verb: 'failed', score: 0 } })).toEqual({ verb: 'failed', score: 0.5 })
  })
})
