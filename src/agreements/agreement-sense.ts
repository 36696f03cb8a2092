import { toCidr } from '../kernel/network.ts'
import { nameOfArea } from '../registry/index.ts'
import type { AgreementFault, AgreementFile } from './agreement-file.ts'

type Part = Partial<AgreementFile>

/**
 * Faults of sense: between fields, and against tables. Each check looks only at fields that are there and well
 * formed, so that a file with faults of form is told these too.
 */
export function senseFaults(file: Part): AgreementFault[] {
  return [
    ...termFaults(file),
    ...sptjmFaults(file),
    ...officeFaults(file),
    ...approvalFaults(file),
    ...wireMethodFaults(file),
    ...networkFaults(file),
  ]
}

function termFaults({ signedOn, validUntil }: Part): AgreementFault[] {
  if (signedOn === undefined || validUntil === undefined || validUntil >= signedOn) return []
  const message = 'Hari terakhir berlaku mendahului tanggal tanda tangan.'
  return [{ field: 'validUntil', code: 'AG-05', message }]
}

function sptjmFaults({ sptjm }: Part): AgreementFault[] {
  if (sptjm?.validUntil === undefined || sptjm.validUntil >= sptjm.signedOn) return []
  const message = 'Hari terakhir SPTJM mendahului tanggal tanda tangannya.'
  return [{ field: 'sptjm.validUntil', code: 'AG-05', message }]
}

/** Digits of the region's code at each level; `pusat` belongs to no region in particular. */
const DIGITS = { provinsi: 2, kabupaten: 4, kota: 4, pusat: null } as const

function officeFaults({ civilRegistry }: Part): AgreementFault[] {
  if (civilRegistry === undefined) return []
  const { region, level } = civilRegistry
  const code = region.replaceAll('.', '')
  const field = 'civilRegistry.region'
  if (nameOfArea(code) === undefined) {
    return [{ field, code: 'AG-23', message: `Tidak ada wilayah berkode ${region}.` }]
  }
  const digits = DIGITS[level]
  if (digits === null || code.length === digits) return []
  return [{ field, code: 'AG-23', message: `Kode ${region} bukan kode wilayah tingkat ${level}.` }]
}

function approvalFaults({ centralApproval, elements = [], methods = [] }: Part): AgreementFault[] {
  const lacking = <T extends string>(
    field: string,
    named: readonly T[],
    approved: readonly T[] | undefined,
  ) =>
    named.flatMap((name, index) =>
      approved === undefined || approved.includes(name)
        ? []
        : [
            {
              field: `${field}[${index}]`,
              code: 'AG-06',
              message: `${name} tidak ada dalam persetujuan Dirjen.`,
            },
          ],
    )
  return [
    ...lacking('elements', elements, centralApproval?.elements),
    ...lacking('methods', methods, centralApproval?.methods),
  ]
}

function wireMethodFaults({ wireMethods, methods, elements }: Part): AgreementFault[] {
  if (wireMethods === undefined) return []
  const faults: AgreementFault[] = []
  const fault = (field: string, code: string, message: string) => faults.push({ field, code, message })
  if (methods?.includes('web-service') === false) {
    fault('wireMethods', 'AG-07', 'Nama metode web service disebut, tetapi web-service tidak diberikan.')
  }
  const names = new Set<string>()
  for (const [index, method] of wireMethods.entries()) {
    const field = `wireMethods[${index}]`
    const name = method.name.toLowerCase()
    if (names.has(name)) fault(`${field}.name`, 'AG-08', `${method.name} disebut dua kali.`)
    names.add(name)
    for (const [at, element] of (method.elements ?? []).entries()) {
      if (elements?.includes(element) === false) {
        fault(`${field}.elements[${at}]`, 'AG-09', `${element} tidak termasuk elemen perjanjian.`)
      }
    }
  }
  return faults
}

function networkFaults({ network }: Part): AgreementFault[] {
  return (network?.ipLan ?? []).flatMap((address, index) =>
    toCidr(address) === undefined
      ? [
          {
            field: `network.ipLan[${index}]`,
            code: 'AG-24',
            message: 'Bukan alamat IP atau jaringan bentuk CIDR, seperti 10.10.0.70 atau 10.10.0.0/24.',
          },
        ]
      : [],
  )
}
