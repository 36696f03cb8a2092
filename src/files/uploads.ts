import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { MAX_UPLOAD_BYTES, UPLOAD_TYPES } from './domain.ts'

/** The `bodyLimit` of a route that takes a file: a little over, so that the check can say what is wrong. */
export const UPLOAD_BODY_LIMIT = MAX_UPLOAD_BYTES + 64 * 1024

/** Lets routes of a scope take files as they are; what they are is seen by their content, not by their header. */
export function acceptUploads(scope: FastifyInstance): void {
  scope.addContentTypeParser(
    [...UPLOAD_TYPES, 'application/octet-stream'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  )
}

/** The file that a request carries; empty when it carries none. `name` is as it was sent (`x-file-name`). */
export function uploadOf(request: FastifyRequest): { bytes: Buffer; name: string } {
  const given = request.headers['x-file-name']
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  return { bytes, name: typeof given === 'string' ? decodeName(given) : '' }
}

function decodeName(given: string): string {
  try {
    return decodeURIComponent(given)
  } catch {
    // A percent sign that is none of an encoding: the name as it stands is cleaned like any other.
    return given
  }
}

/**
 * Answers with a file. What people uploaded is handed over, never shown: whatever it holds, it runs nowhere in
 * the portal's name (F-09).
 *
 * @param file.isOwn made by this program, so that a browser may show it
 */
export function sendFile(
  reply: FastifyReply,
  file: { bytes: Buffer; mediaType: string; name: string; isOwn: boolean },
): FastifyReply {
  const disposition = file.isOwn ? 'inline' : 'attachment'
  return reply
    .type(file.mediaType)
    .headers({
      'content-disposition': `${disposition}; ${fileNameParameters(file.name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': file.isOwn ? OWN_POLICY : UPLOADED_POLICY,
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    })
    .send(file.bytes)
}

const OWN_POLICY = `default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'`

/** A sandbox without allowances: no scripts, no forms, an origin of its own. */
const UPLOADED_POLICY = `default-src 'none'; sandbox; frame-ancestors 'none'`

/** RFC 6266: the name in ASCII for old programs, and as it is. */
function fileNameParameters(name: string): string {
  const ascii = name.normalize('NFD').replace(/[^\x20-\x7e]|["\\%]/g, '')
  const exact = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  )
  return `filename="${ascii}"; filename*=UTF-8''${exact}`
}
