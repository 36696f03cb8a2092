import { pathOf } from '../proofs/index.ts'
import { ELEMENTS, type Element, inCatalogueOrder, isElement } from '../registry/index.ts'
import { type ExampleAnswer, exampleAnswers, exampleRequest } from '../verification/index.ts'
import { PACK_FORMAT, type PackFacts, type PackFile, type Shape, textFile } from './domain.ts'

/** A method of the wire address, as the agreement grants it. */
export type MethodSpec = {
  name: string
  operation: 'biodata' | 'match'
  path: string
  elements: readonly Element[]
}

/** The methods in force; none where the agreement has no web service or its agency no address. */
export function methodsOf({ agreement, elements }: PackFacts): MethodSpec[] {
  if (!agreement.methods.includes('web-service') || agreement.agencyWireName === null) return []
  return agreement.wireMethods.map(({ name, operation, elements: own }) => ({
    name: name.toUpperCase(),
    operation,
    path: pathOf(agreement, name),
    // A method can only narrow what the terms grant (V-19).
    elements:
      own === null
        ? elements
        : inCatalogueOrder(own.filter(isElement).filter((element) => elements.includes(element))),
  }))
}

/** What a call sends; nobody's User ID and nobody's password. */
export function requestBody(method: MethodSpec, localOperator: string): Record<string, string> {
  return {
    user_id: 'USER_ID_ANDA',
    password: 'KATA_SANDI_ANDA',
    ip_user: '10.0.0.1',
    [localOperator === 'user_id' ? 'user_id_lokal' : localOperator]: 'petugas.loket1',
    ...exampleRequest(method),
  }
}

/** The specification for programs, and every answer as a file of its own, to the byte. */
export function methodFiles(facts: PackFacts): PackFile[] {
  const methods = methodsOf(facts)
  const { agreement, term, shapes, localOperator } = facts
  const isUnlimited = agreement.isQuotaUnlimited
  const examples = methods.flatMap((method) =>
    shapes.map((shape) => ({ method, shape, answers: exampleAnswers(method, { ...shape, isUnlimited }) })),
  )
  const specification = {
    format: PACK_FORMAT,
    agreement: {
      code: agreement.code,
      number: agreement.numbers,
      termVersion: term.version,
      since: term.from,
    },
    quotaPerDay: isUnlimited ? 'unlimited' : agreement.quotaPerDay,
    transport: {
      method: 'POST',
      contentType: 'application/json;charset=UTF-8',
      maxBodyBytes: 65_536,
      statusOfEveryOutcome: 200,
      statusWhenUnavailable: 503,
    },
    methods: methods.map((method) => ({
      ...method,
      elements: method.elements.map((name) => ({ name, ...ELEMENTS[name] })),
      request: requestBody(method, localOperator),
      answers: examples
        .filter((one) => one.method === method)
        .map(({ shape, answers }) => ({
          ...shape,
          outcomes: answers.map((answer) => withFile(method, shape, answer)),
        })),
    })),
  }
  return [
    textFile(
      'spesifikasi/spesifikasi.json',
      'Spesifikasi web service untuk dibaca program',
      `${JSON.stringify(specification, null, 2)}\n`,
    ),
    ...examples.flatMap(({ method, shape, answers }) =>
      answers.map((answer) =>
        textFile(
          fileOf(method, shape, answer),
          `Contoh jawaban ${answer.outcome}, HTTP ${answer.status}`,
          answer.body,
        ),
      ),
    ),
  ]
}

const withFile = (method: MethodSpec, shape: Shape, { body, ...answer }: ExampleAnswer) => ({
  ...answer,
  file: fileOf(method, shape, { ...answer, body }),
})

function fileOf(method: MethodSpec, { profile, idStyle }: Shape, { code, outcome }: ExampleAnswer): string {
  const name = method.name.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '_')
  return `spesifikasi/contoh/${name}/${profile}-${idStyle}/${code ?? '00'}-${outcome}.json`
}
