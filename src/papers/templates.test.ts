import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { templateFaults } from '../letters/index.ts'
import { PAPER_KIND_NAMES } from './domain.ts'
import { shippedTemplate } from './shipped-templates.ts'
import { vocabularyOf } from './vocabulary.ts'

describe('LT-08 a template comes with the program for every kind of paper', () => {
  for (const kind of PAPER_KIND_NAMES) {
    it(kind, () => assert.deepEqual(templateFaults(shippedTemplate(kind), vocabularyOf(kind)), []))
  }
})
