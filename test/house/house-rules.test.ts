import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FILES, findLines, isTest, read, SOURCES } from './repository.ts'

/** Files that may read the environment, and why. */
const READS_ENVIRONMENT: Readonly<Record<string, string>> = {
  'src/main.ts': 'hands it to readConfig',
  'src/kernel/postgres-identity.ts': 'PATH, for the processes of the embedded PostgreSQL',
}

/** Files that may ask this machine's clock, and why. Authority and quota go by the database's (I3, I4). */
const READS_CLOCK: Readonly<Record<string, string>> = {
  'src/demo/fill-demo.ts': 'chooses terms that are in force on the day the demo is made',
  'src/demo/demo-meetings.ts': 'chooses days around the one on which the demo is made',
  'src/web/pages/feedback-media/pack-here.ts': 'when a package was made, by the computer that makes it',
  'src/web/ui/use-today.ts': 'the day on the screen of whoever sits there',
  'src/http/tls.ts': 'the end of a self-signed certificate',
  'src/papers/local-signer.ts': 'the moment of a signature, and whether its certificate is valid then',
}

/** Sixteen-digit numbers that are no NIK, and what they are. */
const NO_NIK: Readonly<Record<string, string>> = {
  '1101000000000000': 'lower bound of the column check: the first region, no serial',
  '9007199254740993': 'the first integer that a JavaScript number cannot hold',
  '9907199254740993': 'larger still; the day of birth would be the 92nd',
}

/** Program files longer than 300 lines, and why. */
const LONG: Readonly<Record<string, string>> = {
  'src/web/messages/id.ts': 'all words of the portal, one list a language',
  'src/web/messages/en.ts': 'all words of the portal, one list a language',
}

describe('house rules', () => {
  it('only the configuration, the command line and scripts read the environment', () => {
    const files = SOURCES.filter(
      (file) => !file.startsWith('src/cli/') && READS_ENVIRONMENT[file] === undefined,
    )
    assert.deepEqual(findLines(files, /process\.env\b/), [])
  })

  it('features do not ask the clock of the machine', () => {
    const files = SOURCES.filter(
      (file) => !/^src\/(kernel|cli)\//.test(file) && READS_CLOCK[file] === undefined,
    )
    assert.deepEqual(findLines(files, /new Date\(\)|Date\.now\(\)/), [])
  })

  it('every exception to these rules is still used', () => {
    const unused = [
      ...Object.keys(READS_ENVIRONMENT).filter((file) => findLines([file], /process\.env\b/).length === 0),
      ...Object.keys(READS_CLOCK).filter(
        (file) => findLines([file], /new Date\(\)|Date\.now\(\)/).length === 0,
      ),
    ]
    assert.deepEqual(unused, [])
  })

  it('no sixteen-digit number stands anywhere that could be a real person (docs/rules/synthetic-people.md)', () => {
    const found = FILES.filter((file) => file !== 'package-lock.json').flatMap((file) =>
      [...read(file).matchAll(/(?<![0-9])[0-9]{16}(?![0-9])/g)]
        .map(([number]) => number)
        .filter(
          (number) => !number.startsWith('88') && number.slice(12) < '9000' && NO_NIK[number] === undefined,
        )
        // The number itself must not be repeated in the output of the tests.
        .map((number) => `${file}: ${number.slice(0, 2)}…`),
    )
    assert.deepEqual(found, [])
  })

  it('program files have at most 300 lines', () => {
    const long = FILES.filter((file) => /\.(ts|mjs|sql)$/.test(file) && LONG[file] === undefined).filter(
      (file) => read(file).trimEnd().split('\n').length > 300,
    )
    assert.deepEqual(long, [])
  })

  it('no test is left out', () => {
    const tests = FILES.filter((file) => file.endsWith('.test.ts'))
    assert.deepEqual(
      findLines(tests, /\b(test|it|describe|suite)\.(only|skip|todo)\(|\b(only|skip|todo): true/),
      [],
    )
  })

  it('nothing in the program is put off or waved through', () => {
    const files = FILES.filter((file) => /\.(ts|mjs|sql)$/.test(file) && !file.startsWith('test/house/'))
    assert.deepEqual(
      findLines(files, /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|expect-error|nocheck)|\bas any\b/),
      [],
    )
  })

  it('the program writes to no console but at its ends', () => {
    const files = SOURCES.filter((file) => !file.startsWith('src/cli/') && file !== 'src/main.ts')
    assert.deepEqual(findLines(files, /\bconsole\./), [])
  })

  it('helpers of tests are not in the product', () => {
    assert.deepEqual(
      SOURCES.filter((file) => /from '[^']*test\/support/.test(read(file))),
      [],
    )
    assert.ok(FILES.some(isTest))
  })
})
